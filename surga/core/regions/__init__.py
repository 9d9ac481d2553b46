"""Kecamatan and kelurahan: names and their spellings, shapes, point to region."""
