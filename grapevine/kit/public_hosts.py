"""Which machines may be asked for something that a member named: public ones, and those the owner of this house trusts.

A member may write any address into a form. Without this check the server could be made to ask machines that only it
can reach: itself, its neighbours, the cloud's own services.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urlsplit

from publicsuffixlist import PublicSuffixList

from grapevine.kit.errors import Refused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
#: (host, port) -> its addresses as text. Raises OSError where there is no such host.
Resolver = Callable[[str, int], Sequence[str]]

PORTS = {"https": 443, "http": 80}
#: The only part of IPv6 that is given out to the public (RFC 4291), less what leads elsewhere or is for examples only.
_PUBLIC_6 = ipaddress.ip_network("2000::/3")
_NOT_THESE = tuple(ipaddress.ip_network(each) for each in ("2002::/16", "2001::/23", "3fff::/20"))
#: An IPv4 address as networks without IPv4 write it (RFC 6052); it is as public as the one inside.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

NO_ADDRESS = "This is not an address we can ask. It should look like https://calendar.example.com/…"
NOT_SAFE = "This address begins with http://, so anybody on the way could read it. Use the one with https://."
PRIVATE = (
    "{host} is not on the public internet, and this Grapevine asks only public hosts. "
    "Whoever runs it can allow a machine of theirs with GRAPEVINE_TRUSTED_HOSTS."
)
UNKNOWN = "There is no host {host}. Is the address written right?"


class NotPublic(Refused):
    """The host, or one of its addresses, is not public, and nobody said it may be asked all the same."""


class NoSuchHost(Refused):
    """The name does not resolve, now at least."""


@dataclass(frozen=True, slots=True, repr=False)
class Target:
    """An address taken apart. ``path`` begins with a slash and has the query; its repr tells no secret."""

    scheme: str
    host: str
    port: int
    path: str
    user: str = ""
    password: str = ""

    @property
    def named(self) -> str:
        """The host with its port as the Host header and the settings write it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> tuple[str, str, int]:
        """What has to be the same for a password to be sent again."""
        return self.scheme, self.host, self.port

    @property
    def url(self) -> str:
        """The whole address without name and password."""
        return f"{self.scheme}://{self.named}{self.path}"

    def __repr__(self) -> str:
        return f"<Target {self.scheme}://{self.named}/…>"


def target(url: str, trusted: Iterable[str] = ()) -> Target:
    """The address taken apart; webcal counts as https. Raises Refused for nonsense, and for http to a stranger."""
    url = url.strip()
    if not url.isprintable() or " " in url or "\\" in url:
        raise Refused(NO_ADDRESS, "address")
    try:
        parts = urlsplit(url)
        scheme = {"webcal": "https", "webcals": "https"}.get(parts.scheme, parts.scheme)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode() if parts.hostname else ""
        port = parts.port or PORTS.get(scheme, 0)
    except ValueError as error:  # UnicodeError is one too
        raise Refused(NO_ADDRESS, "address") from error
    if scheme not in PORTS or not host or "%" in host:
        raise Refused(NO_ADDRESS, "address")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    found = Target(scheme, host.lower(), port, path, unquote(parts.username or ""), unquote(parts.password or ""))
    if scheme == "http" and not is_trusted(found, trusted):
        raise Refused(NOT_SAFE, "address")
    return found


def is_trusted(target: Target, trusted: Iterable[str]) -> bool:
    """Whether the owner of the house named this host and port (or the host with all its ports)."""
    host = f"[{target.host}]" if ":" in target.host else target.host
    return not {host, f"{host}:{target.port}"}.isdisjoint(each.strip().lower() for each in trusted)


def addresses(target: Target, trusted: Iterable[str] = (), resolve: Resolver | None = None) -> list[str]:
    """The addresses the host may be asked at: all of them public, or the host trusted.

    One that is not public refuses them all: an honest host has no such mixture. Raises NotPublic or NoSuchHost.
    """
    try:
        found = list(dict.fromkeys((resolve or resolved)(target.host, target.port)))
    except (OSError, UnicodeError) as error:
        raise NoSuchHost(UNKNOWN.format(host=target.host), "address") from error
    if not found:
        raise NoSuchHost(UNKNOWN.format(host=target.host), "address")
    if not is_trusted(target, trusted) and not all(is_public(each) for each in found):
        raise NotPublic(PRIVATE.format(host=target.host), "address")
    return found


def is_public(text: str) -> bool:
    """Whether an address belongs to the public internet and to one machine of it. Nonsense does not."""
    address = _address(text)
    if address is None:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            address = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        elif address not in _PUBLIC_6 or any(address in each for each in _NOT_THESE):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def resolved(host: str, port: int) -> list[str]:
    """What the machine's own resolver says. Raises OSError."""
    return [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def one_owner(host: str, other: str) -> bool:
    """True when both lie below one name that somebody registered: dav.example.com and example.com, not two of co.uk.

    Source: the public suffix list. An address of numbers has no such name.
    """
    names = [_suffixes().privatesuffix(each.lower().rstrip(".")) for each in (host, other) if _address(each) is None]
    return len(names) == 2 and names[0] is not None and names[0] == names[1]


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def _address(text: str) -> Address | None:
    """An address of numbers; None for a name or nonsense."""
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
