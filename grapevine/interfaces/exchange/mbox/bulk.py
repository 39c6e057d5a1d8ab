"""Whether a message is bulk mail or an automatic notice, and why: the reason in plain words, or nothing.

Sure signs decide alone. Doubtful ones are added up, and only for strangers: a person the member has written to, or a
message that answers another, is never called bulk by its looks.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from . import signs
from .heads import Head, addresses

#: So many doubtful signs make a message bulk. The small print of a newsletter is worth three,
#: each further phrase of it one more.
ENOUGH_SIGNS = 4
_SMALL_PRINT = 3
_TOKEN = re.compile(r"[a-z]+")
_BASE64 = re.compile(rb"content-transfer-encoding:[ \t]*base64.*?\r?\n\r?\n([A-Za-z0-9+/=\r\n]{60,})", re.I | re.S)
#: Mail services of people that write a Feedback-ID on every letter.
_HOME_OF_PEOPLE = re.compile(r":(fastmail|proton|protonmail)\s*$", re.IGNORECASE)
_FORWARDED = re.compile(r"^\W*(fwd?|wg|tr|rv|i|enc|vs|doorst)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a message is not personal. On a ``mailing_list`` an answer may still be personal; nothing else is."""

    reason: str = ""
    mailing_list: bool = False


PERSONAL = Verdict()


def judge(head: Head) -> Verdict:
    """By the sure signs of the header lines alone."""
    if reason := _automatic(head):
        return Verdict(reason)
    if reason := _mailing_list(head):
        return Verdict(reason, mailing_list=True)
    if reason := _campaign(head):
        return Verdict(reason)
    return PERSONAL


def looks_bulk(head: Head, sample: bytes, encoding: str, me_named: bool) -> str:
    """By doubtful signs added up: for a message from a stranger that answers nothing. The reason, or nothing.

    ``sample`` is the text of the message or its two ends; ``me_named`` whether To or Cc name the member.
    """
    found = doubtful(head, me_named)
    if not _FORWARDED.match(head.subject):
        text = readable(sample, encoding)
        small_print = {match[0].lower() for match in signs.SMALL_PRINT.finditer(text)}
        printed = {match[0].lower() for match in signs.PRINTED.finditer(text)}
        found += (_SMALL_PRINT - 1 + len(small_print) if small_print else 0) + min(2, len(printed))
    return "it looks like a newsletter or a notice" if found >= ENOUGH_SIGNS else ""


def doubtful(head: Head, me_named: bool) -> int:
    """How many doubtful signs the header lines show."""
    local, _, domain = head.from_email.partition("@")
    returns = [each.partition("@")[2] for each in head.envelopes if not signs.HONEST_CODING.search(each)]
    reply = next((each[1] for each in addresses(head.fields, "Reply-To") if each[1]), head.from_email)
    return sum((
        not me_named,
        _content_type(head).startswith("text/html"),
        "javamail" in head.message_id.lower() and "zimbra" not in head.message_id.lower(),
        bool(returns) and _firm(domain) not in {_firm(each) for each in returns},
        2 * bool(signs.BULK_CARRIERS.search(_way(head))),
        _firm(reply.partition("@")[2]) != _firm(domain),
        bool(signs.LETTER_NAMES.search(head.from_name)) or not head.from_name,
        bool(signs.LETTER_SUBJECTS.search(head.subject)),
        bool(re.search(r"(helo=|from )[\[(]?(lists?|news\w*|mailer|bulk\w*|bounces?|outbound\w*)\d*\.", _way(head))),
        local in ("info", "support", "sales", "service", "services", "contact", "team", "marketing", "webmaster"),
    ))  # fmt: skip


def readable(sample: bytes, encoding: str) -> bytes:
    """The writer's own words, as far as bytes can be searched: decoded, without what is quoted or forwarded."""
    encoding = encoding.strip().lower()
    if encoding == "base64":
        sample = _from_base64(sample)
    elif b"base64" in sample or b"BASE64" in sample:
        sample += b"\n".join(_from_base64(each) for each in _BASE64.findall(sample))
    text = re.sub(rb"=\r?\n", b"", sample)
    forwarded = signs.FORWARDED.search(text)
    own = signs.QUOTED_LINE.sub(b"", text[: forwarded.start()] if forwarded else text)
    return re.sub(rb"(?:\s|&nbsp;|=20)+", b" ", own)


