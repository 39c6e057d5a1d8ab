"""Some agree to send each other people: of each chapter the pairs who did so most, both ways."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.partnerships.actions.reckoning import reckon
from grapevine.domain.partnerships.models import AgreementMove, AgreementTerms, Partnership
from grapevine.domain.partnerships.rules.agreement import Move, State
from grapevine.domain.partnerships.rules.terms import DISCLOSURE, Terms, as_data
from grapevine.domain.professions.rules import PROFESSIONS
from grapevine.domain.simulation.actions.chapters import Place
from grapevine.domain.simulation.actions.people import Shelf
from grapevine.domain.simulation.rules.world import Region

#: A pair for so many members of a chapter, each member in one at most.
MEMBERS_A_PAIR = 10
CADENCE, MOST_HOPED = 30, 10


def write_agreements(place: Place, region: Region, shelf: Shelf, now: datetime) -> None:
    """The agreements of a region, signed halfway through; depth is told of them as of any other."""
    chosen = _chosen(region, shelf)
    numbers = region.numbers[region.members.there]
    trades, chapters = place.trade_of(region), place.chapter_of(region)
    owners = Member.objects.in_bulk([int(place.members[one]) for one, *_ in chosen])
    begun = place.begins + timedelta(weeks=max(1, place.world.weeks // 2))
    for one, other, ahead, back in chosen:
        at = [int(each) - int(numbers[0]) for each in (one, other)]
        works = [PROFESSIONS[place.trades.keys[int(trades[each])]] for each in at]
        regulated = any(work.regulated for work in works)
        row = Partnership.objects.create(
            owner_id=int(place.members[one]),
            person_id=int(shelf.person(np.array([one]), np.array([other]))[0]),
            organisation_id=place.organisation.pk, chapter_id=int(chapters[at[0]]), state=State.ACTIVE,
            regulated=regulated, signed_owner=1, signed_partner=1, in_force=1, proposed_on=begun.date(),
            started_on=begun.date(), check_in_on=now.date() + timedelta(days=CADENCE // 2),
            review_on=now.date() + timedelta(days=180), created_at=begun,
        )  # fmt: skip
        said = _terms(place, now, regulated, ahead, back, [work.serves[:2] for work in works])
        AgreementTerms.objects.create(partnership=row, version=1, by="owner", at=begun, said=as_data(said))
        for move, by in ((Move.PROPOSE, "owner"), (Move.SIGN, "partner")):
            AgreementMove.objects.create(partnership=row, at=begun, by=by, how="member", move=move, version=1)
        reckon(actor=actor_of(owners[row.owner_id]), now=now, person_ids=[row.person_id])


def _terms(
    place: Place, now: datetime, regulated: bool, ahead: int, back: int, moments: list[tuple[str, ...]]
) -> Terms:
    quarter = 13 / place.world.weeks
    hopes = [None if regulated else max(1, min(MOST_HOPED, round(sent * quarter))) for sent in (ahead, back)]
    return Terms(
        owner_hopes=hopes[0], partner_hopes=hopes[1], owner_moments=moments[0], partner_moments=moments[1],
        introduce="A call first, then a message to both.", cadence=CADENCE,
        review_on=now.date() + timedelta(days=180), disclosure=DISCLOSURE if regulated else "",
    )  # fmt: skip


def _chosen(region: Region, shelf: Shelf) -> list[tuple[int, int, int, int]]:
    """(one, other, referrals sent, referrals that came back) of the pairs who agree, chapter by chapter."""
    sent, known = region.referrals, shelf.pairs
    place, ahead = known.place(sent.giver, sent.receiver), sent.giver < sent.receiver
    ways = [np.bincount(place[way], minlength=len(known.one)) for way in (ahead, ~ahead)]
    found = []
    for chapter in range(len(region.numbers)):
        own = region.numbers[chapter][region.members.there[chapter]]
        inside = np.flatnonzero((known.one >= own[0]) & (known.other <= own[-1]))
        taken: set[int] = set()
        for at in inside[np.argsort(-np.minimum(ways[0], ways[1])[inside], kind="stable")].tolist():
            one, other = int(known.one[at]), int(known.other[at])
            if len(taken) >= 2 * (len(own) // MEMBERS_A_PAIR) or min(ways[0][at], ways[1][at]) == 0:
                break
            if not {one, other} & taken:
                taken |= {one, other}
                found.append((one, other, int(ways[0][at]), int(ways[1][at])))
    return found
