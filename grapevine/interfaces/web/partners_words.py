"""An agreement told in words: its wording line by line, who signed what, and everything that happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from grapevine.domain.partnerships.rules.agreement import Move
from grapevine.domain.partnerships.rules.check_ins import KEPT
from grapevine.domain.partnerships.rules.terms import CADENCES
from grapevine.domain.professions.rules import MOMENTS
from grapevine.interfaces.web.person_work import spoken
from grapevine.interfaces.web.when import day_text

#: Part of a wording (as one side sees it) -> how a change of it is called.
_PARTS = {
    "you_hope": "what you hope to send",
    "they_hope": "what {name} hopes to send",
    "your_moments": "the moments of your clients",
    "their_moments": "the moments of {name}’s clients",
    "introduce": "how you introduce each other",
    "cadence": "how often you look at it",
    "review_on": "the day of the review",
    "note": "what else you hold to",
    "disclosure": "what whoever is sent is told",
}
_DID = {
    Move.PROPOSE: "proposed wording {version}",
    Move.CHANGE: "put wording {version} on the table",
    Move.SIGN: "signed wording {version}",
    Move.DECLINE: "declined it",
    Move.WITHDRAW: "took it back",
    Move.PAUSE: "paused it",
    Move.RESUME: "took it up again",
    Move.CHECK_IN: "said how it goes",
    Move.END: "ended it",
}
_SIGNS = frozenset({Move.PROPOSE, Move.CHANGE, Move.SIGN})
_SAID = (("helped", "What helped"), ("change", "What should change"), ("step", "Next step"))


def wording(said: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The lines of a wording (``exchange.partnerships.terms``): .label, .text or .items; nothing for what is open."""
    lines = [
        _line("You hope to send", _hope(said["you_hope"])),
        _line(f"{name} hopes to send", _hope(said["they_hope"])),
        _line(f"{name} listens for", items=_moments(said["your_moments"])),
        _line("You listen for", items=_moments(said["their_moments"])),
        _line("How you introduce", said["introduce"]),
        _line("You look at it together", CADENCES.get(said["cadence"], "")),
        _line("The whole again on", _day(said["review_on"])),
        _line("You both hold to", said["note"]),
        _line("Whoever is sent is told", said["disclosure"]),
    ]
    return [line for line in lines if line["text"] or line["items"]]


def changes(before: Mapping[str, Any], after: Mapping[str, Any], name: str) -> list[str]:
    """The parts in which two wordings differ, in words."""
    return [told.format(name=name) for part, told in _PARTS.items() if before[part] != after[part]]


def signatures(steps: Iterable[Mapping[str, Any]], name: str, zone: str) -> list[str]:
    """The last wording either side signed, and when: ``You signed wording 2 on 3 March 2026``."""
    last: dict[str, Mapping[str, Any]] = {step["by"]: step for step in steps if step["move"] in _SIGNS}
    found = []
    for by, who in (("you", "You"), ("them", name)):
        if by in last:
            how = " by the link" if last[by]["how"] == "link" else ""
            found.append(f"{who} signed wording {last[by]['version']} on {_at(last[by]['at'], zone)}{how}.")
        else:
            found.append(f"{who} {'have' if by == 'you' else 'has'} not signed yet.")
    return found


def history(steps: Sequence[Mapping[str, Any]], name: str, zone: str) -> list[dict[str, Any]]:
    """Everything that happened, newest first: .at .who .did .note .by_link .changed (words) .against (a wording)."""
    found: list[dict[str, Any]] = []
    before: tuple[int, Mapping[str, Any]] | None = None
    for step in steps:
        said = step["terms"]
        found.append({
            "at": _at(step["at"], zone),
            "who": "You" if step["by"] == "you" else name,
            "did": _DID[Move(step["move"])].format(version=step["version"]),
            "by_link": step["how"] == "link",
            "note": step["note"],
            "changed": changes(before[1], said, name) if said and before else [],
            "against": before[0] if before else 0,
        })  # fmt: skip
        before = (step["version"], said) if said else before
    return found[::-1]


def check_ins(rows: Iterable[Mapping[str, Any]], name: str) -> list[dict[str, Any]]:
    """Looks together, the newest first: .on, .sides: who, kept (words; "" while nothing was said), lines."""
    return [
        {
            "on": _day(row["due_on"]),
            "sides": [_side(who, row[by]) for by, who in (("you", "You"), ("they", name))],
        }
        for row in rows
    ]


def _side(who: str, said: Mapping[str, str] | None) -> dict[str, Any]:
    if said is None:
        return {"who": who, "kept": "", "lines": []}
    lines = [(label, said.get(part, "")) for part, label in _SAID]
    return {"who": who, "kept": KEPT.get(said["kept"], ""), "lines": [line for line in lines if line[1]]}


def _line(label: str, text: str = "", items: Sequence[str] = ()) -> dict[str, Any]:
    return {"label": label, "text": text, "items": list(items)}


def _hope(count: int | None) -> str:
    return "" if count is None else f"{count} a quarter"


def _moments(keys: Iterable[str]) -> list[str]:
    names = [MOMENTS[key].name for key in keys if key in MOMENTS]
    return [name if at == 0 else spoken(name) for at, name in enumerate(names)]


def _day(on: str | None) -> str:
    found = date.fromisoformat(on) if on else None
    return f"{found.day} {found:%B %Y}" if found else ""


def _at(moment: str, zone: str) -> str:
    return day_text(datetime.fromisoformat(moment), zone)
