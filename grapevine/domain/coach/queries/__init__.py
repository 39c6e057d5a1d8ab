"""Reads of today's list, put together from the ledgers, depth and what the member put off."""
