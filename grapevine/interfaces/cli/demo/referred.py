"""What came to Leah and what she sent on: a referral at every stage, overdue ones, thanks given, thanks owed, a chain.

She is an attorney, so no figure is told with any of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.actions.consenting import note_consent
from grapevine.domain.referrals.actions.giving import What, Whom, give_referral, note_received, put_in_chain
from grapevine.domain.referrals.actions.moving import move_referral
from grapevine.domain.referrals.actions.own import keep_own
from grapevine.domain.referrals.actions.thanking import thank_giver
from grapevine.domain.referrals.models import Referral
from grapevine.domain.referrals.rules.moves import OUTCOMES


@dataclass(frozen=True, slots=True)
class Sent:
    """One referral: whom it is about, with whom, what for, days ago it came or went; (stage, days ago, note) each move;
    the next step Leah wrote down; days ago of the thanks, None for none yet."""

    who: str
    person: str
    need: str
    ago: int
    moves: tuple[tuple[str, int, str], ...] = ()
    next_step: str = ""
    thanked: int | None = None
    moment: str = "divorce"
    warmth: str = "knows"
    came_from: str = ""


CAME: tuple[Sent, ...] = (
    Sent("Yuki Tanaka", "Dana Whitcomb", "Selling her share of a practice while separating", 1,
         next_step="Say yes, then call before noon", warmth="expects"),
    Sent("Lena Brooks", "Carol Benning", "Where the children live while both parents work", 4, moment="custody"),
    Sent("Petar Ivanov", "Marcus Obi", "A house that two names are on", 7, (("accepted", 6, ""),),
         "Call, then tell Marcus"),
    Sent("Noor Haddad", "Luis Ortega", "Lost her job in the middle of a divorce", 12,
         (("accepted", 11, ""), ("contacted", 5, "Reached her at lunch.")), "Meets you on Wednesday at ten"),
    Sent("Clara Whitlock", "Joan Pruitt", "A quiet parting after thirty years", 16,
         (("accepted", 15, ""), ("contacted", 6, "")), "Second message on Tuesday"),
    Sent("Diego Ferreira", "Sofia Lindgren", "The house first, then the papers", 40,
         (("accepted", 38, ""), ("contacted", 21, "Wants to wait until January.")), moment="selling-home"),
    Sent("Rita Castellanos", "Dana Whitcomb", "A business that belongs to both of them", 30,
         (("accepted", 29, ""), ("contacted", 27, ""), ("met", 24, "A good first hour.")),
         "Send the engagement letter"),
    Sent("Svetlana Petrov", "Ben Okafor", "What happens to the pension", 33,
         (("accepted", 32, ""), ("met", 20, ""), ("proposed", 9, "She thinks it over.")), "Answer her fee question"),
    Sent("Kofi Osei", "Dana Whitcomb", "An agreement before the wedding", 60,
         (("accepted", 59, ""), ("met", 50, ""), ("won", 4, "We begin in December.")), moment="engagement"),
    Sent("Julia Alvarez", "Priya Raman", "Two homes, one school", 75,
         (("accepted", 75, ""), ("met", 68, ""), ("proposed", 60, ""), ("won", 24, "")), thanked=23, moment="custody"),
    Sent("Hans Brandt", "Grace Nwosu", "What mediation could not settle", 80,
         (("accepted", 79, ""), ("met", 70, ""), ("won", 30, "")), thanked=28, came_from="Julia Alvarez"),
    Sent("Mira Duval", "Hana Kim", "A residence permit that hangs on the marriage", 85,
         (("accepted", 84, ""), ("met", 71, ""), ("won", 35, "")), thanked=33, moment="visa", came_from="Hans Brandt"),
    Sent("Henry Grant", "Walter Dunne", "A divorce two hours away", 50,
         (("accepted", 49, ""), ("contacted", 45, ""), ("lost", 36, "Chose someone nearer home.")), thanked=35),
    Sent("Wanda Pierce", "Dan Kowalski", "A son who was arrested", 10,
         (("declined", 9, "A criminal matter; I passed her to the bar’s line."),), moment="arrest"),
)  # fmt: skip
GAVE: tuple[Sent, ...] = (
    Sent("Omar Reyes", "Dana Whitcomb", "Books to put straight before a separation", 3, moment="tax-letter"),
    Sent("Ivy Lambert", "Priya Raman", "Somebody for the children to talk to", 2, (("sent", 2, ""),),
         moment="marriage-trouble", warmth="expects"),
    Sent("Fred Nolan", "Sofia Lindgren", "A house to sell without a fight", 14,
         (("sent", 13, ""), ("accepted", 12, ""), ("contacted", 10, "Spoke to both of them.")), moment="selling-home"),
    Sent("Bea Turner", "Tom Halloran", "A will that fits the new family", 26,
         (("sent", 26, ""), ("accepted", 25, ""), ("met", 18, "")), moment="writing-a-will"),
    Sent("Sam Whitfield", "Ben Okafor", "A plan for one income", 55,
         (("sent", 54, ""), ("accepted", 53, ""), ("met", 40, ""), ("won", 16, "Grateful already.")), thanked=15,
         moment="retirement"),
    Sent("Vera Lindqvist", "Marcus Obi", "A loan in one name", 62,
         (("sent", 61, ""), ("accepted", 60, ""), ("won", 20, "")), moment="refinancing"),
    Sent("Max Keller", "Luis Ortega", "A dismissal that smells wrong", 44,
         (("sent", 44, ""), ("declined", 42, "I stand on the other side of that one.")), thanked=42,
         moment="unfair-dismissal"),
)  # fmt: skip
#: Who was written down and has not been asked yet.
NOT_ASKED = "Omar Reyes"


def write_referred(actor: Actor, now: datetime, people: Mapping[str, Person]) -> None:
    """Note, agree, send, move and thank: through the same actions as everybody, on days gone by, the oldest first."""
    made: dict[str, Referral] = {}
    for one in sorted((*CAME, *GAVE), key=lambda each: -each.ago):
        if one.person in people:
            made[one.who] = _write(actor, now, people[one.person], one)
    for one in CAME:
        if one.came_from in made and one.who in made:
            child, parent = made[one.who].uid, made[one.came_from].uid
            put_in_chain(actor=actor, now=now, referral_uid=child, came_from_uid=parent)


def _write(actor: Actor, now: datetime, person: Person, one: Sent) -> Referral:
    at = now - timedelta(days=one.ago)
    common = {"actor": actor, "now": at, "person_uid": person.uid, "whom": Whom(one.who),
              "what": What(one.need, one.moment, one.warmth)}  # fmt: skip
    if one in CAME:
        made = note_received(**common, at=at)
    else:
        made = give_referral(**common)
        if one.who != NOT_ASKED:
            note_consent(actor=actor, now=at, referral_uid=made.uid, how="said", words="On the phone; a call is fine")
    for to, ago, note in one.moves:
        when = now - timedelta(days=ago)
        move_referral(actor=actor, now=when, referral_uid=made.uid, to=to, note=note)
    if one.next_step:
        keep_own(actor=actor, now=at, referral_uid=made.uid, next_step=one.next_step)
    if one.thanked is not None and one.moves[-1][0] in OUTCOMES:
        thank_giver(actor=actor, now=now - timedelta(days=one.thanked), referral_uid=made.uid,
                    words="Thank you for thinking of me.")  # fmt: skip
    return made
