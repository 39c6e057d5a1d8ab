"""Writes: the count over an organisation (``organisation``); being counted, and a chapter's survey (``together``)."""
