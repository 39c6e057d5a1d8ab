"""An import in words: its steps, its files, its row in the list, its numbers."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from grapevine.domain.imports.models import Batch, BatchFile
from grapevine.domain.imports.rules.states import Verdict
from grapevine.interfaces.web.person_story import count
from grapevine.interfaces.web.when import moment_text

KINDS = {
    "vcard": "vCard", "google_csv": "Google contacts", "outlook_csv": "Outlook contacts", "csv": "a table",
    "ics": "calendar", "mbox": "mail", "eml": "a letter", "grapevine_archive": "a Grapevine archive", "refused": "",
    "linkedin_connections": "LinkedIn connections", "linkedin_messages": "LinkedIn messages",
    "linkedin_invitations": "LinkedIn invitations", "linkedin_recommendations": "LinkedIn recommendations",
    "linkedin_endorsements": "LinkedIn endorsements", "linkedin_other": "LinkedIn, nothing we need",
}  # fmt: skip
#: State of a batch -> (what its row is coloured by, what it says).
STATES = {
    "reading": ("running", "being read"), "mapping": ("waiting", "waits for you"),
    "judging": ("running", "being read"), "ready": ("waiting", "waits for you"),
    "applying": ("running", "coming in"), "done": ("done", "brought in"), "undoing": ("running", "being undone"),
    "undone": ("undone", "undone"), "discarded": ("undone", "dropped"), "failed": ("failed", "did not work"),
}  # fmt: skip


def walk(now: int, says: dict[int, str] | None = None) -> dict[str, Any]:
    """The five steps with ``now`` (from 0) open."""
    states = ["done" if number < now else "now" if number == now else "" for number in range(5)]
    return {"steps": [{"state": state, "say": (says or {}).get(n, "")} for n, state in enumerate(states)]}


def files(found: list[BatchFile]) -> list[dict[str, str]]:
    """The files as import/_files.html wants them."""
    return [
        {
            "name": file.name,
            "say": ", ".join(part for part in (KINDS.get(file.kind, file.kind), _items(file)) if part),
            "state": "refused" if file.reason else "read" if file.state in ("read", "done") else "waiting",
            "reason": file.reason,
        }
        for file in found
    ]


def _items(file: BatchFile) -> str:
    return count(file.items, "record") if file.items else ""


def row(batch: Batch, zone: str) -> dict[str, Any]:
    """One import in the list; its files are at hand."""
    found = sorted(batch.files.all(), key=lambda file: file.position)
    names = [file.name for file in found]
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    state, label = STATES[batch.state]
    refused = [file for file in found if file.reason]
    none_read = batch.state in ("ready", "done") and nothing_read(found)
    if none_read:
        state, label = "failed", "refused"
    return {
        "link": reverse("import", args=[batch.uid]),
        "when": moment_text(batch.created_at, zone),
        "files": shown or "no file",
        "say": _said(batch, refused, none_read) if batch.state == "done" or none_read else "",
        "state": state,
        "state_label": label,
        "undo_link": reverse("import_undo", args=[batch.uid]) if batch.state == "done" and not none_read else "",
    }


def nothing_read(found: list[BatchFile]) -> bool:
    """Was every file refused whole, so that there is nothing to bring in?"""
    return bool(found) and all(file.reason for file in found)


def _said(batch: Batch, refused: list[BatchFile], none_read: bool) -> str:
    """What came of an import: what it brought, what was refused and why."""
    if none_read:
        return " ".join(dict.fromkeys(file.reason for file in refused[:3]))
    bad = of_all(batch.counts, Verdict.REFUSED)
    parts = [came_in(batch.counts), count(bad, "record refused", "records refused") if bad else ""]
    parts += [f"{file.name} refused: {file.reason}" for file in refused[:3]]
    return "; ".join(part for part in parts if part)


def came_in(counts: dict[str, dict[str, int]]) -> str:
    """What an import brought, in a few words."""
    parts = [
        (made(counts, "person", Verdict.NEW), "new person", "new people"),
        (made(counts, "person", Verdict.JOINED, Verdict.UPDATED), "person brought up to date",
         "people brought up to date"),
        (made(counts, "touch", Verdict.NEW, Verdict.JOINED), "touch", "touches"),
        (made(counts, "touch", Verdict.UPDATED), "touch brought up to date", "touches brought up to date"),
        (made(counts, "give", Verdict.NEW, Verdict.JOINED), "give", "gives"),
    ]  # fmt: skip
    return ", ".join(count(number, one, many) for number, one, many in parts if number) or "nothing new"


def made(counts: dict[str, dict[str, int]], kind: str, *verdicts: str) -> int:
    """How many records of a kind got one of these verdicts."""
    return sum(counts.get(kind, {}).get(verdict, 0) for verdict in verdicts)


def of_all(counts: dict[str, dict[str, int]], verdict: str) -> int:
    """How many records of any kind got this verdict."""
    return sum(found.get(verdict, 0) for found in counts.values())
