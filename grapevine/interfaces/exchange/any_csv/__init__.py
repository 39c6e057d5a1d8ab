"""Any table of people whose layout we do not know: columns guessed, or mapped by the member."""

from __future__ import annotations

from .reading import guesses, looks_like, read

__all__ = ["guesses", "looks_like", "read"]
