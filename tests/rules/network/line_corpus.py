"""The corpus of lines (tests/samples/lines.toml): its people, its clock, and each line's fields beside those read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from grapevine.domain.network.rules.line.parse import understand
from grapevine.domain.network.rules.line.people import People
from grapevine.domain.network.rules.line.result import Known, Understood

FILE = Path(__file__).resolve().parents[2] / "samples" / "lines.toml"
FIELDS = ("people", "kind", "at", "minutes", "began_by", "about", "gives", "promises", "unsure")


@dataclass(frozen=True)
class Sample:
    """One line: what it should say and what it was read to say, by field."""

    text: str
    held_out: bool
    wanted: dict[str, Any]
    read: dict[str, Any]

    @property
    def right(self) -> bool:
        return self.wanted == self.read


@cache
def file() -> dict[str, Any]:
    """The file as it is."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


ZONE = ZoneInfo(file()["zone"])
#: Friday 20 March 2026, 18:30 in New York.
NOW = datetime.fromisoformat(file()["now"]).replace(tzinfo=ZONE)
BOOK = People(Known(each["name"], "", each.get("nickname", ""), each.get("firm", "")) for each in file()["people"])


def read(text: str, **options: Any) -> Understood:
    """A line typed by Leah on that Friday."""
    return understand(text, BOOK, NOW, ZONE, **options)


def fields(found: Understood) -> dict[str, Any]:
    """What was read, in the words of the file."""
    return {
        "people": [person.name for person in found.people],
        "kind": found.kind,
        "at": found.at.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M"),
        "minutes": found.minutes,
        "began_by": found.began_by,
        "about": found.about,
        "gives": [f"{gave.kind} {gave.direction} {gave.sphere}" for gave in found.gives],
        "promises": [f"{made.by} {made.due or ''}: {made.what}" for made in found.promises],
        "unsure": [unsure.text for unsure in found.unsure],
    }


@cache
def samples() -> tuple[Sample, ...]:
    """Every line of the file, read."""
    return tuple(
        Sample(line["text"], line.get("held_out", False), _wanted(line), fields(read(line["text"])))
        for line in file()["lines"]
    )


def _wanted(line: dict[str, Any]) -> dict[str, Any]:
    nothing = {"kind": "", "minutes": None, "began_by": "", "about": ""}
    nothing |= {name: [] for name in ("people", "gives", "promises", "unsure")}
    at = line.get("at", file()["now"])
    said = {name: value for name, value in line.items() if name in FIELDS}
    return {**nothing, **said, "at": at if "T" in at else f"{at}T12:00"}
