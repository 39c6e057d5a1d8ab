"""Who took part, and which of them is the member."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from grapevine.domain.imports.rules.records import Me, Party

from ..table import layout_of_file, rows
from .parts import PROFILE, part_of

#: What LinkedIn writes for an account that was closed.
GONE = "linkedin member"
#: "Dana Whitcomb, CPA": what follows the comma is a degree or a licence, not a second person.
_CREDENTIAL = re.compile(r"[A-Z][A-Za-z.&/®™-]{0,9}")


def key(kind: str, *parts: str) -> str:
    """A key that is the same whenever the same row is read: 32 hexadecimal digits over its parts."""
    return f"linkedin-{kind}-{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:32]}"


def link_id(url: str) -> str:
    """A profile address in the form in which two of them compare: no scheme, no www, no query, lower case."""
    bare = unquote(url.strip()).casefold().split("?")[0].split("#")[0].rstrip("/")
    return re.sub(r"^(https?://)?([a-z]{2,3}\.)?(?=linkedin\.)", "", bare)


def parties(names: str, links: str) -> list[Party]:
    """The people of a TO cell and of the cell with their profiles; both join several with commas."""
    urls = [url.strip() for url in links.split(",") if url.strip()]
    people = [name for name in (" ".join(part.split()) for part in names.split(",")) if name]
    if len(urls) == 1 and people:
        return [Party(name=" ".join(names.split()), link=urls[0])]
    if len(people) != len(urls):
        people = _with_credentials(people)
    if len(people) == len(urls):
        return [Party(name=name, link=url) for name, url in zip(people, urls, strict=True)]
    return [Party(link=url) for url in urls] if urls else [Party(name=name) for name in people]


def _with_credentials(people: Iterable[str]) -> list[str]:
    joined: list[str] = []
    for name in people:
        if joined and " " not in name and _CREDENTIAL.fullmatch(name) and not name.islower():
            joined[-1] = f"{joined[-1]}, {name}"
        else:
            joined.append(name)
    return joined


def is_gone(party: Party) -> bool:
    return party.name.casefold() == GONE and not party.link


@dataclass(frozen=True, slots=True)
class Owner:
    """The member as the archive knows them: names in lower case, profiles as :func:`link_id` gives them."""

    names: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()

    def is_me(self, party: Party) -> bool:
        named = party.name.casefold() in self.names
        return named or bool(party.link and link_id(party.link) in self.links)

    def __bool__(self) -> bool:
        return bool(self.names or self.links)


def told(me: Me) -> Owner:
    """The owner as far as the member's own account says."""
    return Owner(frozenset(name.casefold() for name in me.names), frozenset(link_id(link) for link in me.links))


def find_owner(conversations: Iterable[tuple[str, list[Party]]], me: Me) -> Owner:
    """The member among the parties of (conversation id, parties): the one we were told of, if they take part; else
    whoever takes part in the most conversations. Falsy when two come equally often, as in a single conversation."""
    expected = told(me)
    seen: dict[str, set[str]] = defaultdict(set)
    links: dict[str, set[str]] = defaultdict(set)
    for conversation, people in conversations:
        for party in people:
            name = party.name.casefold()
            if name and not is_gone(party):
                seen[name].add(conversation)
                links[name].update({link_id(party.link)} if party.link else ())
    everyone = [Party(name=name, link=link) for name, urls in links.items() for link in (urls or {""})]
    mine = [party for party in everyone if expected.is_me(party)]
    if mine:  # with the other names and profiles they go by in this archive
        return Owner(
            expected.names | {party.name for party in mine},
            expected.links | {link_id(party.link) for party in mine if party.link},
        )
    ranked = sorted(seen, key=lambda name: len(seen[name]), reverse=True)
    if not ranked or (len(ranked) > 1 and len(seen[ranked[0]]) == len(seen[ranked[1]])):
        return Owner()
    return Owner(frozenset({ranked[0]}), frozenset(links[ranked[0]]))


def owner(path: Path) -> Me:
    """Whose archive it is, from its Profile.csv (names in lower case); empty for any other file."""
    layout = layout_of_file(path)
    if layout is None or part_of(frozenset(layout.headings)) != PROFILE:
        return Me()
    for row in islice(rows(path, layout), 1):
        name = f"{row.get('First Name')} {row.get('Last Name')}".strip().casefold()
        return Me(names=frozenset({name} if name else ()))
    return Me()
