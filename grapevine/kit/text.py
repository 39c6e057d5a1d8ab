"""Folding text so that people find what they mean: accents, case and width do not count."""

from __future__ import annotations

import re
import unicodedata

from grapevine.kit.invisible import without_invisible

#: Categories of signs that end a line.
_BREAKS = ("Cc", "Zl", "Zp")
_WORD = re.compile(r"\w+", re.UNICODE)
_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae",
                          "œ": "oe", "Œ": "oe", "ı": "i", "þ": "th", "Þ": "th"})


def fold(text: str) -> str:
    """Lower case without accents, one space between words: ``"Ångström  Øre"`` -> ``"angstrom ore"``."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
    plain = "".join(ch for ch in decomposed if not unicodedata.combining(ch))
    return " ".join(unicodedata.normalize("NFKC", plain).casefold().split())


def words(text: str) -> list[str]:
    """The folded words of a text; an ideograph stands for itself, as these scripts write no spaces."""
    found = _WORD.findall(fold(text))
    if text.isascii():
        return found
    out: list[str] = []
    for word in found:
        if any(is_ideograph(ch) for ch in word):
            out.extend(_split_ideographs(word))
        else:
            out.append(word)
    return out


def is_ideograph(ch: str) -> bool:
    """True for CJK ideographs and kana (Hangul is written with spaces and stays whole)."""
    return "\u3040" <= ch <= "\u30ff" or "\u3400" <= ch <= "\u9fff" or "\uf900" <= ch <= "\ufaff"


def _split_ideographs(word: str) -> list[str]:
    out, run = [], ""
    for ch in word:
        if is_ideograph(ch):
            if run:
                out.append(run)
            out.append(ch)
            run = ""
        else:
            run += ch
    return [*out, run] if run else out


def clean(text: str, limit: int | None = None) -> str:
    """Text fit for one line of a database and of a page: no control characters and none that turn the line or hide
    in it (:mod:`grapevine.kit.invisible`), single spaces, at most ``limit`` characters."""
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(ch) in _BREAKS else ch for ch in text if not _is_unwritable(ch))
    line = " ".join(without_invisible(text).split())
    if not limit or len(line) <= limit:
        return line
    return without_invisible(line[:limit]).rstrip()


def clean_lines(text: str, limit: int | None = None) -> str:
    """Like :func:`clean`, but keeps line ends and tabs."""
    if text.isprintable():
        return text.strip()[:limit].rstrip() if limit else text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(ch for ch in text if ch in "\n\t" or unicodedata.category(ch) not in ("Cc", "Cs")).strip()
    return kept[:limit].rstrip() if limit else kept


def number_of(text: str) -> int:
    """A number of at most eight digits, as a form brings it back; 0 for none and for nonsense."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _is_unwritable(ch: str) -> bool:
    """NUL and half of a surrogate pair: no database takes them."""
    return ch == "\x00" or "\ud800" <= ch <= "\udfff"
