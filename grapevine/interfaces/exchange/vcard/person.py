"""A card to a record of a person: which property means what."""

from __future__ import annotations

import re
from collections.abc import Callable

from grapevine.domain.imports.rules.records import PersonRecord, Postal
from grapevine.interfaces.exchange.vcard import dates, labels
from grapevine.interfaces.exchange.vcard.cards import Card
from grapevine.interfaces.exchange.vcard.content import Property, parse, plain, split
from grapevine.interfaces.exchange.vcard.draft import Draft
from grapevine.interfaces.exchange.vcard.names import (
    ANDROID_EVENTS,
    ANDROID_RELATIONS,
    DATES,
    FACTS,
    LINKS,
    SYNONYMS,
    SYSTEM_TAGS,
)

Handler = Callable[[Draft, Property, str], None]

_ANGLED = re.compile(r"[^<>]*<([^<>\s]+@[^<>\s]+)>")
_PARAMETER_ESCAPE = re.compile(r"\^([n'^])")
#: KIND of RFC 6350, 6473 and 6869 -> what such a card stands for. Not "individual", and not "org": a firm is called and
#: asked as a person is, and stands in the book as its card has it. Unknown words mean "individual" (RFC 6350, 6.1.4).
_NOBODY = {"group": "group", "location": "place", "application": "thing", "device": "thing", "thing": "thing"}
_MEANING = {"n": "\n", "'": '"', "^": "^"}


def person(card: Card) -> tuple[PersonRecord, str]:
    """The record of a card, and what it stands for: "" for somebody, else "group", "place" or "thing"."""
    draft = Draft()
    grouped = {
        found.head.group: labels.from_apple(found.value)
        for found in card.properties
        if found.head.group and found.head.name == "X-ABLABEL"
    }
    for found in card.properties:
        handle = _HANDLERS.get(found.head.name)
        if handle is not None:
            handle(draft, found, grouped.get(found.head.group) or found.head.label)
    for agent in card.agents:
        draft.add("facts", _summary(agent), "agent")
    return draft.record(), draft.kind


def is_identified(record: PersonRecord) -> bool:
    """Is there anything to know this person by?"""
    return bool(record.name or record.emails or record.phones or record.firm)


def _name(draft: Draft, found: Property, label: str) -> None:
    if any(draft.texts.get(field) for field in ("family", "given", "middle", "prefix", "suffix")):
        return  # An alternative way of writing the same name.
    parts = [[plain(value) for value in split(part, ",")] for part in found.parts(";")]
    for field, values, joint in zip(
        ("family", "given", "middle", "prefix", "suffix"), parts, (" ", " ", " ", " ", ", "), strict=False
    ):
        draft.put(field, joint.join(filter(None, values)))
    if spoken := parameter(found, "SORT-AS"):
        draft.phonetic.setdefault("sort", spoken)


def _organisation(draft: Draft, found: Property, label: str) -> None:
    firm, *units = (plain(part) for part in found.parts(";"))
    department = ", ".join(filter(None, units))
    if not draft.texts.get("firm") and not draft.texts.get("department"):
        draft.put("firm", firm)
        draft.put("department", department)
    elif (firm, department) != (draft.texts.get("firm", ""), draft.texts.get("department", "")):
        draft.add("facts", ", ".join(filter(None, (firm, department))), "firm")


def _text(field: str) -> Handler:
    """A handler for a single field: the first value stays, another one becomes a fact of the same label."""

    def handle(draft: Draft, found: Property, label: str) -> None:
        value = found.value
        if draft.texts.get(field) not in (None, value) and field in ("title", "profession"):
            draft.add("facts", value, field)
        draft.put(field, value)

    return handle


def _email(draft: Draft, found: Property, label: str) -> None:
    value = found.value
    if value[:7].lower() == "mailto:":
        value = value[7:].strip()
    angled = _ANGLED.fullmatch(value)
    draft.add("emails", angled[1] if angled else value, label, found.head.preferred)


def _phone(draft: Draft, found: Property, label: str) -> None:
    value = found.value
    if value[:4].lower() == "tel:":
        number, *params = value[4:].split(";")
        extension = next((param[4:] for param in params if param[:4].lower() == "ext="), "")
        value = f"{number} ext. {extension}" if extension else number
    draft.add("phones", value.strip(), label, found.head.preferred)


def _address(draft: Draft, found: Property, label: str) -> None:
    parts = [plain(part) for part in found.parts(";")]
    parts += [""] * (7 - len(parts))
    place = Postal(
        label=label,
        street="\n".join(filter(None, parts[:3])),
        city=parts[3],
        region=parts[4],
        postcode=parts[5],
        country=", ".join(filter(None, parts[6:])),
        formatted=parameter(found, "LABEL"),
    )
    if place != Postal(label=label):
        draft.addresses[place] = None


def _written_address(draft: Draft, found: Property, label: str) -> None:
    if found.value:
        draft.written_addresses.append(Postal(label=label, formatted=found.value))


