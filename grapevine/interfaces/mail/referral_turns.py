"""The letter to a member who wished to be reminded: what waits for them, in one letter, three times at most."""

from __future__ import annotations

from collections.abc import Sequence

from grapevine.domain.letters.rules import Letter
from grapevine.domain.referrals.queries.board import Card
from grapevine.domain.referrals.rules.consent import label_of
from grapevine.domain.referrals.rules.moves import By
from grapevine.interfaces.mail import paper

KIND = "referral_turns"


def letter(*, to_address: str, to_name: str, called: str, waiting: Sequence[tuple[Card, str]], wishes: str) -> Letter:
    """``waiting``: each with the address of its page, the longest waiting first; ``wishes``: where such letters end."""
    count = len(waiting)
    subject = "A referral waits for you" if count == 1 else f"{count} referrals wait for you"
    return paper.written(
        kind=KIND,
        to_address=to_address,
        to_name=to_name,
        subject=subject,
        automatic=True,
        text=(
            f"Dear {called},\n\nit is your turn:\n\n"
            + "\n\n".join(_one(card, address) for card, address in waiting)
            + "\n\nIf a thing is over, say so there: whoever gave it would rather know than wait. Each is mentioned "
            f"three times at most, and a move begins it anew. You wished for this letter; no more of them:\n{wishes}"
        ),
    )


def _one(card: Card, address: str) -> str:
    way = "from" if card.role is By.RECEIVER else "to"
    doing = card.next_step or card.turn.do
    since = "a day" if card.turn.days == 1 else f"{card.turn.days} days"
    return f"{label_of(card.who)}, {way} {card.person}: {doing}. It has stood so for {since}.\n{address}"
