"""Telegram by the Bot API: webhook, payloads, client."""
