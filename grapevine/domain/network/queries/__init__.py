"""Reads of the network, put together from people, depth and the two ledgers."""
