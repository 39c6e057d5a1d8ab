"""The letter that asks somebody, before anything of them passes, whether they may be referred."""

from __future__ import annotations

from grapevine.domain.letters.rules import Letter
from grapevine.interfaces.mail import paper

KIND = "referral_consent"


def letter(
    *, to_address: str, to_name: str, called: str, member_name: str, other_name: str, other_work: str, need: str,
    link: str, until: str, again: bool = False, automatic: bool = False,
) -> Letter:  # fmt: skip
    """``other_name``, ``other_work``: to whom they would be referred; ``again``: they were asked before;
    ``automatic``: by schedule, which nobody pressed a button for."""
    other = f"{other_name}, {other_work}" if other_work else other_name
    opening = (
        f"a while ago I asked you whether I may tell {other} about you. If it slipped by, here it is once more; if you "
        "would rather not, no answer is an answer too."
        if again else
        f"I thought of you: {need}. I know somebody who may be able to help: {other}. Before I tell them anything of "
        "you, I ask you."
    )  # fmt: skip
    return paper.written(
        kind=KIND,
        to_address=to_address,
        to_name=to_name,
        subject=f"{'Once more: may' if again else 'May'} I tell {other_name} about you?",
        automatic=automatic,
        text=(
            f"Dear {called},\n\n{opening}\n\n"
            f"Here you see exactly what would pass to whom, and why:\n\n{link}\n\n"
            f"Yes, tell them:\n{link}?say=yes\n\nNo, thank you:\n{link}?say=no\n\n"
            f"You are asked once more before it counts, and you can take a yes back by the same link. It needs no "
            f"account and works until {until}. Without your yes nothing passes.\n\n{member_name}"
        ),
    )
