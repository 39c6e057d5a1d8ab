"""The letter that closes a loop: how it ended, and thanks, to a giver without an account."""

from __future__ import annotations

from grapevine.domain.letters.rules import Letter
from grapevine.interfaces.mail import paper

KIND = "referral_outcome"
#: Stage -> how it ended, in a sentence.
ENDED = {
    "won": "it worked out: they are my client now",
    "lost": "it came to nothing in the end, and that is no fault of yours: it was help all the same",
    "declined": "I could not take it on; better that you know than that you wait",
}


def letter(
    *, to_address: str, to_name: str, called: str, member_name: str, who: str, need: str, stage: str, thanks: str = "",
    worth: str = "",
) -> Letter:  # fmt: skip
    """``stage``: won, lost or declined; ``thanks``: the words; ``worth``: what the earner chose to tell, in words."""
    figure = f" It came to {worth}; that you may know what good you did." if worth else ""
    words = thanks or "Thank you for thinking of me. Whoever you send me next is in good hands too."
    return paper.written(
        kind=KIND,
        to_address=to_address,
        to_name=to_name,
        subject=f"How it ended with {who}, and thank you",
        text=(
            f"Dear {called},\n\n"
            f"you sent me {who} ({need}), and you shall hear how it ended: {ENDED[stage]}.{figure}\n\n{words}\n\n"
            f"And whom shall I look out for, for you?\n\n{member_name}"
        ),
    )
