"""The letter that asks one of two people whether the member may introduce the other."""

from __future__ import annotations

from grapevine.domain.letters.rules import Letter
from grapevine.interfaces.mail import paper

KIND = "introduction_question"


def letter(*, to_address: str, to_name: str, other_name: str, text: str) -> Letter:
    """``text``: the draft of ``introducing.question``, which the member reads and changes before it goes."""
    return paper.written(
        kind=KIND, to_address=to_address, to_name=to_name, subject=f"May I introduce you to {other_name}?", text=text
    )
