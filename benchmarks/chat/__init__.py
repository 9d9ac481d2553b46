"""What the messengers' way in bears: webhooks a second, each message once, and being killed at any instant."""