def is_robot(email: str) -> bool:
    """Whether an address is one that nobody reads or writes from by hand."""
    local = email.partition("@")[0]
    return bool(signs.ROBOT_LOCAL.search(local)) or not signs.ROBOT_WORDS.isdisjoint(_TOKEN.findall(local))


def _automatic(head: Head) -> str:
    fields = head.fields
    submitted = fields.get("auto-submitted", ("no",))[0].strip().lower()
    kind = _content_type(head)
    if (submitted and not submitted.startswith("no")) or not _AUTO_FIELDS.isdisjoint(fields):
        return "an automatic message"
    if any(each.strip() == "<>" for each in fields.get("return-path", ())) or kind.startswith("multipart/report"):
        return "a delivery report"
    if signs.AUTOMATIC_SUBJECTS.match(head.subject):
        return "an automatic reply or delivery report"
    if kind.startswith("text/calendar") or "calendarmessage" in fields.get("content-class", ("",))[0].lower():
        return "a calendar notice"
    if any("calendar-notification" in each for each in fields.get("sender", ())):
        return "a calendar notice"
    if signs.ROBOT_LOCAL.search(head.from_email.partition("@")[0]):
        return f"nobody writes by hand from {head.from_email}"
    return ""


_AUTO_FIELDS = frozenset((
    "x-autoreply", "x-autorespond", "x-auto-response-suppress", "x-autogenerated", "x-failed-recipients",
    "x-mail-autoreply",
))  # fmt: skip


def _mailing_list(head: Head) -> str:
    fields = head.fields
    precedence = fields.get("precedence", ("",))[0].strip().lower()
    if precedence == "junk":
        return ""
    if precedence in ("bulk", "list"):
        return "sent to a list (Precedence)"
    for name in signs.LIST_FIELDS:
        if name in fields:
            return f"sent to a list ({name.title()})"
    for name in ("errors-to", "sender"):
        for _, email in addresses(fields, name):
            local = email.partition("@")[0]
            if email != head.from_email and signs.LIST_ENVELOPE.search(local):
                return f"sent by list software ({name.title()})"
    return ""


def _campaign(head: Head) -> str:
    fields = head.fields
    if fields.get("precedence", ("",))[0].strip().lower() == "junk":
        return "bulk mail (Precedence)"
    for name in fields:
        if signs.CAMPAIGN_FIELDS.fullmatch(name):
            return f"bulk mail ({name.title()})"
    for name in ("feedback-id", "x-feedback-id"):
        if any(not _HOME_OF_PEOPLE.search(each) for each in fields.get(name, ())):
            return f"bulk mail ({name.title()})"
    for name in ("x-mailer", "user-agent", "x-mailer-version"):
        if any(signs.BULK_MAILERS.search(each) for each in fields.get(name, ())):
            return "bulk mail (sent with newsletter software)"
    if is_robot(head.from_email):
        return f"nobody writes by hand from {head.from_email}"
    returns = [each for each in head.envelopes if each != head.from_email]
    if any(_coded(each) for each in (head.from_email, *returns)) or any(_of_a_list(each) for each in returns):
        return "bulk mail (its return path is made for mass mailing)"
    for email in (head.from_email, *returns):
        labels = email.partition("@")[2].split(".")
        if not signs.BULK_HOST_LABELS.isdisjoint(labels[:-2]):
            return f"bulk mail (sent from {email.partition('@')[2]})"
    if re.search(r"newsletter|e-?zine|mailing list", head.from_name, re.IGNORECASE):
        return "a newsletter"
    return ""


def _coded(email: str) -> bool:
    local = email.partition("@")[0]
    return bool(signs.CODED.search(local)) and not signs.HONEST_CODING.search(local)


def _of_a_list(email: str) -> bool:
    local = email.partition("@")[0]
    return bool(signs.LIST_ENVELOPE.search(local)) and not signs.HONEST_CODING.search(local)


def _content_type(head: Head) -> str:
    return head.fields.get("content-type", ("",))[0].strip().lower()


def _way(head: Head) -> str:
    return " ".join(head.fields.get("received", ())).lower()


def _firm(domain: str) -> str:
    """The part of a host name a firm owns: example.com of mail.example.com, example.co.uk of a.example.co.uk."""
    labels = domain.split(".")
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 2
    return ".".join(labels[-keep:])


def _from_base64(data: bytes) -> bytes:
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    try:
        return base64.b64decode(clean[: len(clean) // 4 * 4])
    except (binascii.Error, ValueError):
        return b""
