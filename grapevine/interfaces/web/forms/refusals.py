"""A refusal of the domain, put where the form can show it."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from grapevine.kit.errors import Refused


def refuse(form: forms.BaseForm, refusal: Refused, called: Mapping[str, str] | None = None) -> None:
    """Show the reason at the field it names (``called``: field of the domain -> field of the form), else on top."""
    field = (called or {}).get(refusal.field, refusal.field)
    form.add_error(field if field in form.fields else None, refusal.reason)
