"""What a CardDAV server says, as plain values. XML from outside is read without entities, and never believed blindly.

RFC 4918 (multistatus), RFC 6352 (address data), RFC 6578 (sync-token).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from grapevine.kit.errors import Refused
from grapevine.kit.fetching import Answer

DAV, CARD, CALENDAR_SERVER = "{DAV:}", "{urn:ietf:params:xml:ns:carddav}", "{http://calendarserver.org/ns/}"
_SPACES = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav" xmlns:s="http://calendarserver.org/ns/"'
NONSENSE = "{host} does not answer as an address book server does. Is the address right?"
#: Signs that XML cannot hold, which some servers send all the same.
_NO_XML = bytes(set(range(32)) - {9, 10, 13})


class NotUnderstood(Refused):
    """The answer is none that an address book server gives."""


@dataclass(frozen=True, slots=True)
class Part:
    """What the answer says of one resource. ``status`` is that of the resource as a whole, 200 where none is given."""

    path: str
    status: int
    found: dict[str, Element] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The text of a property, or empty."""
        element = self.found.get(name)
        return (element.text or "").strip() if element is not None else ""

    def address(self, name: str) -> str:
        """The address inside a property, or empty."""
        element = self.found.get(name)
        inner = element.find(f"{DAV}href") if element is not None else None
        return (inner.text or "").strip() if inner is not None else ""

    def is_a(self, kind: str) -> bool:
        """Is the resource of this type?"""
        element = self.found.get(f"{DAV}resourcetype")
        return element is not None and element.find(kind) is not None


@dataclass(frozen=True, slots=True)
class Told:
    """A whole multistatus answer."""

    parts: tuple[Part, ...]
    token: str = ""


def told(answer: Answer) -> Told:
    """The parts of a 207 answer. Raises NotUnderstood for anything else, and for XML with entities or a DTD."""
    nonsense = NotUnderstood(NONSENSE.format(host=urlsplit(answer.url).hostname), "address")
    if answer.status != 207:
        raise nonsense
    try:
        root = fromstring(answer.body.translate(None, _NO_XML), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise nonsense from error
    if root.tag != f"{DAV}multistatus":
        raise nonsense
    parts = tuple(_part(one, answer.url) for one in root.findall(f"{DAV}response"))
    return Told(tuple(part for part in parts if part.path), (root.findtext(f"{DAV}sync-token") or "").strip())


def _part(response: Element, url: str) -> Part:
    found: dict[str, Element] = {}
    for propstat in response.findall(f"{DAV}propstat"):
        if _status(propstat, 200) == 200:
            for prop in propstat.findall(f"{DAV}prop"):
                found.update({element.tag: element for element in prop})
    return Part(path_of(url, response.findtext(f"{DAV}href") or ""), _status(response, 200), found)


def _status(element: Element, default: int) -> int:
    words = (element.findtext(f"{DAV}status") or "").split()
    return int(words[1]) if len(words) > 1 and words[1].isdecimal() else default


def path_of(base: str, href: str) -> str:
    """The path of an address in one way of writing it, whatever the server escaped; empty for no address."""
    if not href.strip():
        return ""
    return quote(unquote(urlsplit(urljoin(base, href.strip())).path), safe="/@")


def propfind(*names: str) -> bytes:
    """A question for properties, as ``d:getetag``."""
    inside = "".join(f"<{name}/>" for name in names)
    return f'<?xml version="1.0"?><d:propfind {_SPACES}><d:prop>{inside}</d:prop></d:propfind>'.encode()


def sync_collection(token: str) -> bytes:
    """A question for what changed since the token."""
    return (
        f'<?xml version="1.0"?><d:sync-collection {_SPACES}><d:sync-token>{escape(token)}</d:sync-token>'
        "<d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>"
    ).encode()


def multiget(paths: Iterable[str]) -> bytes:
    """A question for many cards at once."""
    hrefs = "".join(f"<d:href>{escape(path)}</d:href>" for path in paths)
    return (
        f'<?xml version="1.0"?><c:addressbook-multiget {_SPACES}><d:prop><d:getetag/><c:address-data/></d:prop>'
        f"{hrefs}</c:addressbook-multiget>"
    ).encode()
