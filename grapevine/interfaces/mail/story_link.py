"""Letters that bring somebody a link about a story: may your name stand in it, and would you say it in your words."""

from __future__ import annotations

from grapevine.domain.letters.rules import Letter
from grapevine.interfaces.mail import paper

NAMED, WORDS = "story_named", "story_words"


def named(
    *, to_address: str, to_name: str, called: str, member_name: str, title: str, link: str, public: bool
) -> Letter:
    """``title``: of the story, as it stands there with their name; ``public``: it shall go to anybody."""
    where = "on a page that anybody with the address can read" if public else "to the members of my chapter"
    return paper.written(
        kind=NAMED,
        to_address=to_address,
        to_name=to_name,
        subject=f"May your name stand in a story? {member_name}",
        text=(
            f"Dear {called},\n\n"
            f"I wrote down what we went through together, “{title}”, and would like to show it {where}. You are in it. "
            f"Before anybody else reads it, please look whether your name may stand there:\n\n{link}\n\n"
            f"You see the very text. If you would rather not, I tell it without your name, and nothing changes between "
            f"us. You can change your mind later with the same link.\n\n{member_name}"
        ),
    )


def words(*, to_address: str, to_name: str, called: str, member_name: str, asked: str, link: str) -> Letter:
    """``asked``: what the member would like to hear about, or ""."""
    line = f"{asked}\n\n" if asked else ""
    return paper.written(
        kind=WORDS,
        to_address=to_address,
        to_name=to_name,
        subject=f"Would you say it in your words? {member_name}",
        text=(
            f"Dear {called},\n\n"
            f"people who wonder whether to call me cannot know what it is like. You do. Would you write a sentence or "
            f"two, in your own words?\n\n{line}{link}\n\n"
            f"You choose the name under it and who may read it, and you can change it or take it back at any time with "
            f"the same link. If you would rather not, that is quite all right.\n\n{member_name}"
        ),
    )
