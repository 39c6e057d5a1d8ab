"""Letters for the tests: to and from Leah Marchetti, with the named cast."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from grapevine.domain.imports.rules.records import Item, Me, Reading
from grapevine.interfaces.exchange import mbox

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
LEAH = "leah@marchetti.example"
READING = Reading("mail.mbox", NOW, Me(frozenset((LEAH,))))
FROM_LINE = "From dana@whitcomb.example Mon May 04 09:00:00 2026"
DANA = "Dana Whitcomb <dana@whitcomb.example>"
BEN = "Ben Okafor <ben@okafor.example>"


def letter(*extra: str, body: str = "Shall we meet on Tuesday?\n", **fields: str) -> str:
    """A message as text: ``from_=``, ``to=`` and so on; a field set to nothing is left out."""
    usual = {
        "From": DANA,
        "To": f"Leah Marchetti <{LEAH}>",
        "Subject": "Tuesday",
        "Date": "Mon, 04 May 2026 09:00:00 +0200",
        "Message-ID": "<1@whitcomb.example>",
    }
    for name, value in fields.items():
        usual[name.strip("_").replace("_", "-").title().replace("Id", "ID")] = value
    lines = [f"{name}: {value}" for name, value in usual.items() if value]
    return "\n".join([*lines, *extra, "", body])


def box(*letters: str) -> bytes:
    return "".join(f"{FROM_LINE}\n{each}\n\n" for each in letters).encode()


def read(tmp_path: Path, *letters: str | bytes, reading: Reading = READING) -> list[Item]:
    """The items of a mailbox of these letters (or of these very bytes)."""
    path = tmp_path / "mail.mbox"
    path.write_bytes(letters[0] if isinstance(letters[0], bytes) else box(*map(str, letters)))
    return list(mbox.read(path, reading))


def touches(tmp_path, *letters, reading=READING):
    return [record for item in read(tmp_path, *letters, reading=reading) for record in item.records]


def reason(tmp_path, *extra, **fields):
    """Why this one letter gives no touch; empty when it does."""
    (item,) = read(tmp_path, letter(*extra, **fields))
    assert bool(item.records) == (not item.skipped and not item.refused)
    return item.skipped or item.refused
