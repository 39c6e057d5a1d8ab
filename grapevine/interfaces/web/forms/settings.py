"""Forms of the settings page."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import available_timezones

from django import forms

from grapevine.domain.accounts.rules.access import SCOPES
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.interfaces.web.person_work import choices

TEMPO_LABELS = {
    "standard": "Standard: half fades in a month or two",
    "slow": "Slow: for ties kept up over years",
    "chat": "Fast: for those you write with daily",
}
THEMES = [("auto", "As the device says"), ("light", "Day"), ("dark", "Night")]
LIFETIMES = [("30", "In a month"), ("90", "In three months"), ("365", "In a year"), ("", "Never")]


@lru_cache(maxsize=1)
def zones() -> list[tuple[str, str]]:
    """Every time zone this machine knows."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix")))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]


class ProfileForm(forms.Form):
    """You and your work."""

    name = forms.CharField(max_length=200, label="Your name")
    profession = forms.CharField(max_length=200, required=False, label="What you do")
    profession_key = forms.ChoiceField(
        choices=lambda: [("", "As read from what you do"), *choices()], required=False, label="Listed as",
        help_text="By this, others are found whose clients need you.",
    )
    firm = forms.CharField(max_length=200, required=False, label="Firm")
    place = forms.CharField(max_length=200, required=False, label="Where")
    time_zone = forms.ChoiceField(choices=zones, label="Time zone")
    theme = forms.ChoiceField(choices=THEMES, label="Colours")


class TempoForm(forms.Form):
    """How fast closeness fades when nothing happens."""

    tempo = forms.ChoiceField(
        label="How fast it fades", widget=forms.RadioSelect, choices=[(name, TEMPO_LABELS[name]) for name in TEMPOS]
    )


class OwnAddressesForm(forms.Form):
    """Other addresses the member writes from."""

    emails = forms.CharField(
        label="Other addresses you write from", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line. Mail and calendars tell by them what came from you.",
    )  # fmt: skip


class TokenForm(forms.Form):
    """A key for a program."""

    name = forms.CharField(max_length=100, label="What is it for")
    scopes = forms.MultipleChoiceField(
        label="It may", choices=[(scope, scope) for scope in SCOPES], widget=forms.CheckboxSelectMultiple
    )
    expires = forms.ChoiceField(label="It ends", choices=LIFETIMES, required=False, initial="365")
