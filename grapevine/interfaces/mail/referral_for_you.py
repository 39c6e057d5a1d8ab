"""The letter to a receiver without an account: somebody is sent to them; yes or no is one click that asks once more."""

from __future__ import annotations

from grapevine.domain.letters.rules import Letter
from grapevine.interfaces.mail import paper

KIND = "referral_for_you"


def letter(
    *, to_address: str, to_name: str, called: str, member_name: str, who: str, need: str, link: str, until: str,
    asked: bool = True, again: bool = False, automatic: bool = False,
) -> Letter:  # fmt: skip
    """``who``: initials, as a letter may be read by others; ``asked``: yes or no is still to be said; ``again``: they
    were written to before; ``automatic``: by schedule, which nobody pressed a button for."""
    if again:
        opening = f"how does it go with {who}, whom I sent you? {need}. One press on your page tells me."
    else:
        opening = f"I have somebody for you: {need}. They agreed that I tell you; on the page you see who it is."
    answers = f"Yes, I take care of it:\n{link}?say=yes\n\nNo, it does not fit:\n{link}?say=no\n\n" if asked else ""
    return paper.written(
        kind=KIND,
        to_address=to_address,
        to_name=to_name,
        subject=f"Somebody for you: {who}" if not again else f"How does it go with {who}?",
        automatic=automatic,
        text=(
            f"Dear {called},\n\n{opening}\n\n{link}\n\n{answers}"
            "You are asked once more before it counts. On the same page you tell me how it goes on: one press each, no "
            f"account. The link works until {until} and is yours alone.\n\n{member_name}"
        ),
    )
