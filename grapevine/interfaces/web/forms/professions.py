"""The form that says what somebody works as."""

from __future__ import annotations

from django import forms

from grapevine.interfaces.web.person_work import Choices, choices


def _choices() -> Choices:
    return [("", "Read it from their title"), ("none", "None of these"), *choices()]


class ProfessionForm(forms.Form):
    """One profession of the catalogue, none, or left to us."""

    profession_key = forms.ChoiceField(choices=_choices, required=False, label="Profession")
