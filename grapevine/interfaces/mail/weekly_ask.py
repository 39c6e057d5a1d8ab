"""The letter with this week's ask, to one person who knows the member."""

from __future__ import annotations

from collections.abc import Mapping

from grapevine.domain.education.rules.asks import as_text
from grapevine.domain.letters.rules import Letter
from grapevine.interfaces.mail import paper

KIND = "weekly_ask"


def letter(
    *, to_address: str, to_name: str, called: str, member_name: str, lines: Mapping[str, str], brief: str = ""
) -> Letter:
    """``called``: what the member calls them; ``lines``: the three of the ask; ``brief``: the address of the brief."""
    ask = as_text(lines["look_for"], lines["tell"], lines["introduce"])
    more = f"More about whom I can help: {brief}\n\n" if brief else ""
    return paper.written(
        kind=KIND,
        to_address=to_address,
        to_name=to_name,
        subject="Whom I am looking for this week",
        text=(
            f"Dear {called},\n\n"
            "you know people I would never meet. This week I am looking for one in particular; should they cross your "
            f"way, you would help me and, I think, them:\n\n{ask}\n\n{more}"
            "Nobody comes to mind? That is fine, and nothing needs an answer. And whom shall I look out for, for you?"
            f"\n\n{member_name}"
        ),
    )
