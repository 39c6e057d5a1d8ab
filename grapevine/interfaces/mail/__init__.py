"""Outgoing letters: one function a letter."""
