"""What one version of a brief says otherwise than another, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from grapevine.domain.education.rules.brief import HEAD, HEADINGS, BriefText, Part

SAME, GONE, NEW = "same", "gone", "new"
_HEAD_NAMES = {"headline": "In one sentence", "name": "Name", "work": "Work", "email": "E-mail", "phone": "Phone"}
Piece = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that changed: its field, what it is called, and its words in order as (same | gone | new, text)."""

    field: str
    heading: str
    pieces: tuple[Piece, ...]


def differences(old: BriefText, new: BriefText) -> list[Difference]:
    """Every part that differs, the head first; nothing where the two say the same."""
    headings = {name: _HEAD_NAMES[name] for name in HEAD} | {part.value: HEADINGS[part] for part in Part}
    found = []
    for field, heading in headings.items():
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            by_words = isinstance(before, str)
            pieces = _pieces(before.split() if by_words else before, after.split() if by_words else after, by_words)
            found.append(Difference(field, heading, pieces))
    return found


def _pieces(old: list[str] | tuple[str, ...], new: list[str] | tuple[str, ...], by_words: bool) -> tuple[Piece, ...]:
    """Runs of words of a text, or one piece a line of a list."""
    found: list[Piece] = []
    for _, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[from_old:to_old] == new[from_new:to_new]:
            found += _joined(SAME, new[from_new:to_new], by_words)
        else:
            found += _joined(GONE, old[from_old:to_old], by_words) + _joined(NEW, new[from_new:to_new], by_words)
    return tuple(found)


def _joined(kind: str, said: list[str] | tuple[str, ...], by_words: bool) -> list[Piece]:
    if not said:
        return []
    return [(kind, " ".join(said))] if by_words else [(kind, line) for line in said]
