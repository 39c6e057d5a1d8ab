"""Who could be a partner of the actor, and why in both directions: from the book, the chapters, the organisation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.rules.score import depth_from_key
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.partnerships.models import NotForMe, Partnership
from grapevine.domain.partnerships.queries import candidates, offers, organisation
from grapevine.domain.partnerships.rules.matching.bounds import Bounds
from grapevine.domain.partnerships.rules.matching.flows import Flows, flows, own_flows, spheres, term
from grapevine.domain.partnerships.rules.matching.judged import Said, balance
from grapevine.domain.partnerships.rules.matching.partner import (
    COMMON_MEAN,
    Professional,
    Setting,
    Verdict,
    compete,
    ruled_out,
    verdict,
)
from grapevine.domain.partnerships.rules.matching.reasons import Met, Reasons, reasons
from grapevine.domain.professions.rules import PROFESSIONS
from grapevine.kit.errors import Refused
from grapevine.kit.prepared import Prepared
from grapevine.kit.text import clean, fold

BOOK, CHAPTER, ORGANISATION = "book", "chapter", "organisation"
WHERE = (BOOK, CHAPTER, ORGANISATION)
#: Professions of the book that are looked at, the best fitting first.
_PROFESSIONS = 30
#: The longest list.
_MOST = 50
_HIDDEN = Prepared(lambda owner: NotForMe.objects.filter(owner=owner).values_list("person", "member"), 1)
_AGREED = Prepared(
    lambda owner: Partnership.objects.filter(owner=owner, ended_on=None).values_list(
        "person", "person__linked_member"
    ),
    1,
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who could be a partner: a ``person`` of the book or a ``member`` (public ids; the other is "").

    role: their title, where the book has one. score: 0..100 within this list, the best has 100. depth: 0..100, None for
    somebody who is not in the book. common: how many the two know both; ``names`` of those in the book.
    """

    person: str
    member: str
    name: str
    role: str
    profession: str
    score: float
    reasons: Reasons
    depth: float | None
    names: tuple[str, ...]
    km: float | None
    firm: str = ""
    rank_key: float | None = None
    common: int = 0
    said: Said = Said()


def suggest(
    actor: Actor, now: datetime, limit: int = 10, where: str = BOOK, profession: str = ""
) -> list[Suggestion]:
    """The best ``limit`` (at most 50) candidates, the best first; of one ``profession`` (key) alone where one is named.
    Raises Refused for a ``where`` or a profession that is none.

    Nobody is suggested to a member whose profession is not known.
    """
    require(actor, Permission.BOOK_READ)
    if where not in WHERE:
        raise Refused(f"Where from? Choose {', '.join(WHERE)}.", "where")
    if profession and profession not in PROFESSIONS:
        raise Refused(f"Our catalogue has no profession “{clean(profession, 60)}”.", "profession")
    said = offers.offer(actor)
    me = offers.myself(actor, said)
    if not me.profession:
        return []
    # Whoever has an agreement, or one on the table, needs no suggestion.
    passed = [*_HIDDEN(actor.member_id), *_AGREED(actor.member_id)]
    conflicts = tuple(fold(text) for text in (said.conflicts if said else ()))
    search = _Search(actor, now, me, min(limit, _MOST), conflicts, profession)
    if where == BOOK:
        return search.book({person for person, _ in passed if person})
    linked = offers.linked_members(actor)
    return search.offered(where, {member for _, member in passed if member} | linked | {actor.member_id}, linked)


