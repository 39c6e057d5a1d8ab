"""The door, the account and its settings."""

from __future__ import annotations

from allauth.account.views import password_set
from django.urls import URLPattern, URLResolver, include, path

from grapevine.interfaces.web import (
    acquaintances,
    devices,
    exports,
    invitations,
    onboarding,
    proof,
    settings,
    sign_in,
    webhooks,
)

PATTERNS: list[URLPattern | URLResolver] = [
    path("sign-in/link", sign_in.ask, name="account_link"),
    path("sign-in/<str:secret>", sign_in.use, name="sign_in_link"),
    path("join/<str:secret>", invitations.join, name="join"),
    path("account/again/link", sign_in.again, name="account_reauthenticate_link"),
    path("account/password/set/", proof.wanted(password_set), name="account_set_password"),
    path("account/second/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("account/", include("allauth.account.urls")),
    path("welcome", onboarding.onboarding, name="onboarding"),
    path("export", exports.export, name="export"),
    path("settings", settings.settings, name="settings"),
    path("settings/theme", settings.theme, name="settings_theme"),
    path("settings/tempo", settings.tempo, name="settings_tempo"),
    path("settings/introductions", acquaintances.askable, name="settings_introductions"),
    path("settings/addresses", settings.addresses, name="settings_addresses"),
    path("settings/devices/<int:pk>/end", devices.end, name="device_end"),
    path("settings/invitations", invitations.invitations, name="invitations"),
    path("settings/invitations/<uuid:uid>/revoke", invitations.revoke, name="invitation_revoke"),
    path("settings/webhooks", webhooks.webhooks, name="webhooks"),
    path("settings/webhooks/<uuid:uid>", webhooks.show, name="webhook"),
    path("settings/webhooks/<uuid:uid>/secret", webhooks.secret, name="webhook_secret"),
    path("settings/webhooks/<uuid:uid>/pause", webhooks.pause, name="webhook_pause"),
    path("settings/webhooks/<uuid:uid>/try", webhooks.trial, name="webhook_try"),
    path("settings/webhooks/<uuid:uid>/remove", webhooks.remove, name="webhook_remove"),
    path("settings/webhooks/messages/<uuid:uid>/replay", webhooks.replay, name="webhook_replay"),
    path("settings/keys", settings.token_create, name="token_create"),
    path("settings/keys/<uuid:uid>/revoke", settings.token_revoke, name="token_revoke"),
]
