"""The rules of webhooks: what can be told, how it is signed, when it is tried again and when an endpoint is paused."""
