"""Delivery reports that come to the mailbox: letters of ours that mail servers could not deliver (RFC 3462, 3464)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from grapevine.domain.letters.rules.reports import Report

from ..mbox.heads import Head, decoded

_ID = re.compile(r"<[^<>\s]+>")
#: A report names few recipients; whatever names more is none of ours.
_MOST = 20


def looks_like_report(head: Head) -> bool:
    """Whether a letter's head says that it is a delivery report."""
    kind = " ".join(head.fields.get("content-type", ())).lower()
    return "multipart/report" in kind and "delivery-status" in kind


def reports_in(raw: bytes) -> list[Report]:
    """What a delivery report says, one for each recipient; empty where it cannot be read. Never raises."""
    parts = list(message_from_bytes(raw).walk())
    message_id = next((found for part in parts if (found := _returned_id(part))), "")
    fields = [each for part in parts if part.get_content_type() == "message/delivery-status" for each in _blocks(part)]
    return [
        Report(
            message_id=message_id,
            action=_word(block, "Action"),
            status=_word(block, "Status"),
            said=_after_type(str(block.get("Diagnostic-Code", ""))),
        )
        for block in fields[:_MOST]
        if block.get("Action")
    ]


def _blocks(part: Message) -> Iterator[Message]:
    """The blocks of fields in a delivery status, or the letter in a part: the library reads each as a message."""
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (each for each in payload if isinstance(each, Message))


def _returned_id(part: Message) -> str:
    """The Message-ID of the letter that came back, whole or its head only."""
    if part.get_content_type() == "message/rfc822":
        found = next((str(inner.get("Message-ID", "")) for inner in _blocks(part)), "")
    elif part.get_content_type() == "text/rfc822-headers":
        body = part.get_payload(decode=True)
        found = str(message_from_bytes(body).get("Message-ID", "")) if isinstance(body, bytes) else ""
    else:
        return ""
    match = _ID.search(found)
    return match[0] if match else ""


def _word(block: Message, name: str) -> str:
    return (str(block.get(name, "")).split() or [""])[0]


def _after_type(text: str) -> str:
    """``smtp; 550 no such user`` without the kind of its language."""
    _, _, said = text.partition(";")
    return " ".join(decoded(said or text).split())[:500]
