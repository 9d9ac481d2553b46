"""WhatsApp by the Cloud API: webhook, payloads, client."""
