"""Outlook contacts CSV: 88 columns (Google's "Outlook" export and others) and 92 columns (Outlook desktop)."""

from __future__ import annotations

from .reading import fits, looks_like, read

__all__ = ["fits", "looks_like", "read"]
