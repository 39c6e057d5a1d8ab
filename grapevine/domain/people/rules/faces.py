"""What a person is recognised by, and the keys under which two of them meet.

Comparing everybody with everybody takes years; so two people are compared only when they share a key. A person has a
key for every way in which a double may be written: the same mail, phone or link; the same words in any order; the
family name with the full name behind a nickname, or with the first letter of the given name (a slip further back);
the given name with the first or the last letters of the family name (a slip elsewhere in it).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from grapevine.domain.people.rules import names
from grapevine.domain.people.rules.nicknames import stands_for
from grapevine.kit.text import fold

#: Words in front of a family name that tell nobody apart.
PARTICLES = frozenset(
    ["al", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la",
     "le", "of", "ten", "ter", "van", "von", "y", "zu"]
)  # fmt: skip
#: So many people under one mail, phone or link are a switchboard, which joins nobody.
SHARED_MAX = 12
#: So many people under one key of a name are a very common name: the key finds nobody in particular.
NAMED_MAX = 400
#: Labels of numbers at which several people are reached: they join nobody.
SHARED_PHONES = frozenset({"main", "company main", "company", "assistant", "callback", "fax", "work fax", "home fax"})
_SHARED = ("email", "phone", "link")
_HEAD, _TAIL = 3, 4


@dataclass(frozen=True, slots=True)
class Face:
    """A person to be compared: ``given`` one folded word, ``family`` its words, ``middle`` the rest.

    ``reach`` holds (kind, key) of mails, phones and links. ``nickname`` is a folded word or empty.
    """

    id: int
    name: str
    given: str = ""
    middle: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    nickname: str = ""
    suffix: str = ""
    firm: str = ""
    reach: frozenset[tuple[str, str]] = frozenset()


def face_of(
    person: int,
    name: str,
    *,
    given: str = "",
    family: str = "",
    nickname: str = "",
    suffix: str = "",
    firm: str = "",
    reach: Iterable[tuple[str, str]] = (),
) -> Face:
    """A face from the fields of a person: the parts of the name as given, else guessed from the name as written."""
    words = names.tokens("" if "@" in name else name)
    last = [word for word in names.tokens(family) if word in words] if family else []
    first = [word for word in names.tokens(given) if word in words] if given else []
    if not last and not first and len(words) > 1:
        words, last = _turned(name, words)
        first = words[:1]
    elif not last:
        last = [] if not first else [word for word in words if word not in first][-1:]
    elif not first:
        first = [word for word in words if word not in last][:1]
    if not first and not last:
        first = words[:1]
    kept = tuple(word for word in last if word not in PARTICLES) or tuple(last)
    middle = tuple(word for word in words if word not in first[:1] and word not in last)
    nick = names.tokens(nickname) if nickname else []
    return Face(
        id=person,
        name=name,
        given=first[0] if first else "",
        middle=middle,
        family=kept,
        nickname=nick[0] if nick else "",
        suffix=fold(suffix).strip(".") if suffix else "",
        firm=fold(firm) if firm else "",
        reach=frozenset(pair for pair in reach if pair[1]),
    )


def _turned(name: str, words: list[str]) -> tuple[list[str], list[str]]:
    """The words with the given name first, and the family name among them: ``"Whitcomb, Dana"`` is turned round."""
    before, comma, _ = name.partition(",")
    count = len(names.tokens(before)) if comma else 0
    if 0 < count < len(words):
        return words[count:] + words[:count], words[:count]
    pieces = [found for found in map(names.tokens, name.split()) if found]
    count = len(pieces[-1])  # "Sandoval-Reyes" is one name of two words
    if not 0 < count < len(words):
        count = 1
    while len(words) - count > 1 and words[-count - 1] in PARTICLES:
        count += 1
    return words, words[-count:]


def keys(face: Face) -> Iterator[tuple[str, ...]]:
    """The keys of a person, each beginning with its kind; the same key may come twice."""
    yield from face.reach
    if not face.given or not face.family:
        return
    yield ("words", *sorted((face.given, *face.family)))
    givens = stands_for(face.given) | ({face.nickname} if face.nickname else set())
    for word in face.family:
        yield ("letter", word, face.given[0])
        for given in givens:
            yield ("full", word, given)
        if len(word) >= _TAIL:
            yield ("head", face.given, word[:_HEAD])
            yield ("tail", face.given, word[-_TAIL:])
    for word in face.middle:
        yield ("letter", word, face.given[0])


def meetings(faces: Mapping[int, Face]) -> set[tuple[int, int]]:
    """Pairs of ids, the smaller first, that share a key which is not everybody's."""
    under: dict[tuple[str, ...], list[int]] = {}
    for person, face in faces.items():
        for key in set(keys(face)):
            under.setdefault(key, []).append(person)
    found: set[tuple[int, int]] = set()
    for key, people in under.items():
        if 1 < len(people) <= (SHARED_MAX if key[0] in _SHARED else NAMED_MAX):
            people.sort()
            found.update((one, other) for place, one in enumerate(people) for other in people[place + 1 :])
    return found
