"""The public address of a brief: words one can say, and a tail nobody guesses; and what must be there to publish."""

from __future__ import annotations

import re

from grapevine.domain.education.rules.brief import BriefText
from grapevine.kit.text import fold

#: Signs that cannot be taken for one another when read aloud or off paper: no 0 o 1 l i u.
SIGNS = "23456789abcdefghjkmnpqrstvwxyz"
#: The tail: 30 ** 8 = 6.6e11 addresses for one name, so none is found by trying.
TAIL = 8
WORDS_MAX = 40
_NO_WORD = re.compile(r"[^a-z0-9]+")


def words_of(name: str) -> str:
    """The first half of an address: ``"Leah Marchetti"`` -> ``"leah-marchetti"``; "brief" where nothing is left."""
    return _NO_WORD.sub("-", fold(name)).strip("-")[:WORDS_MAX].strip("-") or "brief"


def slug_of(name: str, tail: str) -> str:
    """The address for a name with this tail."""
    return f"{words_of(name)}-{tail}"


def missing_to_publish(text: BriefText) -> str:
    """The field without which a public page would tell nothing; "" when it can go out."""
    if not text.name:
        return "name"
    if not (text.headline or text.whom_i_help):
        return "headline"
    return ""
