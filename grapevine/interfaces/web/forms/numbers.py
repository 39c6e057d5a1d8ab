"""Numbers in forms, which say in our own words what is wrong with one."""

from __future__ import annotations

from django import forms
from django.utils.functional import Promise

_BOUNDS: dict[str, str | Promise] = {
    "min_value": "Write a number that is not below %(limit_value)s.",
    "max_value": "Write a number that is not above %(limit_value)s.",
}


class Whole(forms.IntegerField):
    """A whole number."""

    default_error_messages = {**_BOUNDS, "invalid": "Write it as a whole number, like 12."}


class Number(forms.FloatField):
    """A number, with or without a fraction."""

    default_error_messages = {**_BOUNDS, "invalid": "Write it as a number, like 12 or 2.5."}
