"""Grapevine: grow by word of mouth, on purpose."""
