"""Which part of a brief is thin, and why, in words. There is no score: nobody is better for having a fuller brief.

Advice is only ever said to the member who writes; it stops nothing. What a good line to listen for is, follows the
launching questions of referral training (best clients, good examples, who is not wanted): people repeat what they heard
somebody say, not the name of a service.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grapevine.domain.education.rules.brief import HEADINGS, BriefText, Part, seconds_aloud
from grapevine.kit.text import fold
from grapevine.kit.text import words as folded_words

#: So many lines to listen for stay in mind; fewer catch too little.
LINES_WANTED, LINES_KEPT = 3, 5
#: A line somebody says aloud has at most so many words, and more than two.
LINE_WORDS, LINE_WORDS_LEAST = 14, 3
#: A sentence to say for a friend takes at most so long; the one sentence has at most so many words.
SAY_SECONDS, HEADLINE_WORDS = 15, 14
#: Fewer words than this tell nobody whom to send.
WHOM_WORDS, STORY_WORDS = 8, 20
#: How people begin who describe a buyer instead of repeating a sentence.
_LABELS = ("anyone who", "anybody who", "someone who", "somebody who", "people who", "clients who", "looking for a")
#: Words that no neighbour says over coffee.
_JARGON = frozenset(
    {"solution", "solutions", "leverage", "stakeholder", "stakeholders", "holistic", "synergy", "turnkey", "bespoke",
     "hnw", "hnwi", "smb", "smes", "b2b", "roi", "optimise", "optimize", "prospect", "prospects", "leads"}
)  # fmt: skip
#: What a text for the public claims at its author's risk, in a trade whose advertising is ruled.
_CLAIMS = ("guarantee", "guaranteed", "the best", "always win", "never lose", "number one", "no 1", "risk free",
           "cheapest", "specialist", "expert")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that would help: the part it is about, and what to do in words; ``line`` is 1, 2, ... where one line of
    a list is meant."""

    part: Part | None
    words: str
    line: int = 0


def advice(text: BriefText, trade: Iterable[str] = (), regulated: bool = False) -> list[Advice]:
    """What would make the brief easier to act on, in the order of the parts; nothing when it is all there.

    ``trade``: the names of the member's profession, which the people in need seldom say themselves.
    """
    names = tuple(fold(name) for name in trade if name)
    found = [*_headline(text), *_whom(text), *_moments(text), *_listen(text, names), *_question(text)]
    found += [*_introduce(text), *_no_fit(text), *_story(text), *_treatment(text)]
    return [*found, *(_claims(text) if regulated else [])]


def thin(found: Iterable[Advice]) -> list[Part]:
    """The parts that any advice is about, once each, in their order."""
    parts = {one.part for one in found}
    return [part for part in Part if part in parts]


def line_advice(line: str, trade: Sequence[str] = ()) -> str:
    """Why a line to listen for will not be recognised when somebody says it; nothing where it will. ``trade``: folded
    names of the profession."""
    said = fold(line)
    found = folded_words(line)
    if any(said.startswith(label) for label in _LABELS):
        return "This describes a client. Write what they say, in their own words."
    named = next((name for name in trade if f" {name} " in f" {' '.join(found)} "), "")
    if named:
        return "By the time people name your trade, they are already looking. Write what they say before that."
    if _JARGON.intersection(found):
        return "Nobody says that over coffee. Write it as a neighbour would."
    if len(found) < LINE_WORDS_LEAST:
        return "That is a topic. What do they say when it comes up?"
    if len(found) > LINE_WORDS:
        return f"{len(found)} words are hard to recognise. Which half of it do they truly say?"
    return ""


def _headline(text: BriefText) -> list[Advice]:
    count = len(text.headline.split())
    if not count:
        return [Advice(None, "Say in one sentence what you do for people, so that a ten-year-old could repeat it.")]
    if count > HEADLINE_WORDS:
        return [Advice(None, f"The one sentence has {count} words. Could somebody repeat it after hearing it once?")]
    return []


def _whom(text: BriefText) -> list[Advice]:
    part = Part.WHOM_I_HELP
    count = len(text.whom_i_help.split())
    if not count:
        return [Advice(part, "Say who they are: where, at what point in life, in what kind of trouble.")]
    if count < WHOM_WORDS:
        return [Advice(part, "A little more: a reader should be able to think of one person they know.")]
    return []


def _moments(text: BriefText) -> list[Advice]:
    if text.moments:
        return []
    return [Advice(Part.MOMENTS, "Choose the moments in which people need you; partners think in them.")]


def _listen(text: BriefText, trade: Sequence[str]) -> list[Advice]:
    part, count = Part.LISTEN_FOR, len(text.listen_for)
    found = []
    if count < LINES_WANTED:
        have = {0: "There is none yet", 1: "There is one"}.get(count, f"There are {count}")
        found.append(Advice(part, f"{have}; three to five lines, as people truly say them, catch most."))
    elif count > LINES_KEPT:
        found.append(Advice(part, f"{count} lines are more than anybody keeps in mind. Keep the five you hear most."))
    told = [(number, line_advice(line, trade)) for number, line in enumerate(text.listen_for, start=1)]
    return found + [Advice(part, words, number) for number, words in told if words]


def _question(text: BriefText) -> list[Advice]:
    part = Part.FIRST_QUESTION
    if not text.first_question:
        return [Advice(part, "Give them one question they can ask without knowing your trade.")]
    if "?" not in text.first_question:
        return [Advice(part, "End it with a question mark: a question opens a talk, advice closes it.")]
    return []


def _introduce(text: BriefText) -> list[Advice]:
    part = Part.INTRODUCE_ME
    if not text.introduce_me:
        return [Advice(part, "Write the very words they can say, ending in “May I ask … to call you?”")]
    seconds = seconds_aloud(text.introduce_me)
    if seconds > SAY_SECONDS:
        return [Advice(part, f"It takes about {seconds} seconds aloud. Nobody remembers more than {SAY_SECONDS}.")]
    if "?" not in text.introduce_me:
        return [Advice(part, "Let it end with a question they can answer yes to.")]
    return []


def _no_fit(text: BriefText) -> list[Advice]:
    if text.not_a_fit:
        return []
    return [Advice(Part.NOT_A_FIT, "Name one or two you are wrong for, and who is right: it spares everybody.")]


def _story(text: BriefText) -> list[Advice]:
    count = len(text.story.split())
    if not count:
        return [Advice(Part.STORY, "One that went well, with what was heard first; with leave, details changed.")]
    if count < STORY_WORDS:
        return [Advice(Part.STORY, "A story needs a beginning: who heard what, and what happened then?")]
    return []


def _treatment(text: BriefText) -> list[Advice]:
    if text.treatment:
        return []
    return [Advice(Part.TREATMENT, "Say what happens once they send somebody: how soon you call, what they hear.")]


def _claims(text: BriefText) -> list[Advice]:
    """Words that rules of advertising ask about; the member decides, and knows their own rules."""
    found = []
    for part in (Part.WHOM_I_HELP, Part.INTRODUCE_ME, Part.STORY, Part.TREATMENT):
        said = f" {' '.join(folded_words(str(text.part(part))))} "
        word = next((claim for claim in _CLAIMS if f" {claim} " in said), "")
        if word:
            what = f"{HEADINGS[part]} says “{word}”. Rules for your profession often limit such claims; check yours."
            found.append(Advice(part, what))
    return found


#: Said beside the story where the profession is regulated.
REGULATED_HINT = (
    "Your profession is regulated: many rules ask for written consent before a client’s story is told, forbid promises "
    "of results, and some forbid testimonials. Check yours before you publish."
)
