"""The letter that brings somebody the five questions."""

from __future__ import annotations

from grapevine.domain.depth.rules import questions
from grapevine.domain.letters.rules import Letter
from grapevine.interfaces.mail import paper

KIND = "questions_link"


def letter(*, to_address: str, to_name: str, called: str, member_name: str, link: str) -> Letter:
    """``called``: what the member calls them; ``link``: the whole address of the questions."""
    subject, text = questions.letter(called, member_name, link)
    return paper.written(kind=KIND, to_address=to_address, to_name=to_name, subject=subject, text=text)
