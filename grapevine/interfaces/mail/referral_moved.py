"""The letter to a giver without an account: how it stands with whom they sent."""

from __future__ import annotations

from grapevine.domain.letters.rules import Letter
from grapevine.interfaces.mail import paper

KIND = "referral_moved"
#: Stage -> what the receiver says of it.
STANDS = {
    "sent": "it has reached me, and I look at it now",
    "accepted": "I gladly take care of it",
    "contacted": "I have reached them",
    "met": "we have met",
    "proposed": "I have made them a proposal",
}


def letter(*, to_address: str, to_name: str, called: str, member_name: str, who: str, need: str, stage: str) -> Letter:
    """``who``: initials; ``stage``: one of :data:`STANDS`."""
    return paper.written(
        kind=KIND,
        to_address=to_address,
        to_name=to_name,
        subject=f"How it goes with {who}",
        text=(
            f"Dear {called},\n\n"
            f"you sent me {who} ({need}). So that you need not ask: {STANDS.get(stage, STANDS['sent'])}.\n\n"
            f"I tell you as soon as there is more. Thank you for thinking of me.\n\n{member_name}"
        ),
    )
