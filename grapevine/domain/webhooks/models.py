"""Endpoints, the addresses that a member wants told, and deliveries, each thing told to one of them."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Member
from grapevine.domain.webhooks.rules.states import State
from grapevine.kit import ids


class Endpoint(models.Model):
    """An address of a program that is told what happens, with the secret by which it knows that it is us.

    Personal data: where a program of the member's listens. Address and secrets are sealed: both can open doors there.
    Erased: when it is removed, and with the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    name = models.CharField(max_length=100)
    host = models.CharField(max_length=300, help_text="of the address, to show")
    sealed_address = models.TextField()
    sealed_secret = models.TextField()
    sealed_before = models.TextField(blank=True, help_text="the secret before this one, while both sign")
    before_until = models.DateTimeField(null=True)
    events = models.JSONField(default=list, help_text="names of events; none: all of them")
    paused_at = models.DateTimeField(null=True)
    paused_why = models.CharField(max_length=500, blank=True, help_text="the house did, and why; empty: the member")
    failures = models.PositiveIntegerField(default=0, help_text="in a row")
    failing_since = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "id"], name="endpoints_by_owner")]


class Delivery(models.Model):
    """One thing told to one endpoint: the very bytes, how far it has come, and what was answered.

    Personal data: that something happened to a referral of the member's, by ids and stages alone; what the other
    program answered.
    Erased: with the endpoint, with the member; by the sweeping after ``sweeping.KEPT``.
    """

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False, help_text="the id the other end sees")
    event = models.CharField(max_length=40)
    body = models.TextField(help_text="as it is sent, and signed")
    state = models.CharField(max_length=9, default=State.WAITING, help_text="one of states.State")
    attempts = models.PositiveSmallIntegerField(default=0, help_text="since it was put on the queue, or replayed")
    next_try_at = models.DateTimeField(help_text="when it is due")
    claim = models.UUIDField(null=True, help_text="which sending holds it")
    claimed_at = models.DateTimeField(null=True)
    tries = models.JSONField(default=list, help_text="the last ones: at, status, milliseconds, said")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(state__in=("waiting", "sending")), name="delivery_due"
            ),
            models.Index(fields=["endpoint", "-created_at", "-id"], name="deliveries_newest"),
        ]
