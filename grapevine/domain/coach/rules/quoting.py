"""Words that somebody wrote down, as short as a sentence can carry them."""

from __future__ import annotations

#: So many signs of a quotation are usual.
QUOTE_MAX = 90


def quoted(text: str, most: int = QUOTE_MAX) -> str:
    """On one line without the full stop at its end, and cut to ``most`` signs."""
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
