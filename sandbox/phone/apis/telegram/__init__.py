"""Telegram's Bot API, as far as a bot in private chats goes."""
