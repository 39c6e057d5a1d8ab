"""A story: three answers and a title, who may read it, and what must stand there before anybody does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from grapevine.kit.errors import Refused
from grapevine.kit.text import clean, clean_lines

#: The longest title and the longest answer, in signs: together a page one reads in two minutes.
TITLE_MAX, ANSWER_MAX = 160, 1_500
#: Fewer words than this are a note, not a story that somebody else can follow.
FEWEST_WORDS = 12


class Reach(StrEnum):
    """How far something goes: the teller alone, the members of a chapter, anybody with the address."""

    PRIVATE = "private"
    CHAPTER = "chapter"
    PUBLIC = "public"


_WIDTH: Mapping[Reach, int] = {Reach.PRIVATE: 0, Reach.CHAPTER: 1, Reach.PUBLIC: 2}


def covers(agreed: Reach, wanted: Reach) -> bool:
    """Does a yes to this reach as far as what is wanted?"""
    return _WIDTH[agreed] >= _WIDTH[wanted]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question a story answers: its field, the question, a hint."""

    field: str
    question: str
    hint: str


PROMPTS = (
    Prompt("need", "What was the need?", "What somebody said or did that made one of you prick up your ears."),
    Prompt("happened", "What happened then?", "Who did what, and what it was like. Small true things carry a story."),
    Prompt("came", "What came of it?", "For them first; then for you, if you like. No figures needed."),
)
FIELDS = ("title", *(prompt.field for prompt in PROMPTS))


@dataclass(frozen=True, slots=True)
class Told:
    """What a story says."""

    title: str = ""
    need: str = ""
    happened: str = ""
    came: str = ""

    @property
    def answers(self) -> tuple[str, str, str]:
        """The three answers in order."""
        return self.need, self.happened, self.came


def cleaned(told: Told) -> Told:
    """The same without stray signs. Raises Refused naming the field that is too long; nothing is cut off silently."""
    title = clean(told.title)
    if len(title) > TITLE_MAX:
        raise Refused(f"{len(title)} signs are too many for a title; use {TITLE_MAX}.", "title")
    answers = []
    for prompt, said in zip(PROMPTS, told.answers, strict=True):
        answer = clean_lines(said)
        if len(answer) > ANSWER_MAX:
            raise Refused(f"{prompt.question} {len(answer)} signs are too many; say it in {ANSWER_MAX}.", prompt.field)
        answers.append(answer)
    if not title and not any(answers):
        raise Refused("Begin anywhere: a title, or one of the three answers.", "title")
    return Told(title, *answers)


def missing_to_show(told: Told) -> tuple[str, str]:
    """What keeps it from being read by others: (field, sentence); two empty texts when nothing does."""
    if not told.title:
        return "title", "Give it a title; that is what others see first."
    for prompt, said in zip(PROMPTS, told.answers, strict=True):
        if not said:
            return prompt.field, f"One question is open: {prompt.question}"
    if sum(len(said.split()) for said in told.answers) < FEWEST_WORDS:
        return "happened", "Tell a little more, so that somebody who was not there can follow."
    return "", ""


def as_one_text(told: Told) -> str:
    """The three answers as one text, a paragraph each."""
    return "\n\n".join(said for said in told.answers if said)
