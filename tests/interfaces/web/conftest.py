"""Leah's browser, Dana's browser, and one with nobody signed in."""

from __future__ import annotations

import time

import pytest
from django.test import Client

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor

BACKEND = "grapevine.interfaces.web.sessions.MemberBackend"


@pytest.fixture
def web(leah: Member) -> Client:
    """Leah signed in; she has seen the first steps."""
    Member.objects.filter(pk=leah.pk).update(welcomed_at=leah.created_at)
    client = Client()
    client.force_login(leah, BACKEND)
    prove(client, leah)
    return client


def prove(client: Client, member: Member) -> None:
    """As if the member had come in by a link a moment ago: no page asks once more who they are."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "link", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(member.pk)
    session.save()


@pytest.fixture
def stranger_web(stranger: Actor) -> Client:
    """Dana signed in, with a book of her own that is empty."""
    client = Client()
    client.force_login(Member.objects.get(pk=stranger.member_id), BACKEND)
    return client
