"""Forms of the second factor: what a passkey is called, and what it may do."""

from __future__ import annotations

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey."""

    name = forms.CharField(
        max_length=60, required=False, label="What to call it", help_text="So that you know it again: “Work laptop”."
    )
    passwordless = forms.BooleanField(
        required=False,
        initial=True,
        label="Sign in with it alone",
        help_text="Without this it is a second step only, after a link or a password.",
    )


class NamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(max_length=60, label="What to call it")
