"""The letter that brings a partner a few questions about whom to send: two minutes on a phone."""

from __future__ import annotations

from grapevine.domain.letters.rules import Letter
from grapevine.interfaces.mail import paper

KIND = "teach_back_link"


def letter(
    *, to_address: str, to_name: str, called: str, member_name: str, link: str, until: str, questions: int = 0,
    automatic: bool = False,
) -> Letter:  # fmt: skip
    """``called``: what the member calls them; ``link``: the whole address; ``questions``: how many, 0 if unknown;
    ``automatic``: a refresher by schedule, which nobody pressed a button for."""
    many = f"{questions} short questions" if questions > 1 else "a few short questions"
    return paper.written(
        kind=KIND,
        to_address=to_address,
        to_name=to_name,
        subject=f"Two minutes: whom would you send to {member_name}?",
        automatic=automatic,
        text=(
            f"Dear {called},\n\n"
            f"you know people I would never meet. So that you recognise the ones I can really help, here are "
            f"{many}, each with its answer and the reason right away. It takes two minutes on a phone, without an "
            f"account:\n\n"
            f"{link}\n\n"
            f"I see how you answered, so that I know what I told badly; nobody else does. The link works until "
            f"{until}.\n\nThank you\n{member_name}"
        ),
    )
