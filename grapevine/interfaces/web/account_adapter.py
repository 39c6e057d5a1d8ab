"""Where allauth meets our own actions: one way to add a member, whoever asks."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from grapevine.domain.accounts.models import Member
from grapevine.kit import clock


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up through our own rules."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """GRAPEVINE_SIGNUP decides."""
        return settings.SIGNUP == "open"

    def save_user(self, request: HttpRequest, user: Member, form: Any, commit: bool = True) -> Member:
        """Give the new member a name and a birthday in the system."""
        user.name = form.cleaned_data["name"].strip()
        user.created_at = clock.now()
        return super().save_user(request, user, form, commit)
