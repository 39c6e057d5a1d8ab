"""The desk at which records are judged: everybody who may be meant lies on it, taken from the book in few queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.judge import Decision, Index, card_of_party, judge_card, judge_party, traits_of
from grapevine.domain.imports.rules.merge import join
from grapevine.domain.imports.rules.records import AcquaintedRecord, ApartRecord, Party, Record
from grapevine.domain.imports.rules.states import Verdict
from grapevine.domain.people import queries as people_queries
from grapevine.domain.people.models import Origin, Person
from grapevine.domain.people.rules import names
from grapevine.domain.people.rules.card import FIELDS, Card

#: The kind of a file that this system wrote: its ids may be those of the book itself.
OWN_SOURCE = "grapevine_archive"


@dataclass(slots=True)
class Desk:
    """People known so far; persons about to be added have ids below zero.

    ``origins`` holds whom a record of this run became; ``changed`` the inner ids of people whose card is new,
    ``written`` the keys of records that stand in a ledger already, ``answered`` whom a record became about which
    the member was asked (id of the record -> person), ``unsettled`` the records of people still asked about.
    """

    actor: Actor
    index: Index = field(default_factory=Index)
    people: dict[int, Person] = field(default_factory=dict)
    cards: dict[int, Card] = field(default_factory=dict)
    origins: dict[tuple[str, str], int] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    answered: dict[int, int] = field(default_factory=dict)
    unsettled: dict[tuple[str, str], Staged] = field(default_factory=dict)
    fresh: int = 0
    _known_origins: dict[tuple[str, str], Origin] = field(default_factory=dict)
    _by_own_uid: dict[tuple[str, str], int] = field(default_factory=dict)

    def lay_out(self, records: Sequence[tuple[Staged, Record]]) -> None:
        """Fetch everybody whom these records may mean, and hold them until the end of the transaction."""
        cards = [record if isinstance(record, Card) else card_of_party(record.who) for _, record in records]
        wanted = self._by_origin(records) | self._by_keys(cards) | self._by_answer(records)
        missing = sorted(wanted - self.people.keys())
        for start in range(0, len(missing), 500):
            held = Person.objects.select_for_update().filter(owner_id=self.actor.member_id).order_by("pk")
            people = list(held.filter(pk__in=missing[start : start + 500]))
            for pk, card in people_queries.cards_of(people).items():
                self.cards[pk] = card
                self.index.add(pk, card)
            self.people.update({person.pk: person for person in people})

    def judge(self, staged: Staged, record: Record) -> Decision:
        """Whom a record means; an origin seen before decides at once."""
        source, key = staged.file.kind, staged.origin_key
        if not isinstance(record, Card):
            return self._waiting(staged, record.who) or self._judge_party(source, record.who)
        base = (source, payload.base_key(key))
        sure = not payload.is_name_only(base[1])
        if base in self.origins and (sure or self._says_nothing_new(self.origins[base], record)):
            return Decision(Verdict.JOINED, self.origins[base], reason="the same record again")
        if base in self._by_own_uid:
            return Decision(Verdict.JOINED, self._by_own_uid[base], reason="it is this very entry")
        known = [
            origin
            for end in payload.ENDINGS
            if (origin := self.known_origin(source, base[1] + end)) and origin.person_id in self.people
        ]
        digest = payload.digest(staged.said) if known else ""
        for origin in known:
            if origin.digest == digest or payload.tidied_digest(origin.said) == digest:
                return Decision(Verdict.UNCHANGED, origin.person_id)
        own = self.known_origin(source, key)
        spoken = own if own in known else known[0] if known and sure else None
        return Decision(Verdict.UPDATED, spoken.person_id) if spoken else judge_card(record, self.index)

    def whom(self, source: str, who: Party) -> int | None:
        """The inner id of whom a party surely means; None where that is open."""
        decision = self._judge_party(source, who)
        return decision.person if decision.verdict is Verdict.JOINED else None

    def _says_nothing_new(self, person: int, card: Card) -> bool:
        known = self.cards[person]
        return join(known, card) == known and all(getattr(card, n) in ("", getattr(known, n)) for n in FIELDS)

    def known_origin(self, source: str, key: str) -> Origin | None:
        """What this source said before this batch under this key."""
        return self._known_origins.get((source, key))

    def add(self, card: Card) -> int:
        """Somebody new, under a number below zero until they are written."""
        self.fresh -= 1
        self.know(self.fresh, card)
        return self.fresh

    def know(self, person: int, card: Card) -> None:
        """The card of somebody is now this."""
        self.cards[person] = card
        self.index.add(person, card)

    def _waiting(self, staged: Staged, who: Party) -> Decision | None:
        """Whom the same files name only as somebody doubtful must wait for the answer, not go to a namesake."""
        asked = self.unsettled.get((staged.file.kind, f"uid:{who.uid}")) if who.uid else None
        if asked is None:
            return None
        staged.answer = {"same_as": asked.pk}
        return Decision(Verdict(asked.verdict), reason=f"it is not settled yet who {who.name} is")

    def _judge_party(self, source: str, who: Party) -> Decision:
        """A party named by the source's own id means whom that id became; any other is looked for by its keys."""
        key = (source, f"uid:{who.uid}")
        if who.uid and key in self._by_own_uid:
            return Decision(Verdict.JOINED, self._by_own_uid[key])
        if who.uid and key in self.origins:
            return Decision(Verdict.JOINED, self.origins[key])
        origin = self._known_origins.get(key) if who.uid else None
        if origin is not None and origin.person_id in self.people:
            return Decision(Verdict.JOINED, origin.person_id)
        return judge_party(who, self.index)

    def _by_answer(self, records: Sequence[tuple[Staged, Record]]) -> set[int]:
        """Whom the member named; they need not be among those who came to our mind."""
        answers = [staged.answer for staged, _ in records if staged.answer]
        first = Staged.objects.filter(pk__in={answer["same_as"] for answer in answers if "same_as" in answer})
        self.answered.update(first.filter(person__isnull=False).values_list("pk", "person"))
        return {answer["person"] for answer in answers if answer.get("person")} | set(self.answered.values())

    def _by_origin(self, records: Sequence[tuple[Staged, Record]]) -> set[int]:
        wanted: dict[str, set[str]] = {}
        for staged, record in records:
            keys = wanted.setdefault(staged.file.kind, set())
            keys.add(payload.base_key(staged.origin_key) if isinstance(record, Card) else f"uid:{record.who.uid}")
            if isinstance(record, ApartRecord | AcquaintedRecord):
                keys.add(f"uid:{record.other.uid}")
        self._find_unsettled(records, wanted)
        found: set[int] = set()
        own = {key.removeprefix("uid:") for key in wanted.get(OWN_SOURCE, ())}
        for uid, person_id in people_queries.by_uids(self.actor, own).items():
            self._by_own_uid[(OWN_SOURCE, f"uid:{uid}")] = person_id
            found.add(person_id)
        for source, keys in wanted.items():
            every = {key + end for key in keys for end in payload.ENDINGS}
            for key, origin in people_queries.origins(self.actor, source, every).items():
                self._known_origins[(source, key)] = origin
                found.add(origin.person_id)
        return found

    def _find_unsettled(self, records: Sequence[tuple[Staged, Record]], wanted: dict[str, set[str]]) -> None:
        """People of this batch about whom a question stands (or stood before); parties with an id may mean them."""
        if not records or isinstance(records[0][1], Card):
            return
        rows = Staged.objects.filter(batch_id=records[0][0].batch_id, kind=payload.PERSON, person=None)
        rows = rows.filter(verdict__in=(Verdict.DOUBTFUL, Verdict.UNCHANGED), said__isnull=False)
        for source, keys in wanted.items():
            for row in rows.filter(file__kind=source, origin_key__among=list(keys - {"uid:"})):
                self.unsettled[(source, row.origin_key)] = row

    def _by_keys(self, cards: Sequence[Card]) -> set[int]:
        traits = [traits_of(card) for card in cards]
        found: set[int] = set()
        for kind, keys in (
            ("email", {key for one in traits for key in one.emails}),
            ("phone", {key for one in traits for key in one.phones}),
            ("link", {key for one in traits for key in one.links}),
        ):
            for having in people_queries.by_keys(self.actor, kind, keys).values():
                found.update(having)
        name_keys = {names.key(one.name) for one in traits} - {""}
        for having in people_queries.by_name_keys(self.actor, name_keys).values():
            found.update(having)
        return found
