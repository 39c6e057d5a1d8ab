"""Leah's brief: what it said at first and says now, the one for lenders and planners, and her last clients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.actions.briefs import make_variant, save_brief
from grapevine.domain.education.actions.last_ten import save_clients
from grapevine.domain.education.queries.last_ten import ClientLine
from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.education.rules.last_ten import ClientFact
from grapevine.domain.people.models import Person

#: How many days ago she wrote it, and changed it.
WRITTEN_AGO, CHANGED_AGO = 130, 14
FIRST = BriefText(
    name="Leah Marchetti",
    work="Family-law attorney, Riverside",
    headline="I am a divorce lawyer in Riverside.",
    whom_i_help="Couples in Harbor County who are separating.",
    moments=("divorce",),
    listen_for=("We’re holding on until the kids finish school.", "I don’t even know what’s in the accounts."),
    introduce_me="You should call Leah.",
)
BRIEF = replace(
    FIRST,
    headline="I help parents separate without a war.",
    whom_i_help=(
        "Couples in Harbor County who are separating and want it settled at a table, not in a courtroom. Often there"
        " are children at home. Often one of them owns a business, or a share of one."
    ),
    listen_for=(
        "We’re holding on until the kids finish school.",
        "I don’t even know what’s in the accounts.",
        "He’s been sleeping in the guest room since spring.",
        "I think we signed something before the wedding.",
        "She wants to move to Denver with the boys.",
    ),
    first_question="Who do the two of you talk to about it, besides each other?",
    introduce_me=(
        "I know someone who keeps these things calm. Her name is Leah. The first half hour costs nothing. May I ask her"
        " to call you?"
    ),
    not_a_fit=(
        "Anyone with a hearing in the next five days. Send them to the county bar line: 555 0100.",
        "Criminal charges. Call me; I will name someone good.",
        "Someone who mostly wants to punish the other. I am the wrong lawyer for that, and I will say so kindly.",
    ),
    story=(
        "A baker and a teacher, two boys, a shop worth more than the house. A friend heard “we can’t agree on"
        " Christmas” and asked if I might call. Eleven weeks later it was settled. They still share the stall on"
        " Saturdays. (Told with their leave; details changed.)"
    ),
    treatment=(
        "I call within a working day. You will hear that I reached them, and whether we work together; never the"
        " details."
    ),
    email="leah@demo.example",
    phone="+1 555 0123",
)
OTHER, OTHER_READERS = "For lenders and planners", ("Marcus Obi", "Ben Okafor")
FOR_LENDERS = replace(
    BRIEF,
    whom_i_help="Couples who ask you what parting would do to the house, the loan or the pension.",
    listen_for=(
        "Could I keep the house on my income alone?",
        "What would it cost to take his name off the loan?",
        "I’d like a statement sent to my work address.",
        "We’re holding on until the kids finish school.",
    ),
    first_question="Has anybody looked at the whole picture with the two of you?",
)
#: Initials, how they came, through whom, what they said, the moment, more of the kind?
CLIENTS: tuple[tuple[str, str, str, str, str, bool], ...] = (
    ("M. T.", "referred", "Priya Raman", "We can’t agree on Christmas.", "divorce", True),
    ("A. R.", "referred", "Dana Whitcomb", "I found an account I never knew of.", "divorce", True),
    ("K. L.", "referred", "Grace Nwosu", "We want this settled before school starts.", "divorce", True),
    ("S. W.", "found_me", "", "I want him to pay for what he did.", "divorce", False),
    ("J. H.", "referred", "Dana Whitcomb", "The shop is worth more than the house.", "divorce", True),
    ("B. N.", "returned", "", "She wants to move to Denver with the boys.", "divorce", True),
    ("C. D.", "referred", "Sofia Lindgren", "We have to sell, and we don’t speak.", "selling-home", True),
)  # fmt: skip


def write_briefed(actor: Actor, now: datetime, people: Mapping[str, Person]) -> None:
    """Write it all; ``people``: by name."""
    first, changed = now - timedelta(days=WRITTEN_AGO), now - timedelta(days=CHANGED_AGO)
    save_brief(actor=actor, now=first, text=FIRST, note="A first try")
    save_brief(actor=actor, now=changed, text=BRIEF, note="In their words, not mine", publish=True)
    readers = [people[name].uid for name in OTHER_READERS]
    made = make_variant(actor=actor, now=changed, name=OTHER, person_uids=readers)
    save_brief(actor=actor, now=changed, text=FOR_LENDERS, brief_uid=made.brief.uid)
    lines = [
        ClientLine(
            ClientFact(who=who, came=came, problem=said, moment=moment, worth=worth),
            str(people[through].uid) if through else "",
        )
        for who, came, through, said, moment, worth in CLIENTS
    ]
    save_clients(actor=actor, now=changed, lines=lines)
