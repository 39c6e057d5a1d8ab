"""A brief laid out for its reader: what ``education/_brief_head.html`` and ``education/_brief_body.html`` show."""

from __future__ import annotations

from typing import Any

from grapevine.domain.education.rules.brief import HEADINGS, BriefText, Part, minutes_to_read, no_fit, words
from grapevine.domain.professions.rules import MOMENTS

#: So many words at the end of the one sentence carry its turn, where it has at least twice as many.
_TURN = 3
_MINUTES = {1: "One minute", 2: "Two minutes", 3: "Three minutes", 4: "Four minutes", 5: "Five minutes"}


def body(text: BriefText) -> dict[str, Any]:
    """Everything a page says of a brief, and nothing the member did not put into it. Empty parts are empty here."""
    moments = [MOMENTS[key] for key in text.moments if key in MOMENTS]
    minutes = minutes_to_read(words(text, [moment.sentence for moment in moments]))
    return {
        "name": text.name,
        "work": text.work,
        "first": text.first_name,
        "initials": _initials(text.name),
        "headline": _turned(text.headline),
        "headings": {part.value: heading for part, heading in HEADINGS.items()},
        "whom_i_help": _paragraphs(text.whom_i_help),
        "moments": [{"name": moment.name, "sentence": moment.sentence} for moment in moments],
        "listen_for": list(text.listen_for),
        "first_question": text.first_question,
        "introduce_me": text.introduce_me,
        "not_a_fit": [no_fit(line) for line in text.not_a_fit],
        "story": _paragraphs(text.story),
        "treatment": _paragraphs(text.treatment),
        "email": text.email,
        "phone": text.phone,
        "dial": "".join(ch for ch in text.phone if ch.isdigit() or ch == "+"),
        "minutes": _MINUTES.get(minutes, f"{minutes} minutes"),
        "empty": not any(text.part(part) for part in Part),
    }


def _turned(headline: str) -> tuple[str, str, str]:
    """The one sentence in three: what leads up, the turn that is set apart, and the stop."""
    said = headline.rstrip(".!")
    parts = said.split()
    if len(parts) < 2 * _TURN:
        return said, "", headline[len(said) :]
    return " ".join(parts[:-_TURN]), " ".join(parts[-_TURN:]), headline[len(said) :]


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _initials(name: str) -> str:
    parts = name.split() or ["?"]
    return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper()
