"""Surga (Surat Warga): every citizen report, from any channel, followed to its answer."""
