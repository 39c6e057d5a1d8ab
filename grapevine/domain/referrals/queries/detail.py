"""One referral whole, as one side sees it: its history, what may be done now, the thanks, its chain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.referrals.models import Move, Referral, Side, Thanks
from grapevine.domain.referrals.queries.board import Card, cards
from grapevine.domain.referrals.queries.one import fact_of, regulated, seen_of, side, sides, times_of
from grapevine.domain.referrals.rules import chains, moves
from grapevine.domain.referrals.rules.consent import Consent
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.domain.referrals.rules.thanks import band_in_words


@dataclass(frozen=True, slots=True)
class Detail:
    """What one side sees. ``whom``: the prospect's fields, empty where they may not be told.

    ``choices`` and ``corrections``: whose move it would be, and where to; of the actor and of whom they speak for.
    ``chain``: (card, how deep), only what stands in the actor's own book.
    """

    card: Card
    side: Side
    whom: dict[str, str]
    consent: Consent
    moves: list[Move]
    choices: list[tuple[By, Stage]]
    corrections: list[tuple[By, Stage]]
    thanks: Thanks | None
    thanks_value: str
    closed: bool
    other_has_book: bool
    chain: list[tuple[Card, int]]
    regulated: bool

    @property
    def mine_alone(self) -> bool:
        """May the actor still word it anew, because nobody else has seen it?"""
        wrote_it = self.side.referral.noted_by == self.card.role
        unseen = self.card.role is By.RECEIVER or self.card.stage in moves.UNSENT
        return wrote_it and unseen and not self.other_has_book


def detail(actor: Actor, referral_uid: object, now: datetime) -> Detail:
    """One of the actor's referrals. Raises NotFound."""
    own = side(actor, referral_uid)
    referral = own.referral
    thanks: Thanks | None = getattr(referral, "thanks", None)
    times = times_of(actor)
    fact = fact_of(referral, referral.prospect, thanked=thanks is not None)
    near = list(referral.sides.values_list("role", "person__profession_key", "owner__profession_key"))
    role, roles = By(own.role), {By(role) for role, *_ in near}
    able = moves.speakers(role, roles)
    (card,) = cards(sides(actor).filter(pk=own.pk), now, times)
    return Detail(
        card=card,
        side=own,
        whom=seen_of(referral.prospect, role, referral.noted_by),
        consent=Consent(referral.prospect.consent),
        moves=list(referral.moves.order_by("number")),
        choices=[(by, to) for by in able for to in moves.choices(fact, by)],
        corrections=[(by, to) for by in able for to in moves.corrections(fact, by)],
        thanks=thanks,
        thanks_value=worth_told(thanks),
        closed=moves.is_closed_loop(fact.stage, told=referral.told_at is not None, thanked=thanks is not None),
        other_has_book=len(roles) == 2,
        chain=_chain(actor, referral, now, times),
        regulated=regulated(key for _, *keys in near for key in keys),
    )


def worth_told(thanks: Thanks | None) -> str:
    """What of the value was told, in words; empty for nothing."""
    if thanks is None:
        return ""
    if thanks.amount is not None:
        return f"{thanks.amount:,}"
    return band_in_words(thanks.band) if thanks.band is not None else ""


def _chain(actor: Actor, referral: Referral, now: datetime, times: Mapping[Stage, int]) -> list[tuple[Card, int]]:
    """The tree that this one belongs to, in the actor's own book; empty when it stands alone."""
    if referral.came_from_id is None and not referral.spin_offs.exists():
        return []
    near = sides(actor).filter(referral__came_from__isnull=False)
    parents: dict[int, int | None] = dict(near.values_list("referral_id", "referral__came_from_id"))
    wanted = _family(referral.pk, parents)
    rows = sides(actor).filter(referral__in=wanted).order_by("referral_id")
    order = list(rows.values_list("referral_id", flat=True))
    shown = dict(zip(order, cards(rows, now, times), strict=True))
    tree = chains.tree({pk: parents.get(pk) for pk in order}, order)
    return [(shown[pk], deep) for pk, deep in tree]


def _family(start: int, parents: dict[int, int | None]) -> set[int]:
    """Everything that hangs together with one, up and down."""
    near: dict[int, set[int]] = {}
    for child, parent in parents.items():
        if parent is not None:
            near.setdefault(child, set()).add(parent)
            near.setdefault(parent, set()).add(child)
    found, waiting = {start}, [start]
    while waiting:
        fresh = near.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found
