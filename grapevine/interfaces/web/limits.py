"""Limits on attempts: what is counted beside allauth's own counts, and the page that says when to try again."""

from __future__ import annotations

import math

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse

from grapevine.interfaces.web import errors

#: Our own, in allauth's notation: per place, and per address or secret given. A chapter that meets sits behind one
#: address; nobody guesses a secret in so few attempts, whether they are thirty or a hundred and twenty.
OURS = {
    "sign_in_link": "20/10m/ip",
    "letter": "3/10m/key",
    "use_link": "120/10m/ip",
    "join": "30/10m/ip",
    "questions": "30/10m/ip",
    "teach_back": "60/10m/ip",
    "partner": "60/10m/ip",
    "referral": "60/10m/ip",
    "intake": "20/h/ip",
    "intake_page": "60/h/key",
    "link": "30/10m/ip",
    "brief": "30/10m/ip",
    "story": "60/10m/ip",
    "comment": "10/10m/ip",
    "stop": "30/10m/ip",
    "calendar": "30/10m/ip",
    "calendar_read": "60/h/key",
}
#: Which limits stand behind a page that answered "too often": page -> (app, action).
BEHIND = {
    "account_login": ("allauth.account", "login"),
    "account_signup": ("allauth.account", "signup"),
    "account_reset_password": ("allauth.account", "reset_password"),
    "account_reset_password_from_key": ("allauth.account", "reset_password_from_key"),
    "account_change_password": ("allauth.account", "change_password"),
    "account_set_password": ("allauth.account", "change_password"),
    "account_email": ("allauth.account", "manage_email"),
    "account_reauthenticate": ("allauth.account", "reauthenticate"),
    "mfa_reauthenticate": ("allauth.account", "reauthenticate"),
    "mfa_reauthenticate_webauthn": ("allauth.account", "reauthenticate"),
    "mfa_login_webauthn": ("allauth.mfa", "webauthn_login"),
}
#: Said where the limit is not known, in seconds.
LONGEST = 600
#: How long a limit by the hour may last, in seconds.
HOUR = 3_600


def within(request: HttpRequest, action: str, key: str = "") -> bool:
    """Count one attempt of OURS; False when there were too many. Counted for all processes together."""
    return ratelimit.consume(request, app="grapevine", action=action, config=OURS, key=key, limit_get=True) is not None


def too_often(request: HttpRequest, seconds: float = LONGEST) -> HttpResponse:
    """The page that says when to try again. After so long a rest every limit is free, whoever else tried."""
    minutes = max(1, math.ceil(seconds / 60))
    wait = "a minute" if minutes == 1 else f"{minutes} minutes"
    answer = errors.page(request, 429, f"You can try again in {wait}.")
    answer.headers["Retry-After"] = str(minutes * 60)
    return answer


def handler429(request: HttpRequest) -> HttpResponse:
    """What allauth shows when one of its limits is reached."""
    match = request.resolver_match
    found = BEHIND.get(match.url_name or "") if match else None
    rates = ratelimit.get_rates(app=found[0], action=found[1]) if found else []
    return too_often(request, max((rate.duration for rate in rates), default=LONGEST))
