"""The call centre: calls and visits, conversations, hotlines, what citizens ask."""
