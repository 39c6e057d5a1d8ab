"""Whom does a record mean? Known persons in an index by every key; a verdict with its reasons."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from grapevine.domain.imports.rules.records import Party
from grapevine.domain.imports.rules.states import Verdict
from grapevine.domain.people.rules import doubles, names
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.domain.people.rules.details import tidy
from grapevine.domain.people.rules.doubles import Traits
from grapevine.domain.people.rules.reach import email_key, link_key, phone_key
from grapevine.kit.text import fold

#: Labels of numbers at which several people are reached: they join nobody.
SHARED_PHONES = frozenset({"main", "company main", "company", "assistant", "callback", "fax", "work fax", "home fax"})


@dataclass(frozen=True, slots=True)
class Decision:
    """What a record is to the book. ``person`` is an id of the index; ``candidates`` those it may mean."""

    verdict: Verdict
    person: int | None = None
    candidates: tuple[int, ...] = ()
    reason: str = ""


@dataclass(slots=True)
class Index:
    """Known persons by the keys they can be recognised by. Ids below zero are persons about to be added."""

    traits: dict[int, Traits] = field(default_factory=dict)
    _by_key: defaultdict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, person: int, card: Card) -> None:
        """Know one more person, or know more of one."""
        traits = self.traits[person] = traits_of(card)
        for key in _keys(traits):
            if person not in self._by_key[key]:
                self._by_key[key].append(person)

    def candidates(self, traits: Traits) -> list[int]:
        """Everybody who shares a key with these traits, each once, in order of id."""
        return sorted({person for key in _keys(traits) for person in self._by_key.get(key, ())}, reverse=False)

    def having(self, kind: str, key: str) -> list[int]:
        """Everybody with this key ("email", "phone", "link" or "name")."""
        return list(self._by_key.get((kind, key), ())) if key else []


def traits_of(card: Card) -> Traits:
    """What a card can be recognised by."""
    return Traits(
        name=card.name or names.display(card),
        nickname=card.nickname,
        firm=fold(card.firm),
        emails=_key_set(card.emails, email_key),
        phones=_key_set(tuple(phone for phone in card.phones if phone.label not in SHARED_PHONES), phone_key),
        links=_key_set(card.links, link_key),
    )


def judge_card(card: Card, index: Index) -> Decision:
    """Is this card somebody known, surely or perhaps, or somebody new?"""
    traits = traits_of(card)
    found = [(person, *doubles.compare(traits, index.traits[person])) for person in index.candidates(traits)]
    sure = [(person, reasons) for person, verdict, reasons in found if verdict is doubles.Verdict.SAME]
    maybe = [(person, reasons) for person, verdict, reasons in found if verdict is doubles.Verdict.DOUBTFUL]
    if len(sure) == 1:
        return Decision(Verdict.JOINED, sure[0][0], reason="; ".join(sure[0][1]))
    if sure or maybe:
        both = sure + maybe
        return Decision(Verdict.DOUBTFUL, candidates=tuple(p for p, _ in both), reason="; ".join(both[0][1]))
    return Decision(Verdict.NEW)


def judge_party(party: Party, index: Index) -> Decision:
    """Whom does a touch or a give mean? By mail, then link, then phone, then by a name that only one person bears."""
    for kind, key in (
        ("email", email_key(party.email)),
        ("link", link_key(party.link)),
        ("phone", phone_key(party.phone)),
    ):
        having = index.having(kind, key)
        if having:
            return _only(having, party, f"{kind} {key}")
    named = index.having("name", names.key(party.name))
    if named and not (party.email or party.phone):
        return _only(named, party, f"name {party.name}")
    if len(named) == 1 and not _reachable_elsewhere(index.traits[named[0]], party):
        return Decision(Verdict.JOINED, named[0], reason=f"same name: {party.name}")
    return Decision(Verdict.NEW)


def card_of_party(party: Party) -> Card:
    """The little that a touch says of somebody unknown, as a tidy card."""
    return tidy(
        Card(
            name=party.name or party.email or party.phone,
            emails=(Labelled(party.email),) if party.email else (),
            phones=(Labelled(party.phone),) if party.phone else (),
            links=(Labelled(party.link),) if party.link else (),
        )
    )


def _only(having: list[int], party: Party, what: str) -> Decision:
    if len(having) == 1:
        return Decision(Verdict.JOINED, having[0])
    return Decision(Verdict.DOUBTFUL, candidates=tuple(having), reason=f"several people share the {what}")


def _reachable_elsewhere(known: Traits, party: Party) -> bool:
    """A namesake with a mailbox (or number) of their own is not surely the one who wrote from another."""
    return bool((party.email and known.emails) or (party.phone and known.phones))


def _key_set(values: tuple[Labelled, ...], key: object) -> frozenset[str]:
    return frozenset(found for found in (key(value.value) for value in values) if found)  # type: ignore[operator]


def _keys(traits: Traits) -> list[tuple[str, str]]:
    keys = [("email", key) for key in traits.emails]
    keys += [("phone", key) for key in traits.phones]
    keys += [("link", key) for key in traits.links]
    name = names.key(traits.name)
    return [*keys, ("name", name)] if name else keys
