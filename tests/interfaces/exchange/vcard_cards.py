"""Reading texts as vCard files, for the vCard tests."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from grapevine.domain.imports.rules.records import Item, PersonRecord, Reading
from grapevine.interfaces.exchange.vcard.read import read

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def items_of(path: Path) -> list[Item]:
    return list(read(path, Reading(path.name, NOW)))


def items(folder: Path, content: str | bytes) -> list[Item]:
    """What a file of this content reads as."""
    path = folder / "cards.vcf"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return items_of(path)


def people(found: list[Item]) -> list[PersonRecord]:
    return [record for item in found for record in item.records if isinstance(record, PersonRecord)]


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def person(folder: Path, *lines: str, version: str = "3.0") -> PersonRecord:
    """The one person of a card of these lines."""
    (one,) = people(items(folder, card(*lines, version=version)))
    return one
