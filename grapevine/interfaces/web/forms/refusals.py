"""A refusal of the domain, put where the form can show it, and the status of a page that shows it."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from grapevine.kit.errors import Conflict, NotDone


def refuse(form: forms.BaseForm, refusal: NotDone, called: Mapping[str, str] | None = None) -> None:
    """Show the reason at the field it names (``called``: field of the domain -> field of the form), else on top."""
    field = (called or {}).get(refusal.field, refusal.field)
    form.add_error(field if field in form.fields else None, refusal.reason)


def status_of(refusal: NotDone | None) -> int:
    """The status of a page that stands as before and says why not: 200 without a refusal, 409 for a conflict."""
    if refusal is None:
        return 200
    return 409 if isinstance(refusal, Conflict) else 422
