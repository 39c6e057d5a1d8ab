"""Who a browser's session belongs to: Django's and allauth's own ways, with two statements that are built once."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.queries import member_by_id
from grapevine.kit.prepared import Prepared

_LIVING = Prepared(lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), "", timezone.now())


class SessionStore(DatabaseStore):
    """Where sessions are kept: a table, so that every process sees them end."""

    def _get_session_from_db(self) -> Any:
        found = _LIVING.first(self.session_key or "", timezone.now())
        if found is None:
            self._session_key = None
        return found


class MemberBackend(AuthenticationBackend):
    """Signing in is allauth's; who is signed in already is looked up here."""

    def get_user(self, user_id: Any) -> Member | None:
        """The member of a session; None when they are gone or may not come in."""
        member = member_by_id(int(user_id))
        return member if member and self.user_can_authenticate(member) else None
