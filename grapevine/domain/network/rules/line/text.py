"""The letters of a line: words with their places, a plain copy of equal length, and masks over what is understood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from grapevine.domain.network.rules.line.name_words import AFTER_A_NAME
from grapevine.kit.text import clean, fold

#: Longer than this is no line.
LONGEST = 1000
#: What stands right before a name and says what it is there has at most so many letters.
MARK_MAX = 100
#: People stand in the masked text as runs of one private letter each, so that grammar is written once for all names.
FIRST_SLOT = 0xE000
SLOT = "[\ue000-\uf8ff]++"
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "“": '"', "”": '"', "＆": "&"})

#: Between two words; "priya n on Teams" is an initial.
_N = re.compile(rf"(?<=\w )n(?= (?!(?:{'|'.join(AFTER_A_NAME)})\b)[^\W\d]{{2,}})")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the line: its place, folded, and whether it is written like a name (capital, or a script without)."""

    start: int
    end: int
    word: str
    capital: bool


def tidy(text: str) -> str:
    """One line without control or private letters, at most LONGEST characters, in composed form."""
    return clean(_PRIVATE.sub(" ", unicodedata.normalize("NFC", clean(text, LONGEST))), LONGEST)


def plain(text: str) -> str:
    """Lower case, straight quotes, no accents; as long as the text, so that places stay true."""
    text = text.translate(_QUOTES)
    return text.lower() if text.isascii() else "".join(_plain_letter(ch) for ch in text)


def joined(text: str, seen: str) -> str:
    """The plain text with "Tom n Lucy" and "Tom <> Lucy" written as "Tom & Lucy", place for place."""
    seen = re.sub(r"<?-?>|[↔⇄→]", lambda arrow: "&".ljust(len(arrow.group())), seen)
    for match in _N.finditer(text):
        seen = seen[:match.start()] + "&" + seen[match.end():]
    return seen


def tokens(text: str) -> list[Token]:
    """The words of a text. A text all in capitals says nothing by them."""
    shouted = text.isupper()
    found, start = [], -1
    for place, ch in enumerate(f"{text} "):
        if ch.isalnum() or (start >= 0 and not ch.isascii() and unicodedata.category(ch)[0] == "M"):
            start = place if start < 0 else start
        elif start >= 0:
            head = text[start]
            capital = head.isupper() if head.isascii() else head.isalpha() and not head.islower()
            found.append(Token(start, place, fold(text[start:place]), capital and not (shouted and head.isascii())))
            start = -1
    return found


def mask(text: str, spans: Iterable[tuple[int, int]], letter: str = " ") -> str:
    """The text with each span written over by one letter."""
    for start, end in spans:
        text = text[:start] + letter * (end - start) + text[end:]
    return text


def compact(text: str) -> tuple[str, list[int]]:
    """The text with single spaces, and for each place in it (and its end) the place in the text given."""
    kept = [place for place, ch in enumerate(text) if ch != " " or (place and text[place - 1] != " ")]
    return "".join(text[place] for place in kept), [*kept, len(text)]


def _plain_letter(ch: str) -> str:
    folded = ch.lower() if ch.isascii() or not ch.isalpha() else fold(ch)
    return folded[:1] or ch
