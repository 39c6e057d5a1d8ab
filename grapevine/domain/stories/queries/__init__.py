"""Reads of stories: one of them and lists (``stories``), comments, testimonials."""
