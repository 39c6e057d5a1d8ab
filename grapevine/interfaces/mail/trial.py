"""A letter to oneself, to see whether letters leave the house."""

from __future__ import annotations

from grapevine.domain.letters.rules import Letter
from grapevine.interfaces.mail import paper

KIND = "trial"


def letter(*, to_address: str, to_name: str, base_url: str) -> Letter:
    """``base_url``: the address of this Grapevine."""
    return paper.written(
        kind=KIND, to_address=to_address, to_name=to_name, subject="Letters leave your Grapevine",
        text=f"You asked {base_url} to send you a letter, and here it is. Nothing else needs to be done.",
    )  # fmt: skip
