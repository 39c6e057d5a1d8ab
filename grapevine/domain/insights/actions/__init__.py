"""Writes of insights: what was counted and is kept."""
