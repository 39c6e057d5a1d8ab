"""Where allauth meets our own rules: who may sign up, who asks, and how somebody proves once more who they are."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from grapevine.domain.accounts import actions, queries
from grapevine.domain.accounts.models import Invitation, Member
from grapevine.domain.accounts.rules.invitations import may_sign_up
from grapevine.domain.letters.actions import queue_house_letter
from grapevine.domain.letters.rules import Letter
from grapevine.interfaces.mail import paper
from grapevine.kit import clock

#: Where the browser keeps the secret of the invitation it came with.
INVITED = "invitation"
#: How a proof by a mailed link is called in allauth's records.
BY_LINK = "link"


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up and proofs through our own rules."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": "That was tried too often. Wait five minutes and try again.",
        "rate_limited": "That was tried too often. Wait five minutes and try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """GRAPEVINE_SIGNUP decides, and an invitation where it says so."""
        return may_sign_up(settings.SIGNUP, invited=invitation_of(request) is not None)

    def clean_email(self, email: str) -> str:
        """An invitation for one address is for that address."""
        email = super().clean_email(email)
        invitation = invitation_of(self.request) if self.request else None
        wanted = invitation.email if invitation and not self.request.user.is_authenticated else ""
        if wanted and wanted.lower() != email.lower() and self.request.path == reverse("account_signup"):
            raise ValidationError(f"Your invitation is for {wanted}.")
        return email

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Where no letter leaves this server, none is said to have been sent."""
        if settings.MAIL_WORKS or not (message_template or "").endswith("/email_confirmation_sent.txt"):
            super().add_message(request, level, message_template, *args, **kwargs)

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: Member, form: Any, commit: bool = True) -> Member:
        """Give the new member a name and a birthday in the system, and spend the invitation they came with."""
        user.name = form.cleaned_data["name"].strip()
        user.created_at = now = clock.now()
        saved = super().save_user(request, user, form, commit)
        if commit and invitation_of(request) is not None:
            actions.use_invitation(now=now, secret=request.session.pop(INVITED), member=saved)
        return saved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue what allauth writes: a mail server that does not answer keeps nobody waiting, and nothing is lost."""
        made = self.render_mail(template_prefix, email, {"request": self.request, "email": email, **context})
        kind = template_prefix.rsplit("/", 1)[-1][:40]
        letter = Letter(
            kind=kind, to_address=email, to_name="", subject=made.subject, text=made.body,
            html=paper.body(made.body), unsubscribe=False,
        )  # fmt: skip
        queue_house_letter(now=clock.now(), letter=letter)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell the owner of a known address that somebody signed up with it; whoever did so sees no difference.

        A password is hashed for nothing here, because a new member's is, and the time it takes would tell.
        """
        make_password(email)
        super().send_account_already_exists_mail(email)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Always; and where allauth knows no way to ask (no password, no second factor), by a mailed link."""
        user = self.request.user
        if not get_reauthentication_flows(user) and not _came_by_link_lately(self.request):
            raise ReauthenticationRequired
        return True

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """allauth's ways in our words; a mailed link for who has no other, so that nobody is locked out."""
        ways = super().get_reauthentication_methods(user)
        for way in ways:
            way["description"] = WAYS.get(way["id"], way["description"])
        if not ways and user.is_authenticated:
            address = reverse("account_reauthenticate_link")
            ways = [{"id": BY_LINK, "description": "Send me a link", "url": address}]
        return ways


WAYS = {
    "reauthenticate": "Use your password",
    "mfa_reauthenticate": "Use a code",
    "mfa_reauthenticate:webauthn": "Use a passkey",
}


def invitation_of(request: HttpRequest) -> Invitation | None:
    """The living invitation this browser came with."""
    secret = request.session.get(INVITED, "") if hasattr(request, "session") else ""
    return queries.living_invitation(secret, clock.now()) if secret else None


def _came_by_link_lately(request: HttpRequest) -> bool:
    from allauth.account import app_settings

    since = clock.now().timestamp() - app_settings.REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return any(record.get("reauthenticated") and record["at"] > since for record in records)
