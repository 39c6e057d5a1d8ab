"""The teach-back: a question a point, made from the brief; wrong answers from not-a-fit and from others' work.

Everything follows from the brief, the member's profession and a seed: the same three make the same questions. An
option that could be right as well is left out, and a point without two sure wrong answers gets no question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from grapevine.domain.education.rules.brief import HEADINGS, BriefText, Part, no_fit
from grapevine.domain.education.rules.keywords import key_words
from grapevine.domain.education.rules.memory import AT_A_TIME, points_of
from grapevine.domain.professions.rules import MOMENTS, Moment, moments_served_by

#: Options of a question: the right one and two wrong ones, few enough for a phone.
OPTIONS = 3
#: The longest option, in signs; longer texts are cut after a sentence, else after a word.
OPTION_MAX = 180
#: Questions in one go, so that two minutes are enough (about half a minute each to read and choose).
MOST = AT_A_TIME

#: What people say instead of asking. Ours; the first names the work, the others show a number handed over unasked.
_NOT_A_QUESTION = (
    "You should have done something about that long ago.",
    "Here is a card, in case you ever need somebody.",
    "I will give them your number; they will ring you.",
    "That is bad luck. Nothing to be done about it.",
    "Look on the internet, there are plenty.",
)
_NO_INTRODUCTION = (
    "Somebody I know does something like that. Look them up.",
    "I have passed on your number already; expect a call.",
    "They are the cheapest around, just say that I sent you.",
    "I forget what they do exactly, but they owe me a favour.",
    "Sign with them this week, before the price goes up.",
)
_ASKED = {
    Part.WHOM_I_HELP: "Which of these would you send to {name}?",
    Part.LISTEN_FOR: "Which of these would make you think of {name}?",
    Part.MOMENTS: "At which of these moments do people need {name}?",
    Part.FIRST_QUESTION: "What would you say first?",
    Part.INTRODUCE_ME: "How would you introduce {name}?",
    Part.NOT_A_FIT: "Whom would you not send to {name}?",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one point: options in the order shown, which one is right, why, in the brief's own words."""

    part: str
    sentence: str
    options: tuple[str, ...]
    right: int
    why: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A teach-back: its questions, and the points for which the brief yields none, with the reason."""

    questions: tuple[Question, ...]
    thin: tuple[tuple[Part, str], ...] = ()


def asking(text: BriefText, profession_key: str, parts: Iterable[Part], seed: str) -> Asking:
    """Questions about these points in this order, at most MOST; those it can make none for are told."""
    questions: list[Question] = []
    thin: list[tuple[Part, str]] = []
    for part in parts:
        made = question(text, profession_key, part, seed)
        if made is None:
            thin.append((part, _why_none(text, part)))
        elif len(questions) < MOST:
            questions.append(made)
    return Asking(tuple(questions), tuple(thin))


def question(text: BriefText, profession_key: str, part: Part, seed: str) -> Question | None:
    """The question about one point, or None where the brief cannot tell right from wrong."""
    rights = _rights(text, part)
    if part not in _ASKED or not rights:
        return None
    right = _drawn(rights, f"{seed} {part} right")[0]
    wrongs = _told_apart(_wrongs(text, profession_key, part), right, _avoid(text, part))
    chosen = _drawn(wrongs, f"{seed} {part} wrong")[: OPTIONS - 1]
    if len(chosen) < OPTIONS - 1:
        return None
    options = _drawn([right, *chosen], f"{seed} {part} order")
    return Question(part.value, _sentence(text, part), tuple(options), options.index(right), _why(text, part, right))


def is_right(question: Question, chosen: int) -> bool:
    """Whether the option of this number is the right one."""
    return chosen == question.right


def _sentence(text: BriefText, part: Part) -> str:
    return _ASKED[part].format(name=text.first_name or "me")


def _rights(text: BriefText, part: Part) -> list[str]:
    if part is Part.MOMENTS:
        return [MOMENTS[key].name for key in text.moments if key in MOMENTS]
    if part is Part.NOT_A_FIT:
        return [_cut(no_fit(line)[0]) for line in text.not_a_fit if line]
    value = text.part(part)
    return [_cut(line) for line in ([value] if isinstance(value, str) else value) if line]


def _wrongs(text: BriefText, profession_key: str, part: Part) -> list[str]:
    """Everything that might stand beside the right answer, none of it the member's work (for not-a-fit: all of it)."""
    others = _others(text, profession_key)
    if part is Part.WHOM_I_HELP:
        return [_cut(no_fit(line)[0]) for line in text.not_a_fit] + [_saying(one.sentence) for one in others]
    if part is Part.LISTEN_FOR:
        return [moment.sentence for moment in others]
    if part is Part.MOMENTS:
        return [moment.name for moment in others]
    if part is Part.NOT_A_FIT:
        own = [MOMENTS[key].name for key in text.moments if key in MOMENTS]
        return own + [_saying(_cut(line)) for line in text.listen_for]
    return list(_NOT_A_QUESTION if part is Part.FIRST_QUESTION else _NO_INTRODUCTION)


