"""The forms of accounts of contacts."""

from __future__ import annotations

from django import forms

_HIDDEN = {"autocomplete": "off", "spellcheck": "false"}
_WHERE = (
    "The address book server of your provider or your own, such as contacts.icloud.com, carddav.fastmail.com or "
    "https://cloud.example.org/remote.php/dav. Google's own does not take passwords; export there instead."
)


class ConnectForm(forms.Form):
    """Where the contacts are, and how to get in."""

    address = forms.CharField(
        max_length=500, label="Address of the server", help_text=_WHERE,
        widget=forms.TextInput(attrs={**_HIDDEN, "inputmode": "url"}),
    )  # fmt: skip
    user = forms.CharField(max_length=254, label="Your name there", widget=forms.TextInput(attrs=_HIDDEN))
    password = forms.CharField(
        max_length=500, strip=False, label="Password there",
        help_text="Best one made for apps, as many providers offer. We keep it locked up and show it to nobody.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip


class PasswordForm(forms.Form):
    """Another password."""

    password = forms.CharField(
        max_length=500, strip=False, label="Password there",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
