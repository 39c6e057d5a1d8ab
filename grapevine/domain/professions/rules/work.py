"""What somebody works as, read from what is written of them: a profession of the catalogue, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from grapevine.domain.professions.rules.naming import profession_named
from grapevine.domain.professions.rules.titles import recognise

#: Less sure than this (0..1) and we say nothing: rather a blank than a wrong trade. Judgement.
LEAST_SURE = 0.5
#: From here on we speak of it plainly, and below only as a likelihood. Judgement.
QUITE_SURE = 0.75


@dataclass(frozen=True, slots=True)
class Work:
    """A profession ``key`` ("" = none known), how ``sure`` (0..1) and the ``words`` it was read from."""

    key: str = ""
    sure: float = 0.0
    words: str = ""


@lru_cache(maxsize=16_384)
def work_of(profession: str, title: str = "") -> Work:
    """What the words say: a profession named as such goes before a likely one, what was typed before the title."""
    texts = [text for text in (profession, title) if text]
    for text in texts:
        if named := profession_named(text):
            return Work(named.key, 1.0, text)
    for text in texts:
        guess = next(iter(recognise(text, 1)), None)
        if guess and guess.profession and guess.confidence >= LEAST_SURE:
            return Work(guess.profession, guess.confidence, text)
    return Work()


def how_sure(sure: float | None) -> str:
    """The confidence in words: "sure", "fairly sure", "not quite sure", "not sure"."""
    if sure is None or sure < LEAST_SURE:
        return "not sure"
    return "sure" if sure >= 1.0 else "fairly sure" if sure >= QUITE_SURE else "not quite sure"
