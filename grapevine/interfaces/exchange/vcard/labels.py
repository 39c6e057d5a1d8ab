"""The words beside a value: vCard types and Apple's labels on one side, Grapevine's labels on the other."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NOISE_WORDS = """pref voice internet x-internet x-voice msg text textphone video x400 postal parcel dom intl bbs isdn
modem uri x-evolution-unknown"""
_NOISE = frozenset(_NOISE_WORDS.split())
_PLACES = ("home", "work", "school", "main", "other")
_WORDS = {"cell": "mobile", "x-mobile": "mobile", "x-main": "main", "x-other": "other", "x-school": "school"}
_TYPES = {"mobile": "cell"}
_TWO_WORDS = frozenset({*_PLACES, "mobile", "fax", "pager"})
_APPLE = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TOKEN = re.compile(r"[a-z0-9-]+", re.ASCII)
_GOVERNMENT_ID = re.compile(
    r"\b(?:ssn|social security|passport|(?:government|national|tax|personal) id(?:s|entity|entification)?|tax number|"
    r"driv\w+(?:.s)? licen[cs]e|identity card|id card)\b",
    re.I,
)


def from_types(types: Iterable[str]) -> str:
    """``("fax", "work", "pref")`` becomes "work fax"; empty when the types say nothing."""
    words = list(dict.fromkeys(_WORDS.get(word, word) for word in types if word not in _NOISE))
    if len(words) > 1:
        words.sort(key=lambda word: word not in _PLACES)
    return " ".join(words)


def from_apple(text: str) -> str:
    """``_$!<AssistantPhone>!$_`` becomes "assistant phone"; the member's own words come in lower case."""
    match = _APPLE.fullmatch(text)
    return (_HUMP.sub(" ", match[1]) if match else text).strip().lower()


def to_types(label: str) -> tuple[str, ...]:
    """The vCard types that read back as exactly this label, or nothing where no types do."""
    words = label.split(" ")
    if not (_TOKEN.fullmatch(label) or _TWO_WORDS.issuperset(words)):
        return ()
    types = tuple(_TYPES.get(word, word) for word in words)
    return types if from_types(types) == label else ()


def is_government_id(label: str) -> bool:
    """Does the label say that the value is a number a state gave this person? Such values never come in."""
    return _GOVERNMENT_ID.search(label) is not None
