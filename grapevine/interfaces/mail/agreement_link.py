"""The letter that brings somebody the link to their page of an agreement."""

from __future__ import annotations

from grapevine.domain.letters.rules import Letter
from grapevine.interfaces.mail import paper

KIND = "agreement_link"


def letter(*, to_address: str, to_name: str, called: str, member_name: str, link: str, until: str) -> Letter:
    """``called``: what the member calls them; ``link``: the whole address of their page; ``until``: a day in words."""
    return paper.written(
        kind=KIND,
        to_address=to_address,
        to_name=to_name,
        subject=f"Sending each other the right people: {member_name} and you",
        text=(
            f"Dear {called},\n\n"
            f"as we said, I have written down how you and I could send each other people: whom each of us looks for, "
            f"what each hopes to give, and when we look at it again. Nothing holds before you say yes.\n\n"
            f"Here is your page. It needs no account and works on a phone:\n\n{link}\n\n"
            f"Change what does not fit, or say no: nothing changes between us. The link works until {until}, and it is "
            f"yours alone.\n\n{member_name}"
        ),
    )
