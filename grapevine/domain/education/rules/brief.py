"""A brief: how to refer me, in eight parts, with a head that says who is speaking.

Look for, tell, introduce: what to hear (moments, lines), what to say (first question, how to introduce), and around
them whom I help, who is not a fit, a story, and what becomes of the people who are sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from grapevine.kit.errors import Refused
from grapevine.kit.text import clean, clean_lines

#: The longest text of a part, of one line of a list, of a field of the head (signs); the most lines and moments.
TEXT_MAX, LINE_MAX, HEAD_MAX = 1_200, 200, 160
LINES_MAX, MOMENTS_MAX = 8, 12
#: Words a grown-up reads and says in a minute. Source: Brysbaert 2019 (silent reading 238; rounded down for care), and
#: the usual 150 of calm speech.
READ_A_MINUTE, SAID_A_MINUTE = 200, 150
_MAIL = re.compile(r"[^@\s<>\"',;:]+@[^@\s<>\"',;:]+\.[^@\s<>\"',;:.]+")


class Part(StrEnum):
    """The parts of a brief, in the order in which they are read."""

    WHOM_I_HELP = "whom_i_help"
    MOMENTS = "moments"
    LISTEN_FOR = "listen_for"
    FIRST_QUESTION = "first_question"
    INTRODUCE_ME = "introduce_me"
    NOT_A_FIT = "not_a_fit"
    STORY = "story"
    TREATMENT = "treatment"


#: What each part is called on a page that others read.
HEADINGS: Mapping[Part, str] = {
    Part.WHOM_I_HELP: "Who I help",
    Part.MOMENTS: "When they need me",
    Part.LISTEN_FOR: "What to listen for",
    Part.FIRST_QUESTION: "What to ask first",
    Part.INTRODUCE_ME: "How to introduce me",
    Part.NOT_A_FIT: "Who is not a fit",
    Part.STORY: "One that went well",
    Part.TREATMENT: "How I treat people you send",
}
#: Parts that are lists of short lines, and the one that is a list of keys of the catalogue of moments.
LISTS = (Part.LISTEN_FOR, Part.NOT_A_FIT)
KEYS = (Part.MOMENTS,)
#: What stands above the parts: who speaks, the one sentence, and how to reach them if they choose to show it.
HEAD = ("name", "work", "headline", "email", "phone")


@dataclass(frozen=True, slots=True)
class BriefText:
    """Everything one version says. Nothing that is not here is ever shown of a brief."""

    name: str = ""
    work: str = ""
    headline: str = ""
    email: str = ""
    phone: str = ""
    whom_i_help: str = ""
    moments: tuple[str, ...] = ()
    listen_for: tuple[str, ...] = ()
    first_question: str = ""
    introduce_me: str = ""
    not_a_fit: tuple[str, ...] = ()
    story: str = ""
    treatment: str = ""

    def part(self, part: Part) -> str | tuple[str, ...]:
        """What a part says: a text, or a tuple of lines or keys."""
        return getattr(self, part.value)

    @property
    def first_name(self) -> str:
        """What one calls whoever speaks."""
        return (self.name.split() or [self.name])[0]


def cleaned(text: BriefText) -> BriefText:
    """The same without stray signs, empty and double lines. Raises Refused naming the field that is too long or no
    address; nothing is cut off silently."""
    found: dict[str, Any] = {name: _fits(name, clean(getattr(text, name)), HEAD_MAX) for name in HEAD}
    if found["email"] and not _MAIL.fullmatch(found["email"]):
        raise Refused(f"“{found['email']}” is not an e-mail address. It needs a part before and after the @.", "email")
    if found["phone"] and sum(ch.isdigit() for ch in found["phone"]) < 4:
        raise Refused(f"“{found['phone']}” has too few digits to dial. Write it as you would dial it.", "phone")
    for part in Part:
        value = text.part(part)
        if isinstance(value, str):
            found[part] = _fits(part, clean_lines(value), TEXT_MAX)
        else:
            lines = tuple(dict.fromkeys(_fits(part, clean(line), LINE_MAX) for line in value if clean(line)))
            most = MOMENTS_MAX if part in KEYS else LINES_MAX
            if len(lines) > most:
                raise Refused(f"{HEADINGS[part]}: at most {most}, so that people keep them in mind.", part.value)
            found[part] = lines
    return BriefText(**found)


def as_data(text: BriefText) -> dict[str, Any]:
    """Plain data for a column, an archive or an API: lists instead of tuples."""
    plain = {field.name: getattr(text, field.name) for field in fields(text)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}


def from_data(data: Mapping[str, Any]) -> BriefText:
    """A text from :func:`as_data`; what is missing is empty, what is unknown or of another kind is passed over."""
    found: dict[str, Any] = {}
    for field in fields(BriefText):
        value = data.get(field.name)
        if field.name in (*LISTS, *KEYS):
            found[field.name] = tuple(str(line) for line in value) if isinstance(value, list | tuple) else ()
        elif isinstance(value, str):
            found[field.name] = value
    return BriefText(**found)


def changed(text: BriefText, values: Mapping[str, Any]) -> BriefText:
    """The text with some fields said anew. Raises Refused for a field no brief has."""
    known = {field.name for field in fields(BriefText)}
    for name in values:
        if name not in known:
            raise Refused(f"A brief has no “{name}”. It has: {', '.join(sorted(known))}.", name)
    lists = {name: tuple(value) for name, value in values.items() if name in (*LISTS, *KEYS)}
    return replace(text, **{**values, **lists})


def words(text: BriefText, moments: Iterable[str] = ()) -> int:
    """How many words a reader meets; ``moments``: the sentences shown for the keys."""
    said = [text.headline, *moments]
    for part in Part:
        value = text.part(part)
        if part not in KEYS:
            said += [value] if isinstance(value, str) else list(value)
    return sum(len(line.split()) for line in said)


def minutes_to_read(count: int) -> int:
    """Whole minutes, at least one."""
    return max(1, round(count / READ_A_MINUTE))


def seconds_aloud(text: str) -> int:
    """How long it takes to say."""
    return round(60 * len(text.split()) / SAID_A_MINUTE)


def no_fit(line: str) -> tuple[str, str]:
    """A line of "not a fit" parted into who it is and what to do instead: after its first sentence."""
    who, _, instead = line.partition(". ")
    return (f"{who}.", instead) if instead else (line, "")


def share_text(text: BriefText, address: str) -> str:
    """A message to send along with the address, to be changed at will."""
    head = f"{text.headline.rstrip('.')}. " if text.headline else ""
    return (
        f"{head}Here is how to spot somebody I can help, and what to say to them: {address}\n"
        f"It takes a minute or two to read. Thank you! {text.first_name}".rstrip()
    )


def _fits(name: str, value: str, most: int) -> str:
    if len(value) > most:
        what = HEADINGS[Part(name)] if name in set(Part) else name.capitalize()
        raise Refused(f"{what}: {len(value)} signs are too many; say it in {most}.", name)
    return value
