"""What a form of a brief or of the worksheet sends, read into the words of the domain."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import QueryDict

from grapevine.domain.education.queries.last_ten import ClientLine
from grapevine.domain.education.rules.brief import HEAD, HEADINGS, LINE_MAX, LINES_MAX, TEXT_MAX, BriefText, Part
from grapevine.domain.education.rules.brief_work import Work, moments_in_order
from grapevine.domain.education.rules.last_ten import LINES, ClientFact, Proposals
from grapevine.domain.professions.rules import MOMENTS, profession_named
from grapevine.kit.text import fold, number_of

#: Fields of lines that stand open at first, and how many more than are filled.
OPEN_LINES, SPARE_LINES = 5, 1
#: Texts of a part: (rows of the field, what to write there, an example).
TEXTS: dict[Part, tuple[int, str]] = {
    Part.WHOM_I_HELP: (3, "Where, at what point in life, in what kind of trouble. A reader should think of somebody."),
    Part.FIRST_QUESTION: (2, "One they can ask without knowing your trade."),
    Part.INTRODUCE_ME: (3, "The very words they can say. End with a question that can be answered yes."),
    Part.STORY: (4, "Who heard what, what happened then. With leave, and with the details changed."),
    Part.TREATMENT: (2, "How soon you call, what they will hear from you, what never."),
}


def sent_text(sent: QueryDict) -> BriefText:
    """The brief as it stands on the screen, unchecked."""
    texts = {name: sent.get(name, "") for name in (*HEAD, *(part.value for part in TEXTS))}
    return BriefText(
        **texts,
        moments=tuple(sent.getlist("moments")),
        listen_for=tuple(line for line in sent.getlist("listen_for") if line.strip()),
        not_a_fit=tuple(line for line in sent.get("not_a_fit", "").splitlines() if line.strip()),
    )


def sent_number(sent: QueryDict) -> int:
    """The version the text on the screen is based on; 0 for none or nonsense."""
    return number_of(sent.get("based_on", ""))


def fields(text: BriefText, work: Work) -> dict[str, Any]:
    """What the form shows: a row a part, with lines to spare and the moments in an order that helps."""
    first, others = moments_in_order(work, text.moments)
    open_lines = min(LINES_MAX, max(OPEN_LINES, len(text.listen_for) + SPARE_LINES))
    return {
        "head": {name: getattr(text, name) for name in HEAD},
        "headings": {part.value: HEADINGS[part] for part in Part},
        "texts": {
            part.value: {"value": getattr(text, part), "rows": rows, "hint": hint, "most": TEXT_MAX}
            for part, (rows, hint) in TEXTS.items()
        },
        "listen_for": [*text.listen_for, *[""] * (open_lines - len(text.listen_for))],
        "line_max": LINE_MAX,
        "not_a_fit": "\n".join(text.not_a_fit),
        "moments": [_moment(key, text) for key in first],
        "more_moments": [_moment(key, text) for key in others],
    }


def _moment(key: str, text: BriefText) -> dict[str, Any]:
    return {"key": key, "name": MOMENTS[key].name, "sentence": MOMENTS[key].sentence, "chosen": key in text.moments}


@cache
def _moment_keys() -> dict[str, str]:
    """What a moment is called, folded -> its key."""
    return {fold(moment.name): key for key, moment in MOMENTS.items()}


_WORTH = {"yes": True, "no": False}


def sent_clients(sent: QueryDict) -> list[ClientLine]:
    """The lines of the worksheet."""
    return [_client(sent, str(number)) for number in range(1, LINES + 1)]


def _client(sent: QueryDict, number: str) -> ClientLine:
    said = {name: sent.get(f"{name}_{number}", "").strip() for name in ("who", "came", "problem", "moment")}
    profession = sent.get(f"referrer_profession_{number}", "").strip()
    said["moment"] = _moment_keys().get(fold(said["moment"]), said["moment"])
    known = profession_named(profession) if profession else None
    profession = known.key if known else profession
    fact = ClientFact(**said, referrer_profession=profession, worth=_WORTH.get(sent.get(f"worth_{number}", "")))
    return ClientLine(fact, sent.get(f"referrer_{number}", ""))


def sent_proposals(sent: QueryDict) -> Proposals:
    """What was chosen to be taken over."""
    return Proposals(
        tuple(sent.getlist("moments")), tuple(sent.getlist("listen_for")), tuple(sent.getlist("not_a_fit"))
    )
