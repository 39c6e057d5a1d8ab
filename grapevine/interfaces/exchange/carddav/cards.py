"""One card as a server keeps it: what it says, and its own text changed as little as possible.

A card on a server holds more than Grapevine knows: pictures, keys, groups, properties of other programs. So a card is
never written anew. Only the lines whose value changed are replaced; all others stay byte for byte.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.one_value import SENT_LISTS
from grapevine.domain.people.rules.card import Card
from grapevine.domain.people.rules.details import KIND_OF, keyed
from grapevine.interfaces.exchange.vcard import content
from grapevine.interfaces.exchange.vcard import lines as vcard_lines
from grapevine.interfaces.exchange.vcard import write as vcard_write
from grapevine.interfaces.exchange.vcard.cards import Card as Parsed
from grapevine.interfaces.exchange.vcard.cards import cards as parsed_cards
from grapevine.interfaces.exchange.vcard.person import is_identified, person
from grapevine.interfaces.exchange.vcard.read import NOT_PEOPLE
from grapevine.interfaces.exchange.vcard.write import escaped

NOBODY = "This card has no name, mail, phone or firm."
BROKEN = "This card cannot be read."
_NAME_PARTS = ("family", "given", "middle", "prefix", "suffix")
#: Property -> fields of a card that its line holds, for those that stand there once.
_ONCE = {
    "FN": ("name",), "N": _NAME_PARTS, "NICKNAME": ("nickname",), "ORG": ("firm", "department"), "TITLE": ("title",),
    "ROLE": ("profession",),
}  # fmt: skip
_HEAD_AND_VALUE = re.compile(r'((?:[^":]|"[^"]*")*):(.*)$', re.DOTALL)
_WRITTEN = re.compile(r'((?:item\d+\.)?)ADR([^"]*);LABEL="([^"]*)"(.*)$')
_PARAMETER = re.compile(r"\^([n'^])")
_MEANT = {"n": "\n", "'": '"', "^": "^"}
#: Many servers cut such a value at a bare comma, and lose the rest of it.
_ADDRESS_OF_A_PAGE = re.compile(r"^((?:item\d+\.)?URL[^:]*:)(.*)$")
_DATED = re.compile(r"(?:item\d+\.)?(?:BDAY|X-ANNIVERSARY|X-ABDATE)(?:;|$)")
_DAY = re.compile(r"(\d{4}|--)(\d\d)(\d\d)")
_GROUPED = re.compile(r"(item\d+)\.")


@dataclass(frozen=True, slots=True)
class Read:
    """What a card says. ``uid`` is its own id, or empty; ``reason`` says why it is nobody's card."""

    card: Card = Card()
    uid: str = ""
    reason: str = ""


def read(text: str) -> Read:
    """The person of the first card in this text, tidied as the book keeps people."""
    stream = io.BytesIO(text.encode())
    found = next((one for one in parsed_cards(vcard_lines.logical(vcard_lines.reader(stream))) if not one.stray), None)
    if found is None or found.foreign or found.too_large:
        return Read(reason=BROKEN)
    record, kind = person(found)
    if kind:
        return Read(reason=f"{NOT_PEOPLE[kind]}, not a person.")
    if not is_identified(record):
        return Read(reason=NOBODY)
    said = payload.load(payload.PERSON, payload.dump(record))
    assert isinstance(said, Card)
    return Read(replace(said, uid=""), said.uid)


def fresh(uid: str, card: Card) -> str:
    """A new card (vCard 3.0, which every server and phone reads) that says what is sent of this person."""
    text = f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{uid}\r\nN:;;;;\r\nFN:\r\nEND:VCARD\r\n"
    return rewritten(text, Card(), card)


def rewritten(text: str, before: Card, after: Card) -> str:
    """The text with those properties changed in which ``after`` differs from ``before``, which is what it says now."""
    sheet = _Sheet(text)
    for name, fields in _ONCE.items():
        if any(getattr(before, field) != getattr(after, field) for field in fields):
            sheet.put(name, before, after)
    for name in SENT_LISTS:
        _change_list(sheet, name, getattr(before, name), getattr(after, name))
    return sheet.text()


def _change_list(sheet: _Sheet, name: str, before: tuple, after: tuple) -> None:
    kind = KIND_OF[name]
    was, wanted = ({keyed(kind, value): value for value in values} for values in (before, after))
    sheet.drop(name, {key for key, value in was.items() if wanted.get(key) != value})
    new = tuple(value for key, value in wanted.items() if was.get(key) != value)
    if new:
        only: dict[str, Any] = {name: new}
        lines = list(vcard_write.lines(Card(name="x", **only)))
        sheet.add(lines[3:-1])  # less BEGIN, VERSION and FN, and END


@dataclass(slots=True)
class _Line:
    """A content line as it stands in the text, folds and all, and what it says (None: nothing we could read)."""

    written: str
    found: content.Property | None
    depth: int

    @property
    def name(self) -> str:
        return self.found.head.name if self.found and self.depth == 1 else ""

    @property
    def group(self) -> str:
        return self.found.head.group if self.found else ""


