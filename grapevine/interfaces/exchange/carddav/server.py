"""Asking a CardDAV server: which address books there are, what changed, the cards themselves; writing and deleting.

Every question goes through ``kit.fetching``: public hosts only, or those the owner of the house trusts. The password
goes to the host that was entered, and to its siblings over https, as large providers spread accounts over hosts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from grapevine.domain.imports.actions.contact_cards import Listing
from grapevine.domain.imports.actions.contact_making import path_key
from grapevine.kit.errors import Refused
from grapevine.kit.fetching import Answer, Limits, NotReached, Request, fetch
from grapevine.kit.public_hosts import one_owner

from . import answers
from .answers import CALENDAR_SERVER, CARD, DAV, NONSENSE, NotUnderstood, Part, Told

AT_ONCE = 100
LIMITS = Limits(seconds=60.0, size=50_000_000)
WRONG_PASSWORD = (
    "{host} refused the name or the password. Some providers want a password made for apps: look in its settings."
)
BUSY = "{host} is busy or out of order. We will try again."
NO_VERSIONS = "{host} does not say which version of a card it holds, so nothing can be kept in step safely."
NO_BOOKS = "There is no address book at this address, or none that {user} may see."
_BOOK = ("d:resourcetype", "d:displayname", "s:getctag", "d:sync-token", "d:current-user-principal",
         "c:addressbook-home-set")  # fmt: skip


class WrongPassword(Refused):
    """The server does not let us in."""


class Changed(Exception):
    """The card is another version by now, or is (or is not) there against what we thought."""


class NotTaken(Exception):
    """The server does not take this card or this change; trying again will not help."""


@dataclass(frozen=True, slots=True)
class Login:
    """An account on a server. ``address`` is what the member entered, with a scheme."""

    address: str
    user: str
    password: str = field(repr=False)

    @classmethod
    def of(cls, address: str, user: str, password: str) -> Login:
        """A host alone becomes https."""
        address = address.strip()
        return cls(address if "://" in address else f"https://{address}", user.strip(), password)


def find_books(login: Login) -> list[tuple[str, str]]:
    """Address books as (url, name), found from whatever address was entered (RFC 6764).

    Raises Refused with what to do: wrong password, no public host, no address books, no such server.
    """
    first: Refused | None = None
    for start in dict.fromkeys((login.address, _at(login, "/.well-known/carddav"), _at(login, "/"))):
        try:
            found = _books_from(login, start)
        except NotUnderstood as error:
            first = first or error
            continue
        if found:
            return found
    raise first or NotUnderstood(NO_BOOKS.format(user=login.user), "address")


def _at(login: Login, path: str) -> str:
    return urljoin(login.address, path)


def _books_from(login: Login, url: str) -> list[tuple[str, str]]:
    answer, here = _look(login, url, "0")
    own = here.parts[0] if here.parts else Part("", 404)
    if own.is_a(f"{CARD}addressbook"):
        return [(_url(answer.url, own.path), own.text(f"{DAV}displayname"))]
    home = own.address(f"{CARD}addressbook-home-set")
    principal = own.address(f"{DAV}current-user-principal")
    if not home and principal:
        answer, here = _look(login, urljoin(answer.url, principal), "0")
        home = here.parts[0].address(f"{CARD}addressbook-home-set") if here.parts else ""
    if home:
        answer, here = _look(login, urljoin(answer.url, home), "1")
    else:
        answer, here = _look(login, answer.url, "1")
    found = [part for part in here.parts if part.is_a(f"{CARD}addressbook")]
    return [(_url(answer.url, part.path), part.text(f"{DAV}displayname")) for part in found]


def _look(login: Login, url: str, depth: str) -> tuple[Answer, Told]:
    answer = _ask(login, "PROPFIND", url, answers.propfind(*_BOOK), {"Depth": depth})
    return answer, answers.told(answer)


def _url(base: str, path: str) -> str:
    return urljoin(base, path if path.endswith("/") else f"{path}/")


def changes(login: Login, book: str, token: str, ctag: str) -> Listing | None:
    """What is different in an address book since ``token``; all of it where the server cannot tell. None: nothing.

    Raises Refused, NotUnderstood among them: an answer in doubt must never look like an empty address book.
    """
    if token:
        with suppress(NotTaken, NotUnderstood):
            return _since(login, book, token)
    answer = _ask(login, "PROPFIND", book, answers.propfind("d:getetag", *_BOOK), {"Depth": "1"})
    told = answers.told(answer)
    root = answers.path_of(book, book)
    own = next((part for part in told.parts if part.path.rstrip("/") == root.rstrip("/")), None)
    if own is None or not own.is_a(f"{CARD}addressbook"):
        raise NotUnderstood(NONSENSE.format(host=urlsplit(book).hostname), "address")
    now = own.text(f"{CALENDAR_SERVER}getctag")
    if ctag and ctag == now and not token:
        return None
    cards = {}
    for part in told.parts:
        if part is own or part.is_a(f"{DAV}collection") or part.status != 200:
            continue
        cards[path_key(part.path)] = (part.path, _version(part, book))
    return Listing(cards, frozenset(), True, own.text(f"{DAV}sync-token"), now)


def _since(login: Login, book: str, token: str) -> Listing:
    cards: dict[str, tuple[str, str]] = {}
    gone: set[str] = set()
    root = answers.path_of(book, book).rstrip("/")
    while True:
        answer = _ask(login, "REPORT", book, answers.sync_collection(token), {"Depth": "0"})
        told = answers.told(answer)
        more = False
        for part in told.parts:
            key = path_key(part.path)
            if part.path.rstrip("/") == root:
                more = more or part.status == 507
            elif part.status in (404, 410):
                cards.pop(key, None)
                gone.add(key)
            else:
                gone.discard(key)
                cards[key] = (part.path, _version(part, book))
        if not told.token or (more and told.token == token):
            raise NotUnderstood(NONSENSE.format(host=urlsplit(book).hostname), "address")
        token = told.token
        if not more:
            return Listing(cards, frozenset(gone), False, token)


def _version(part: Part, book: str) -> str:
    version = part.text(f"{DAV}getetag")
    if not version:
        raise NotUnderstood(NO_VERSIONS.format(host=urlsplit(book).hostname), "address")
    return version[:300]


def cards(login: Login, book: str, paths: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """(path, version, text) of these cards, asked for in batches; those that are gone by now are left out."""
    for start in range(0, len(paths), AT_ONCE):
        some = paths[start : start + AT_ONCE]
        wanted = set(some)
        try:
            told = answers.told(_ask(login, "REPORT", book, answers.multiget(some), {"Depth": "1"}))
        except NotTaken:
            yield from _one_by_one(login, book, some)
            continue
        for part in told.parts:
            text = part.found.get(f"{CARD}address-data")
            if part.path in wanted and part.status == 200 and text is not None and text.text:
                wanted.discard(part.path)
                yield part.path, _version(part, book), text.text


def _one_by_one(login: Login, book: str, paths: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    for path in paths:
        with suppress(NotTaken, Changed):
            answer = _ask(login, "GET", urljoin(book, path))
            if answer.status == 200 and answer.headers.get("etag"):
                yield path, answer.headers["etag"][:300], answer.text


def put(login: Login, book: str, path: str, text: str, version: str) -> str:
    """Write a card over this version, or (no version) where none is yet; the new version, empty if not told.

    Raises Changed when it is another by now, NotTaken when the server does not want it.
    """
    condition = {"If-Match": version} if version else {"If-None-Match": "*"}
    headers = {"Content-Type": "text/vcard; charset=utf-8", **condition}
    return _ask(login, "PUT", urljoin(book, path), text.encode(), headers).headers.get("etag", "")[:300]


def delete(login: Login, book: str, path: str, version: str) -> None:
    """Delete this version of a card; one that is gone already is no fault. Raises Changed, NotTaken."""
    _ask(login, "DELETE", urljoin(book, path), headers={"If-Match": version}, gone_is_fine=True)


def _ask(
    login: Login, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None,
    *, gone_is_fine: bool = False,
) -> Answer:  # fmt: skip
    """One question with the password; refusals of the server become ours."""
    host = urlsplit(url).hostname
    if not _may_know(login, url):
        raise Refused(f"The server sends us to another host, {host}. Enter its address if that is right.", "address")
    all_headers = {"Content-Type": "application/xml; charset=utf-8", **(headers or {})}
    answer = fetch(Request(url, method, all_headers, body, login.user, login.password), LIMITS)
    if answer.status == 401 and _origin(answer.url) != _origin(url) and _may_know(login, answer.url):
        return _ask(login, method, answer.url, body, headers)  # sent on to a sibling, where no password went along
    if answer.status in (401, 403) and method in ("PROPFIND", "GET") or answer.status == 401:
        raise WrongPassword(WRONG_PASSWORD.format(host=host), "password")
    if answer.status in (412, 409) and method in ("PUT", "DELETE"):
        raise Changed(url)
    if answer.status in (404, 410) and gone_is_fine:
        return Answer(200, {}, b"", answer.url)
    if answer.status == 429 or (answer.status >= 500 and answer.status not in (501, 505, 507)):
        raise NotReached(BUSY.format(host=host), after=answer.stay_away)
    if answer.status >= 400 and method not in ("PROPFIND",):
        raise NotTaken(f"{method} {answer.status}")
    return answer


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port


def _may_know(login: Login, url: str) -> bool:
    """May this address hear the password? The one entered, and over https its siblings of the same owner."""
    entered, asked = urlsplit(login.address), urlsplit(url)
    if (entered.scheme, entered.hostname, entered.port) == (asked.scheme, asked.hostname, asked.port):
        return True
    host, other = entered.hostname or "", asked.hostname or ""
    return asked.scheme == "https" and (host == other or one_owner(host, other))