def _link(draft: Draft, found: Property, label: str) -> None:
    service = found.head.params.get("X-SERVICE-TYPE", found.head.params.get("SERVICE-TYPE", "")).lower()
    value = found.value
    if not service and found.head.name == "IMPP" and ":" in value:
        service = value.partition(":")[0].lower()
    draft.add("links", value, service or label or LINKS[found.head.name], found.head.preferred)


def _date(draft: Draft, found: Property, label: str) -> None:
    value = found.value
    if found.head.params.get("VALUE", "").lower() != "text":
        value = dates.normal(value, found.head.params.get("X-APPLE-OMIT-YEAR", ""))
    draft.add("dates", value, DATES[found.head.name] or label, found.head.preferred)


def _fact(draft: Draft, found: Property, label: str) -> None:
    value = found.value
    if not value.lower().startswith("urn:"):  # Another card's id tells the member nothing.
        draft.add("facts", value, FACTS[found.head.name] or label, found.head.preferred)


def _tags(draft: Draft, found: Property, label: str) -> None:
    for part in found.parts(","):
        tag = plain(part)
        if tag and tag.lower() not in SYSTEM_TAGS:
            draft.tags[tag] = None


def _nickname(draft: Draft, found: Property, label: str) -> None:
    for part in found.parts(","):
        if nickname := plain(part):
            draft.nicknames[nickname] = None


def _note(draft: Draft, found: Property, label: str) -> None:
    if (value := found.value) and value not in draft.notes:
        draft.notes.append(value)


def _spoken(part: str) -> Handler:
    def handle(draft: Draft, found: Property, label: str) -> None:
        draft.phonetic.setdefault(part, found.value)

    return handle


def _shown_name(draft: Draft, found: Property, label: str) -> None:
    draft.shown_name = draft.shown_name or found.value


def _kind(draft: Draft, found: Property, label: str) -> None:
    draft.kind = draft.kind or _NOBODY.get(found.value.lower(), "")


def _android(draft: Draft, found: Property, label: str) -> None:
    """``vnd.android.cursor.item/KIND;value;type;own label;...`` as Android's contacts write it."""
    kind, value, number, own, *_ = [plain(part) for part in found.parts(";")] + [""] * 4
    match kind.rpartition("/")[2]:
        case "nickname" if value:
            draft.nicknames[value] = None
        case "contact_event":
            draft.add("dates", dates.normal(value), ANDROID_EVENTS.get(number, own.lower()))
        case "relation":
            draft.add("facts", value, ANDROID_RELATIONS.get(number, own.lower()))


def _agent(draft: Draft, found: Property, label: str) -> None:
    """A card inside a value (vCard 3.0): whom to speak to instead, kept as one fact with mail and phone."""
    value = found.value
    if not value.upper().startswith("BEGIN:VCARD"):
        return
    inner = [parse(line.encode()) for line in value.split("\n")]
    draft.add("facts", _summary(Card(0, [line for line in inner if line])), "agent")


def _summary(card: Card) -> str:
    """Name, firm, phones and mails of a person who is only mentioned, in one line."""
    found = [line for line in card.properties if line.head.name in ("FN", "ORG", "TEL", "EMAIL")]
    if not any(line.head.name == "FN" for line in found):
        found[:0] = [line for line in card.properties if line.head.name == "N"]
    return ", ".join(filter(None, (" ".join(line.value.replace(";", " ").split()) for line in found)))


def parameter(found: Property, name: str) -> str:
    """A parameter's text without the escapes of RFC 6868, nor the backslashes that came before them."""
    return plain(_PARAMETER_ESCAPE.sub(lambda match: _MEANING[match[1]], found.head.params.get(name, "")))


_HANDLERS: dict[str, Handler] = {
    "UID": _text("uid"),
    "FN": _text("name"),
    "N": _name,
    "NAME": _shown_name,
    "NICKNAME": _nickname,
    "ORG": _organisation,
    "TITLE": _text("title"),
    "ROLE": _text("profession"),
    "X-GRAPEVINE-SEGMENT": _text("segment"),
    "EMAIL": _email,
    "TEL": _phone,
    "ADR": _address,
    "LABEL": _written_address,
    "CATEGORIES": _tags,
    "NOTE": _note,
    "AGENT": _agent,
    "KIND": _kind,
    "X-ADDRESSBOOKSERVER-KIND": _kind,
    "X-PHONETIC-FIRST-NAME": _spoken("first"),
    "X-PHONETIC-MIDDLE-NAME": _spoken("middle"),
    "X-PHONETIC-LAST-NAME": _spoken("last"),
    "X-GRAPEVINE-PHONETIC": _spoken("as"),
    "SORT-STRING": _spoken("sort"),
    "X-ANDROID-CUSTOM": _android,
    **dict.fromkeys(LINKS, _link),
    **dict.fromkeys(DATES, _date),
    **dict.fromkeys(FACTS, _fact),
}
_HANDLERS |= {name: _HANDLERS[meant] for name, meant in SYNONYMS.items()}