@dataclass(frozen=True, slots=True)
class _Search:
    actor: Actor
    now: datetime
    me: Professional
    limit: int
    conflicts: tuple[str, ...]
    profession: str

    def book(self, without: set[int]) -> list[Suggestion]:
        """From the own book."""
        facts = candidates.in_book(self.actor, self.me.profession)
        counts = candidates.professions(self.actor)
        seen = own_flows(self.me.profession, facts.counted, counts)
        received = sum(facts.received.values()) / max(facts.people, 1)
        setting = Setting(_terms(seen), COMMON_MEAN if facts.knows else 0.0, received)
        bounds = Bounds(self.me, setting)
        there = [key for key in counts if self.profession in ("", key) and not compete(self.me.profession, key)]
        keys = sorted(there, key=lambda key: -bounds.best(key, 0.0, 0.0))[:_PROFESSIONS]
        people = candidates.people_of(self.actor, keys, {*facts.knows, *facts.received}, without)
        ranked = candidates.rank_keys(person.pk for person in people)
        at, tempo = days(self.now), TEMPOS[self.actor.tempo]
        found = []
        for person in people:
            if self.profession not in ("", person.profession_key):
                continue
            them = Professional(person.profession_key, received=facts.received.get(person.pk, 0.0))
            if ruled_out(self.me, them, self._conflict(person.name, person.firm)):
                continue
            knowing = facts.knows.get(person.pk, [])
            fit = verdict(self.me, them, sum(worth for worth, _ in knowing), setting)
            depth = depth_from_key(ranked.get(person.pk), at, tempo)
            names = tuple(name for _, name in knowing)
            found.append((fit, depth, person, them, names))
        found.sort(key=lambda one: (-one[0].strength, -one[1], one[2].name, one[2].pk))
        best = max((one[0].strength for one in found[: self.limit]), default=1.0)
        return [
            Suggestion(
                str(person.uid), "", person.name, person.title, person.profession_key, 100.0 * fit.strength / best,
                self._why(fit, them, person.given or person.name, names, len(names), seen), depth, names, None,
                person.firm, ranked.get(person.pk), len(names), self._said(fit, them, seen),
            )
            for fit, depth, person, them, names in found[: self.limit]
        ]  # fmt: skip

    def offered(self, where: str, without: set[int], linked: set[int]) -> list[Suggestion]:
        """From those who offer themselves to the actor's chapters, or to an organisation of theirs."""
        places = sorted({seat.organisation_id for seat in self.actor.seats})
        common = offers.in_common(self.actor, linked)
        found: list[organisation.Found] = []
        seen = Flows()
        for place in places:
            counted = offers.totals(place)
            seen, known = learned(place, counted.counted_at)
            usual = counted.received / counted.offers if counted.offers else 0.0
            setting = Setting(known, received_mean=usual)
            found += organisation.search(
                self.actor, place, self.me, setting, counted.most_received, self.limit, without, common,
                where == CHAPTER, self.profession,
            )
        found.sort(key=lambda one: (-one.fit.strength, one.member.pk))
        kept = [one for one in found if not self._conflict(one.member.name, one.member.firm)][: self.limit]
        best = max((one.fit.strength for one in kept), default=1.0)
        return [
            Suggestion(
                "", str(one.member.uid), one.member.name, "", one.them.profession, 100.0 * one.fit.strength / best,
                self._why(one.fit, one.them, one.member.name.split(" ")[0], (), one.common, seen), None, (), one.fit.km,
                one.member.firm, None, one.common, self._said(one.fit, one.them, seen),
            )
            for one in kept
        ]  # fmt: skip

    def _why(
        self, fit: Verdict, them: Professional, first: str, names: tuple[str, ...], common: int, seen: Flows
    ) -> Reasons:
        return reasons(self.me, them, fit, Met(first, names, common, *self._learned(them, seen)))

    def _said(self, fit: Verdict, them: Professional, seen: Flows) -> Said:
        return Said(balance(fit), sum(self._learned(them, seen)))

    def _learned(self, them: Professional, seen: Flows) -> tuple[int, int]:
        """Referrals seen from my profession to theirs, and back."""
        ours, theirs = self.me.profession, them.profession
        return int(seen.pairs.get((ours, theirs), 0.0)), int(seen.pairs.get((theirs, ours), 0.0))

    def _conflict(self, *texts: str) -> bool:
        return any(text and text in self.conflicts for text in map(fold, texts))


@lru_cache(maxsize=16)
def learned(place: int, counted_at: datetime | None) -> tuple[Flows, Callable[[str, str], float]]:
    """What an organisation's referrals say of professions, kept in this process until they are counted anew."""
    seen = flows(offers.flow_rows([place])) if counted_at else Flows()
    return seen, _terms(seen)


def _terms(seen: Flows) -> Callable[[str, str], float]:
    usual = spheres(seen)

    def found(giver: str, receiver: str) -> float:
        return term(giver, receiver, seen, usual)

    return lru_cache(maxsize=65_536)(found)