class _Sheet:
    """The lines of one card, to be changed."""

    def __init__(self, text: str) -> None:
        self.lines: list[_Line] = []
        depth = 0
        for written in _content_lines(text):
            unfolded = re.sub(r"\r?\n[ \t]", "", written).strip("\r\n")
            found = content.parse(unfolded.encode())
            name = found.head.name if found else ""
            depth += name == "BEGIN"
            self.lines.append(_Line(written, found, depth))
            depth -= name == "END"
        self.is_3 = not any(line.name == "VERSION" and line.found and line.found.value == "4.0" for line in self.lines)

    def text(self) -> str:
        return "".join(line.written for line in self.lines)

    def put(self, name: str, before: Card, after: Card) -> None:
        """Write a property that stands there once; gone when it has nothing to say, but a name always stands."""
        at = next((i for i, line in enumerate(self.lines) if line.name == name and _speaks(line)), None)
        if at is None:
            at = next((i for i, line in enumerate(self.lines) if line.name == name), None)
        value = _value(name, before, after, self.lines[at].found if at is not None else None)
        if at is None:
            if value:
                self._insert(f"{name}:{value}")
        elif value or name in ("FN", "N"):
            head = self.lines[at].written.split(":", 1)[0] if _is_plain(self.lines[at]) else name
            self.lines[at] = self._made(f"{head}:{value}")
            if name == "NICKNAME":  # the value holds those of every such line
                self.lines = [one for i, one in enumerate(self.lines) if i == at or one.name != name]
        else:
            self._take({at})

    def drop(self, name: str, keys: set) -> None:
        """Take the lines out that hold these values of a list."""
        if keys:
            self._take({i for i, line in enumerate(self.lines) if self._keys(line, name) & keys})

    def add(self, lines: Iterable[str]) -> None:
        """Put content lines in before the end; their groups get numbers that are free."""
        taken = {line.group for line in self.lines}
        names: dict[str, str] = {}
        for line in lines:
            if match := _GROUPED.match(line):
                if match[1] not in names:
                    free = next(f"item{n}" for n in range(1, 10_000) if f"item{n}" not in taken)
                    names[match[1]] = free
                    taken.add(free)
                line = f"{names[match[1]]}.{line[match.end() :]}"
            line = _as_3(line) if self.is_3 else line
            self._insert(_ADDRESS_OF_A_PAGE.sub(_guarded, line))

    def _keys(self, line: _Line, name: str) -> set:
        """The values of a list that this one line holds, read as the whole card would be."""
        if not line.name or line.found is None:
            return set()
        label = [one.found for one in self.lines if one.name == "X-ABLABEL" and one.group == line.group and one.found]
        record, _ = person(Parsed(0, [line.found, *(label if line.group else [])]))
        card = payload.load(payload.PERSON, payload.dump(replace(record, name="x")))
        return {keyed(KIND_OF[name], value) for value in getattr(card, name)}

    def _take(self, places: set[int]) -> None:
        """Remove lines, with the labels of groups that have nothing else left."""
        gone = {self.lines[i].group for i in places} - {""}
        kept = [line for i, line in enumerate(self.lines) if i not in places]
        used = {line.group for line in kept if line.name != "X-ABLABEL"}
        self.lines = [one for one in kept if not (one.name == "X-ABLABEL" and one.group in gone - used)]

    def _insert(self, line: str) -> None:
        end = next((i for i, one in enumerate(self.lines) if one.name == "END"), len(self.lines))
        self.lines.insert(end, self._made(line))

    def _made(self, line: str) -> _Line:
        return _Line(vcard_write.fold(line), content.parse(line.encode()), 1)


def _content_lines(text: str) -> Iterator[str]:
    """Each content line with its folds and line ends; the last one ends with a line end too."""
    held = ""
    for physical in re.findall(r"[^\n]*\n|[^\n]+$", text):
        if held and physical[:1] in " \t":
            held += physical
            continue
        if held:
            yield held
        held = physical
    if held:
        yield held if held.endswith("\n") else f"{held}\r\n"


def _guarded(match: re.Match[str]) -> str:
    return match[1] + match[2].replace(",", "\\,").replace(";", "\\;")


def _speaks(line: _Line) -> bool:
    return bool(line.found and line.found.value.strip("; "))


def _is_plain(line: _Line) -> bool:
    """May the part before the colon stay as it is, because it says nothing of how the value is written?"""
    head = line.found.head if line.found else None
    simple = head is not None and not head.transfer and not head.charset and '"' not in line.written.split(":", 1)[0]
    return simple and "\n" not in line.written.split(":", 1)[0]


def _value(name: str, before: Card, after: Card, found: content.Property | None) -> str:
    if name == "N":
        return ";".join(escaped(getattr(after, part)) for part in _NAME_PARTS) if _has_parts(after) else ";;;;"
    if name == "ORG":
        units = found.parts(";")[1:] if found else []
        if before.department != after.department or not found:
            units = [escaped(after.department)] if after.department else []
        return ";".join([escaped(after.firm), *units]) if after.firm or units else ""
    return escaped(getattr(after, _ONCE[name][0]))


def _has_parts(card: Card) -> bool:
    return any(getattr(card, part) for part in _NAME_PARTS)


def _as_3(line: str) -> str:
    """A line of vCard 4.0 as 3.0 writes it."""
    match = _HEAD_AND_VALUE.match(line)
    head, value = (match[1], match[2]) if match else (line, "")
    if written := _WRITTEN.match(head):
        label = escaped(_PARAMETER.sub(lambda found: _MEANT[found[1]], written[3]))
        head, value = (f"{written[1]}LABEL{written[2]}{written[4]}", label) if value == ";;;;;;" else (
            f"{written[1]}ADR{written[2]}{written[4]}", value)  # fmt: skip
    head = re.sub(r'TYPE="([^"]*)"', lambda found: "TYPE=" + found[1], head)
    head = head.replace(";PREF=1", ";TYPE=pref").replace(";VALUE=text", "")
    head = re.sub(r"^ANNIVERSARY", "X-ANNIVERSARY", head)
    day = _DAY.fullmatch(value) if _DATED.match(head) else None
    if day is None:
        return f"{head}:{value}"
    if day[1] == "--":
        return f"{head};X-APPLE-OMIT-YEAR=1604:1604-{day[2]}-{day[3]}"
    return f"{head}:{day[1]}-{day[2]}-{day[3]}"
