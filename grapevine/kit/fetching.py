"""Asking another host over HTTP, only where ``public_hosts`` allows it, and never for longer or more than was said.

The connection goes to exactly the address that was checked, so a name that changes its mind in between gains nothing.
Redirects are followed by hand, each checked like the first. Nothing here writes an address to a log.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from grapevine.kit import public_hosts
from grapevine.kit.errors import Refused
from grapevine.kit.one_call import Answer, Limits, NotReached, Request, ask
from grapevine.kit.public_hosts import Resolver, Target

__all__ = ["Answer", "Limits", "NotReached", "Request", "fetch"]

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
#: Asking twice changes nothing: only these follow a redirect.
_ASKING = frozenset(("GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT"))
_FOR_ONE_HOST = frozenset(("authorization", "cookie", "proxy-authorization"))

TOO_MANY_STEPS = "{host} sent us from one address to the next too often."
SENT_ON = "{host} sends us on to another address, {to}, which we may not ask. {reason}"
MOVED = "{host} says that this has moved; a change is sent only to the address it was meant for."


def fetch(
    request: Request, limits: Limits | None = None, *, resolve: Resolver | None = None, context: Any = None
) -> Answer:
    """The answer, whatever its status; 304, 401 and 404 are answers too. ``resolve`` and ``context`` are for tests.

    Raises Refused (with ``public_hosts.NotPublic`` and ``NoSuchHost``) where the host may not be asked, and
    :class:`NotReached` where it could not be. A redirect is followed for questions only, not for changes.
    """
    limits = limits or Limits()
    until = time.monotonic() + limits.seconds
    trusted = settings.TRUSTED_HOSTS
    target = public_hosts.target(request.url, trusted)
    if request.user:
        target = replace(target, user=request.user, password=request.password)
    for _ in range(limits.redirects + 1):
        found = public_hosts.addresses(target, trusted, resolve)
        answer = ask(target, found, request, limits, until, context)
        if answer.status not in _REDIRECTS or "location" not in answer.headers:
            return answer
        if request.method not in _ASKING:
            raise NotReached(MOVED.format(host=target.host), lasting=True)
        before, target = target, _next(target, answer.headers["location"], trusted)
        request = _for(request, before, target, answer.status)
    raise NotReached(TOO_MANY_STEPS.format(host=target.host), lasting=True)


def _next(target: Target, location: str, trusted: list[str]) -> Target:
    """Where a redirect leads. The same host keeps the password, another gets none but its own."""
    url = urljoin(target.url, location)
    try:
        following = public_hosts.target(url, trusted)
    except Refused as refusal:  # said of the first host: the address that the member wrote is not at fault
        to = urlsplit(url).hostname or "?"
        raise NotReached(SENT_ON.format(host=target.host, to=to, reason=refusal.reason), lasting=True) from refusal
    if following.origin == target.origin and not following.user:
        return replace(following, user=target.user, password=target.password)
    return following


def _for(request: Request, before: Target, target: Target, status: int) -> Request:
    """The question as the next host may hear it."""
    headers = dict(request.headers)
    if target.origin != before.origin:
        headers = {name: value for name, value in headers.items() if name.lower() not in _FOR_ONE_HOST}
    if status == 303:
        return replace(request, method="GET", body=None, headers=headers)
    return replace(request, headers=headers)
