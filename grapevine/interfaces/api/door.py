"""Who is calling, and may they: bearer tokens and nothing else, so that no cookie can be misused from another site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest

from grapevine.domain.accounts.queries import actor_by_token
from grapevine.domain.accounts.rules.access import Actor, Permission, allowed, require_scope
from grapevine.interfaces.api.problems import Problem
from grapevine.kit import clock

P = Permission
_LEDGERS = {P.TOUCHES_READ, P.GIVES_READ}
#: What the work behind an operation of this scope touches on its way, within this one request: a logged touch adds to
#: the depth of a person, a list of people shows depth that comes from both ledgers. The answers show no more of it.
CARRIES: Mapping[Permission, frozenset[Permission]] = {
    P.BOOK_READ: frozenset(_LEDGERS),
    P.BOOK_WRITE: frozenset({P.BOOK_READ, *_LEDGERS}),
    P.TOUCHES_READ: frozenset({P.BOOK_READ}),
    P.TOUCHES_WRITE: frozenset({P.TOUCHES_READ, P.BOOK_READ, P.BOOK_WRITE}),
    P.GIVES_READ: frozenset({P.BOOK_READ}),
    P.GIVES_WRITE: frozenset({P.GIVES_READ, P.BOOK_READ, P.BOOK_WRITE}),
    P.NETWORK_READ: frozenset({P.BOOK_READ, *_LEDGERS}),
    P.REFERRALS_READ: frozenset({P.BOOK_READ}),
    P.REFERRALS_WRITE: frozenset({P.REFERRALS_READ, P.BOOK_READ, P.BOOK_WRITE, *_LEDGERS, P.GIVES_WRITE}),
    P.STORIES_READ: frozenset({P.BOOK_READ}),
    P.STORIES_WRITE: frozenset({P.STORIES_READ, P.BOOK_READ, P.REFERRALS_READ}),
    P.IMPORTS_READ: frozenset({P.BOOK_READ}),
    P.IMPORTS_WRITE: frozenset(
        {P.IMPORTS_READ, P.BOOK_READ, P.BOOK_WRITE, *_LEDGERS, P.TOUCHES_WRITE, P.GIVES_WRITE}
    ),
    P.LETTERS_READ: frozenset({P.BOOK_READ}),
    P.LETTERS_WRITE: frozenset({P.LETTERS_READ, P.BOOK_READ}),
    P.WEBHOOKS_READ: frozenset(),
    P.WEBHOOKS_WRITE: frozenset({P.WEBHOOKS_READ}),
    P.EXPORT_READ: frozenset({P.BOOK_READ, P.REFERRALS_READ, P.STORIES_READ, *_LEDGERS}),
    P.ACCOUNT_READ: frozenset(),
    P.ORGANISATION_READ: frozenset(),
}
_CALLER = "grapevine.caller"


class Door:
    """Lets in whose token has the scopes. Raises Problem (401) without a living token, NotAllowed without a scope.

    ``also``: scopes that are not asked for; a token that has them sees more in the answer.
    """

    def __init__(self, *scopes: Permission, also: Sequence[Permission] = ()) -> None:
        self.scopes, self.also = scopes, also

    def __call__(self, request: HttpRequest) -> Actor:
        actor = caller(request)
        if actor is None:
            raise unauthorized(request)
        for scope in self.scopes:
            require_scope(actor, scope)
        granted = [*self.scopes, *(scope for scope in self.also if allowed(actor, scope))]
        carried = frozenset().union(*(CARRIES[scope] for scope in granted))
        return replace(actor, scopes=carried | {scope.value for scope in granted})


def needs(*scopes: Permission, also: Sequence[Permission] = (), **extra: Any) -> dict[str, Any]:
    """What an operation says of its scopes: to the door, and in the OpenAPI document, where ``extra`` goes as well."""
    told = [scope.value for scope in scopes]
    return {"auth": Door(*scopes, also=also), "openapi_extra": {"security": [{"token": told}], **extra}}


def caller(request: HttpRequest) -> Actor | None:
    """Whose token came with the request, with that token's scopes; looked up once a request."""
    if _CALLER not in request.META:
        request.META[_CALLER] = _by_header(request.headers.get("Authorization", ""))
    return request.META[_CALLER]


def unauthorized(request: HttpRequest) -> Problem:
    """Why nobody was let in, as RFC 6750 has it told."""
    sent = bool(request.headers.get("Authorization"))
    challenge = 'Bearer realm="Grapevine"' + (', error="invalid_token"' if sent else "")
    told = "This token is unknown, revoked or too old." if sent else "Send a token: Authorization: Bearer gv_..."
    return Problem("unauthorized", f"{told} Make one under Settings.", {"WWW-Authenticate": challenge})


def _by_header(header: str) -> Actor | None:
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        return None
    return actor_by_token(secret.strip(), clock.now())
