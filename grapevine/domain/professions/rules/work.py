"""What somebody works as, read from what is written of them: a profession of the catalogue, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from grapevine.domain.professions.rules.naming import profession_named, trade_named
from grapevine.domain.professions.rules.reading import PROFESSIONS
from grapevine.domain.professions.rules.titles import recognise
from grapevine.kit.text import words

#: Less sure than this (0..1) and we say nothing: rather a blank than a wrong trade. Judgement.
LEAST_SURE = 0.5
#: From here on we speak of it plainly, and below only as a likelihood. Judgement.
QUITE_SURE = 0.75
#: How sure it is that who owns, runs or works in a trade follows it. Judgement.
TRADE_SURE = 0.9
#: What ends with one of these says where somebody is met or who they are to me, not what they do.
_NO_WORK = frozenset(
    """aunt brother client cousin daughter father friend husband law mother neighbor neighbour nephew niece parent
    partner roommate sister son uncle wife alumni association bank board choir church club college council group high
    member school student team university volunteer""".split()  # noqa: SIM905
)
#: Words that many trades have in common: they do not make a guess likelier.
_COMMON = frozenset(
    """a and the of for in at to senior junior lead head chief assistant associate deputy manager director officer owner
    specialist supervisor coordinator consultant adviser advisor agent representative company service services sales
    technician administrator certified licensed registered professional""".split()  # noqa: SIM905
)


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
        if named := trade_named(text):
            return Work(named.key, TRADE_SURE, text)
    for text in texts:
        guess = next(iter(recognise(text, 1)), None)
        if guess and guess.confidence >= LEAST_SURE and _speaks_of(text, guess.profession):
            return Work(guess.profession, guess.confidence, text)
    return Work()


def how_sure(sure: float | None) -> str:
    """The confidence in words: "sure", "fairly sure", "not quite sure", "not sure"."""
    if sure is None or sure < LEAST_SURE:
        return "not sure"
    return "sure" if sure >= 1.0 else "fairly sure" if sure >= QUITE_SURE else "not quite sure"


def _speaks_of(text: str, key: str) -> bool:
    """Whether a text has a telling word in common with the names of a profession: "Brother" is no minister."""
    said = [word.removesuffix("s") for word in words(text)]
    return bool(key and said) and said[-1] not in _NO_WORK and not _telling(key).isdisjoint(said)


@lru_cache(maxsize=1024)
def _telling(key: str) -> frozenset[str]:
    one = PROFESSIONS[key]
    every = {word.removesuffix("s") for name in (one.name, *one.aliases) for word in words(name)}
    return frozenset(every - _COMMON)
