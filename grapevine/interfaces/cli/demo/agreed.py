"""With whom Leah has agreed: even, her turn, theirs, gone quiet, a wording that waits for her, and one that is over.

She is an attorney, so none of it names a number of referrals.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.gives import rules as give_rules
from grapevine.domain.gives.actions import log_give
from grapevine.domain.partnerships.actions import agreements, partner_links
from grapevine.domain.partnerships.actions.agreements import Find
from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.partnerships.rules.agreement import Move
from grapevine.domain.partnerships.rules.check_ins import Answers
from grapevine.domain.partnerships.rules.terms import DISCLOSURE, Terms
from grapevine.domain.people.models import Person


@dataclass(frozen=True, slots=True)
class Pact:
    """One agreement: days ago that both signed, the moments of either side's clients, how one introduces, how often
    they look at it."""

    ago: int
    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    introduce: str
    cadence: int = 91


PACTS: dict[str, Pact] = {
    "Dana Whitcomb": Pact(330, ("divorce", "family-quarrel"), ("divorce", "tax-letter"),
                          "A call for three, while the client listens.", 60),
    "Grace Nwosu": Pact(230, ("custody", "divorce"), ("marriage-trouble", "family-quarrel"),
                        "By mail to both, after the client has said yes.", 60),
    "Sofia Lindgren": Pact(352, ("divorce",), ("selling-home",), "Coffee for three."),
    "Yara Ferro": Pact(320, ("divorce",), ("selling-business",), "A short mail, with the question in it."),
    "Elena Costa": Pact(250, ("divorce", "adoption"), ("writing-a-will",), "By telephone."),
}  # fmt: skip
#: What is said when they look at it: Leah, then the other; again from the first after the last.
LOOKS = (
    (Answers("partly", "Having their first question by heart.", "", "Have lunch before the holidays."),
     Answers("yes", "The brief on my phone.", "Tell me sooner who is not a fit.", "Ask two clients this month.")),
    (Answers("yes", "Saying your name before a fee is spoken of.", "", "Send the page about the first meeting."),
     Answers("partly", "", "A word when it came to nothing would help.", "Listen for it at the open house.")),
    (Answers("yes", "", "", "Ask in January whom they meet first."), Answers("yes", "Your call the same day.")),
)  # fmt: skip
#: Who said nothing after the first time.
SILENT = "Yara Ferro"
#: Days ago that Grace sent somebody, so that it is Leah's turn.
SENT_BY_GRACE = (148, 96, 41)
ENDED, ENDED_AGO, WHY = "Elena Costa", 40, "We meet different families now. Thank you for trying."
#: Who changed what Leah proposed, and waits for her word.
WAITS, PROPOSED_AGO, CHANGED_AGO = "Luis Ortega", 9, 3


def write_agreed(actor: Actor, now: datetime, people: Mapping[str, Person]) -> None:
    """Propose, sign, look at it together, end: through the same actions as everybody, on days gone by."""
    for name, pact in PACTS.items():
        if name in people:
            one = _agree(actor, now - timedelta(days=pact.ago), people[name], pact)
            until = ENDED_AGO if name == ENDED else 0
            _look(actor, one, [now - timedelta(days=ago) for ago in _days(pact, until)], once=name == SILENT)
            if name == ENDED:
                at = now - timedelta(days=ENDED_AGO)
                agreements.answer(now=at, find=_by_link(actor, at, one), move=Move.END, note=WHY)
    for ago in SENT_BY_GRACE if "Grace Nwosu" in people else ():
        at = now - timedelta(days=ago)
        log_give(actor=actor, now=at, person_uid=people["Grace Nwosu"].uid, at=at, kind=give_rules.REFERRAL,
                 direction=give_rules.RECEIVED, note="A couple who would rather talk than fight.")  # fmt: skip
    if WAITS in people:
        _wait(actor, now, people[WAITS])


def _agree(actor: Actor, at: datetime, person: Person, pact: Pact) -> Partnership:
    said = _wording(at, pact)
    one = agreements.propose(actor=actor, now=at - timedelta(days=4), person_uid=person.uid, said=said)
    return agreements.sign(now=at, find=_by_link(actor, at, one), version=1)


def _days(pact: Pact, until: int) -> range:
    """Days ago on which they looked at it: the other answers a day later, from which the next is counted."""
    return range(pact.ago - pact.cadence, until + 1, -pact.cadence - 1)


def _look(actor: Actor, one: Partnership, days: list[datetime], *, once: bool) -> None:
    for number, at in enumerate(days):
        mine, theirs = LOOKS[number % len(LOOKS)]
        agreements.check_in(now=at, find=agreements.as_member(actor, one.uid), answers=mine)
        if number == 0 or not once:
            later = at + timedelta(days=1)
            agreements.check_in(now=later, find=_by_link(actor, later, one), answers=theirs)


def _wait(actor: Actor, now: datetime, person: Person) -> None:
    pact = Pact(0, ("divorce",), ("unfair-dismissal",), "A call, the same day.", 30)
    first, then = now - timedelta(days=PROPOSED_AGO), now - timedelta(days=CHANGED_AGO)
    said = _wording(first, pact)
    one = agreements.propose(actor=actor, now=first, person_uid=person.uid, said=said)
    changed = replace(said, cadence=91, introduce="A mail to both of us, once the client has said yes.")
    agreements.change(
        now=then, find=_by_link(actor, then, one), version=1, said=changed, note="A call in court hours reaches nobody."
    )


def _wording(at: datetime, pact: Pact) -> Terms:
    return Terms(
        owner_moments=pact.mine, partner_moments=pact.theirs, introduce=pact.introduce, cadence=pact.cadence,
        review_on=(at + timedelta(days=362)).date(), disclosure=DISCLOSURE,
    )  # fmt: skip


def _by_link(actor: Actor, at: datetime, one: Partnership) -> Find:
    """The partner, with a link of that day; its secret is known to nobody else."""
    _, secret = partner_links.make_link(actor=actor, now=at, partnership_uid=one.uid)
    return partner_links.as_partner(secret, at)