def _saying(line: str) -> str:
    return f"Somebody who says: “{line}”"


def _others(text: BriefText, profession_key: str) -> list[Moment]:
    """Moments that are surely not the member's: served neither by their profession nor by one that serves theirs.

    Without a profession and without moments nobody can tell, so there are none.
    """
    own = {key for key in text.moments if key in MOMENTS}
    if profession_key:
        own |= set(moments_served_by(profession_key))
    if not own:
        return []
    whom = {MOMENTS[key].whom for key in own}
    close = {server for key in own for server in MOMENTS[key].serves} if not profession_key else {profession_key}
    far = [moment for key, moment in MOMENTS.items() if key not in own and close.isdisjoint(moment.serves)]
    # The same kind of people first: a wrong answer that nobody would pick teaches nothing.
    return [moment for moment in far if moment.whom in whom] or far


def _avoid(text: BriefText, part: Part) -> set[str]:
    """Words that would make a wrong option right after all: those of what the brief says about it elsewhere."""
    if part is Part.NOT_A_FIT:
        return key_words(" ".join(no_fit(line)[0] for line in text.not_a_fit))
    if part not in (Part.WHOM_I_HELP, Part.LISTEN_FOR, Part.MOMENTS):
        return set()
    names = [MOMENTS[key].name for key in text.moments if key in MOMENTS]
    return key_words(" ".join([text.whom_i_help, *text.listen_for, *names]))


def _told_apart(wrongs: Sequence[str], right: str, avoid: set[str]) -> list[str]:
    """The wrong ones that cannot be mistaken for right: no shared words with what is right, none twice."""
    words = key_words(right)
    found: dict[frozenset[str], str] = {}
    for each in wrongs:
        own = key_words(each)
        if own and not own & avoid and not own & words:
            found.setdefault(frozenset(own), each)
    return list(found.values())


def _why(text: BriefText, part: Part, right: str) -> str:
    """The explanation: what the brief itself says about it."""
    if part is Part.WHOM_I_HELP:
        return text.whom_i_help
    if part is Part.LISTEN_FOR:
        return f"{HEADINGS[part]}: {_quoted(text.listen_for)}"
    if part is Part.MOMENTS:
        return "; ".join(f"{MOMENTS[key].name}: “{MOMENTS[key].sentence}”" for key in text.moments if key in MOMENTS)
    if part is Part.NOT_A_FIT:
        return next(line for line in text.not_a_fit if _cut(no_fit(line)[0]) == right)
    value = text.part(part)
    return value if isinstance(value, str) else " ".join(value)


def _quoted(lines: Iterable[str]) -> str:
    return " ".join(f"“{line}”" for line in lines)


def _why_none(text: BriefText, part: Part) -> str:
    heading = HEADINGS[part]
    if part not in _ASKED:
        return f"“{heading}” is told, not asked."
    if part not in points_of(text) or not _rights(text, part):
        return f"“{heading}” is empty in your brief."
    if part is Part.NOT_A_FIT:
        return "Add what to listen for, or moments: without them nobody can tell who is a fit and who is not."
    no_fits = HEADINGS[Part.NOT_A_FIT]
    return f"Say what you work as, or add moments or “{no_fits}”: “{heading}” has no wrong answers yet."


def _cut(text: str) -> str:
    """At most OPTION_MAX signs, ending after a sentence if one ends there, else after a word."""
    text = " ".join(text.split())
    if len(text) <= OPTION_MAX:
        return text
    head = text[:OPTION_MAX]
    end = max(head.rfind(mark) for mark in (". ", "! ", "? "))
    return head[: end + 1] if end > 0 else f"{head.rsplit(' ', 1)[0]} …"


def _drawn(lines: Iterable[str], seed: str) -> list[str]:
    """In an order that looks like chance and is always the same for the same seed; none twice."""
    return sorted(dict.fromkeys(lines), key=lambda line: sha256(f"{seed}\n{line}".encode()).digest())
