"""How pages speak of referrals: stages, whose turn it is, since when."""

from __future__ import annotations

from grapevine.domain.referrals.queries.board import Card
from grapevine.domain.referrals.rules.moves import OUTCOMES, By, Stage

#: Stage -> what it is called on a page; the same words on both sides.
STAGES: dict[Stage, str] = {
    Stage.NOTED: "Noted",
    Stage.CONSENTED: "They agreed",
    Stage.SENT: "Sent",
    Stage.ACCEPTED: "Accepted",
    Stage.CONTACTED: "Contacted",
    Stage.MET: "Met",
    Stage.PROPOSED: "Proposal",
    Stage.WON: "Won",
    Stage.LOST: "Lost",
    Stage.DECLINED: "Declined",
    Stage.WITHDRAWN: "Withdrawn",
    Stage.VOID: "Void",
}
#: Stage -> the button that moves there.
DO: dict[Stage, str] = {
    Stage.NOTED: "Back to noted",
    Stage.CONSENTED: "They agreed",
    Stage.SENT: "Send it",
    Stage.ACCEPTED: "Accept",
    Stage.CONTACTED: "Reached them",
    Stage.MET: "We met",
    Stage.PROPOSED: "Made a proposal",
    Stage.WON: "It was won",
    Stage.LOST: "It came to nothing",
    Stage.DECLINED: "Not a fit",
    Stage.WITHDRAWN: "Take it back",
    Stage.VOID: "It was a mistake",
}
#: Stage -> what somebody did who moved it there.
DID: dict[Stage, str] = {
    Stage.NOTED: "wrote it down",
    Stage.CONSENTED: "noted the yes",
    Stage.SENT: "sent it",
    Stage.ACCEPTED: "said yes",
    Stage.CONTACTED: "reached them",
    Stage.MET: "met them",
    Stage.PROPOSED: "made a proposal",
    Stage.WON: "won it",
    Stage.LOST: "said it came to nothing",
    Stage.DECLINED: "said it does not fit",
    Stage.WITHDRAWN: "ended it",
    Stage.VOID: "made it void",
}
#: The same, where it is the person it is about.
ANSWERED: dict[Stage, str] = {Stage.CONSENTED: "agreed", Stage.WITHDRAWN: "said no"}
#: The same, said by who heard of it from the one who does it; "{who}" is what one calls them.
_HEARD: dict[Stage, str] = {
    Stage.ACCEPTED: "{who} said yes",
    Stage.CONTACTED: "{who} reached them",
    Stage.MET: "{who} met them",
    Stage.PROPOSED: "{who} made a proposal",
    Stage.DECLINED: "{who} says it does not fit",
    Stage.WITHDRAWN: "{who} took it back",
}
LANES = {"noted": "Before sending", "ended": "Came to nothing"}
ROLES = {By.RECEIVER: "Received", By.GIVER: "Given"}
DUE = [("overdue", "Overdue"), ("thanks", "A thank-you is due"), ("open", "Open")]
WHERE_FROM = {By.RECEIVER: "from", By.GIVER: "to"}


def button(to: Stage, role: By, short: str) -> str:
    """The words of a button that moves there, as the side that presses it; of the other's moves they heard."""
    givers = to in (Stage.CONSENTED, Stage.SENT, Stage.WITHDRAWN)
    heard = to in _HEARD and givers is (role is By.RECEIVER)
    return _HEARD[to].format(who=short) if heard else DO[to]


def lane(key: str) -> str:
    """The heading of a lane."""
    return LANES.get(key) or STAGES[Stage(key)]


def age(days: int) -> str:
    """``today``, ``3 days``, ``5 weeks``."""
    if days < 1:
        return "today"
    if days < 21:
        return f"{days} day{'s' if days > 1 else ''}"
    if days < 90:
        return f"{days // 7} weeks"
    return f"{days // 30} months" if days < 730 else f"{days // 365} years"


def next_step(card: Card, short: str) -> str:
    """What comes next, as the side that reads it: their own plan, else what the stage asks of whom."""
    if card.next_step:
        return card.next_step
    if card.turn.who is None:
        return "Nothing owed"
    if card.turn.who is By.PROSPECT:
        return "They were asked and say yes or no"
    if card.turn.who is card.role:
        return card.turn.do
    return _waits(card, short)


def _waits(card: Card, short: str) -> str:
    if card.stage in OUTCOMES:
        return f"{short} tells and thanks you" if card.role is By.GIVER else card.turn.do
    if card.stage is Stage.SENT:
        return f"{short} says yes or no"
    return f"{short}’s turn: {card.turn.do[0].lower()}{card.turn.do[1:]}"


def thank(card: Card) -> tuple[str, str]:
    """The mark of thanks on a card: its kind and its words; two empty ones where nothing is to be said."""
    if card.stage not in OUTCOMES:
        return "", ""
    if card.thanked:
        return "done", "Thanked" if card.role is By.RECEIVER else "You were thanked"
    if card.role is By.RECEIVER:
        return "due", "Thank-you due"
    return ("told", "Told you") if card.told else ("ask", "Ask how it went")


def share(value: float | None, some: int, of: int) -> str:
    """A share as people say it, with the count behind it; too few are only counted."""
    if value is None:
        return f"{some} of {of}" if of else "none yet"
    return f"{100 * value:.0f}% ({some} of {of})"


def days(value: float | None) -> str:
    """A median of days: ``the same day``, ``1.5 days``."""
    if value is None:
        return "none yet"
    if value < 0.5:
        return "the same day"
    said = f"{value:.0f}" if value >= 10 else f"{value:.1f}".removesuffix(".0")
    return "1 day" if said == "1" else f"{said} days"


def worth(value: int | None) -> str:
    """A value in whole units; empty for none."""
    return "" if value is None else f"{value:,}"
