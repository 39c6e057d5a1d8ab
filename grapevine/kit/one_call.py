"""One question over HTTP to a host whose addresses were checked: what is asked, what came back, when to hang up."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any

from grapevine.kit.errors import Refused
from grapevine.kit.public_hosts import Target

AGENT = "Grapevine"
#: Seconds for one address of a host to answer at all.
CONNECT = 10.0
_PIECE = 65_536
_TO_ITSELF = frozenset(("host", "content-length", "transfer-encoding", "connection", "accept-encoding"))

TOO_LARGE = "{host} sent more than {limit} MB. That is more than we take."
TOO_SLOW = "{host} took longer than {seconds} seconds. We will try again."
NO_ANSWER = "{host} does not answer. We will try again."
BAD_CERTIFICATE = "{host} could not show that it is {host} (its certificate is not right), so nothing was sent to it."
BROKEN_OFF = "The answer of {host} broke off, or is no answer of a web server. We will try again."


class NotReached(Refused):
    """The host could not be asked, or not to the end. ``lasting``: trying again will not help by itself;
    ``after``: so long the host asks us to stay away."""

    def __init__(self, reason: str, *, lasting: bool = False, after: timedelta = timedelta(0)) -> None:
        super().__init__(reason, "address")
        self.lasting, self.after = lasting, after


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What came back. ``headers`` by lower-case name. ``url`` is where it came from at last, without a password."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    @property
    def text(self) -> str:
        """The body as UTF-8, broken signs replaced."""
        return self.body.decode("utf-8", "replace")

    @property
    def stay_away(self) -> timedelta:
        """How long the host asks us to stay away (RFC 9110, Retry-After: seconds, or a time by its own clock)."""
        told = self.headers.get("retry-after", "").strip()
        if told.isdecimal() and len(told) < 10:
            return timedelta(seconds=int(told))
        try:
            wait = parsedate_to_datetime(told) - parsedate_to_datetime(self.headers.get("date", ""))
        except (TypeError, ValueError):
            return timedelta(0)
        return max(wait, timedelta(0))

    def __repr__(self) -> str:
        return f"<Answer {self.status}, {len(self.body)} bytes>"


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` for everything together, ``size`` in bytes after unpacking, ``redirects`` followed."""

    seconds: float = 30.0
    size: int = 20_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True, repr=False)
class Request:
    """What to ask. ``user`` and ``password`` go as HTTP Basic, before those in the address, and to no other host."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    user: str = ""
    password: str = ""


def ask(
    target: Target, found: list[str], request: Request, limits: Limits, until: float, context: Any
) -> Answer:
    """One question to the first of the addresses that takes the call."""
    from urllib3 import exceptions as wrong

    host = target.host
    broken = (wrong.ProtocolError, wrong.DecodeError, HTTPException, ValueError)
    try:
        for position, address in enumerate(found, start=1):
            connection = _connection(target, address, min(CONNECT, _left(until)), context)
            with _closed_at(connection, until):
                try:
                    connection.connect()
                except ssl.SSLError:
                    raise
                except (wrong.HTTPError, OSError):
                    if position < len(found) and time.monotonic() < until:
                        continue
                    raise
                return _answer(connection, target, request, limits, until)
    except ssl.SSLCertVerificationError as error:
        raise NotReached(BAD_CERTIFICATE.format(host=host), lasting=True) from error
    except (wrong.HTTPError, HTTPException, OSError, ValueError) as error:
        if isinstance(error, (wrong.ReadTimeoutError, TimeoutError)) or time.monotonic() >= until:
            raise NotReached(TOO_SLOW.format(host=host, seconds=round(limits.seconds))) from error
        raise NotReached((BROKEN_OFF if isinstance(error, broken) else NO_ANSWER).format(host=host)) from error
    raise AssertionError("a host has at least one address")


def _left(until: float) -> float:
    """Seconds that are left, never none: a socket takes zero for "do not wait"."""
    return max(0.1, until - time.monotonic())


def _connection(target: Target, address: str, timeout: float, context: Any) -> Any:
    """A connection to the checked address that shows, and asks to see, the name."""
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=timeout)
    return HTTPSConnection(
        address,
        target.port,
        timeout=timeout,
        server_hostname=target.host,
        ssl_context=context or ssl.create_default_context(),
    )


@contextmanager
def _closed_at(connection: Any, until: float) -> Iterator[None]:
    """Hang up when the time is over, also on a host that sends a byte now and then."""

    def hang_up() -> None:
        if connection.sock is not None:
            try:
                connection.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                connection.sock.close()

    timer = threading.Timer(max(0.0, until - time.monotonic()), hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()


def _answer(connection: Any, target: Target, request: Request, limits: Limits, until: float) -> Answer:
    headers = {"User-Agent": AGENT, **{n: v for n, v in request.headers.items() if n.lower() not in _TO_ITSELF}}
    headers |= {"Host": target.named, "Accept-Encoding": "gzip"}
    if target.user:
        headers["Authorization"] = "Basic " + b64encode(f"{target.user}:{target.password}".encode()).decode()
    connection.timeout = _left(until)  # from here on for the answer: urllib3 sets it on the socket once more
    connection.sock.settimeout(connection.timeout)
    connection.request(request.method, target.path, body=request.body, headers=headers, preload_content=False)
    response = connection.getresponse()
    pieces, size = [], 0
    while piece := response.read1(_PIECE):
        size += len(piece)
        if size > limits.size:
            raise NotReached(TOO_LARGE.format(host=target.host, limit=limits.size // 1_000_000), lasting=True)
        pieces.append(piece)
    if time.monotonic() >= until:  # we hung up: what looks like the end may not be one
        raise TimeoutError
    told = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status, told, b"".join(pieces), target.url)
