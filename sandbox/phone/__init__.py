"""A telephone to try the city with: stands in for Meta's Graph API and Telegram's Bot API, and shows a page."""
