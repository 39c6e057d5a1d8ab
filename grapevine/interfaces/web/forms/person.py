"""The form of a person: one field each for what there is once, a group of rows for what there can be many of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet

from grapevine.domain.people.rules.card import FIELDS, SEGMENTS, Card, Labelled, Postal

TAG_SEPARATOR = ","
SECTIONS = (
    ("Name", "As you would write it on an envelope.", ("name", "nickname", "prefix", "given", "middle", "family",
                                                       "suffix", "phonetic")),
    ("Work and place in your life", "", ("firm", "title", "profession", "department", "segment", "tags")),
    ("Note", "Only you see this.", ("note",)),
)  # fmt: skip
LABELS = {
    "name": "Name", "nickname": "What you call them", "prefix": "Title before", "given": "First name",
    "middle": "Middle name", "family": "Last name", "suffix": "After the name", "phonetic": "How it is said",
    "firm": "Firm", "title": "Job title", "profession": "Profession", "department": "Department",
    "note": "What you want to remember",
}  # fmt: skip
SEGMENT_CHOICES = [("", "Not sorted yet"), *SEGMENTS.items()]


class PersonForm(forms.Form):
    """What a person has once."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    segment = forms.ChoiceField(choices=SEGMENT_CHOICES, required=False, label="Part of life")
    tags = forms.CharField(required=False, max_length=5000, label="Tags", help_text="With commas between them.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, limit in FIELDS.items():
            if name == "segment":
                continue
            widget = forms.Textarea(attrs={"rows": 4}) if name == "note" else forms.TextInput()
            self.fields[name] = forms.CharField(
                max_length=limit, required=False, label=LABELS[name], widget=widget, strip=False
            )


class LabelledForm(forms.Form):
    """One mail, phone, link, date or fact with its label."""

    value = forms.CharField(required=False, max_length=2000)
    label = forms.CharField(required=False, max_length=60, label="Which")
    primary = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def made(self) -> Labelled | None:
        """The value as the domain knows it; None for an empty row."""
        said = self.cleaned_data
        return Labelled(said["value"], said["label"], said["primary"]) if said.get("value") else None


class MailForm(LabelledForm):
    """A mail address."""

    value = forms.CharField(required=False, max_length=2000, label="Mail",
                            widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}))  # fmt: skip
    primary = forms.BooleanField(required=False, label="The main one")


class PhoneForm(LabelledForm):
    """A phone number."""

    value = forms.CharField(required=False, max_length=2000, label="Phone",
                            widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}))  # fmt: skip
    primary = forms.BooleanField(required=False, label="The main one")


class LinkForm(LabelledForm):
    """A web page or profile."""

    value = forms.CharField(required=False, max_length=2000, label="Address of the page")


class DateForm(LabelledForm):
    """A day that matters."""

    value = forms.CharField(required=False, max_length=2000, label="Day",
                            help_text="1980-05-04, or --05-04 without the year")  # fmt: skip


class FactForm(LabelledForm):
    """Something known of them."""

    value = forms.CharField(required=False, max_length=2000, label="What you know")


class AddressForm(forms.Form):
    """A postal address, in parts or as one text."""

    label = forms.CharField(required=False, max_length=60, label="Which")
    street = forms.CharField(required=False, max_length=300)
    postcode = forms.CharField(required=False, max_length=300, label="Postal code")
    city = forms.CharField(required=False, max_length=300)
    region = forms.CharField(required=False, max_length=300, label="State or region")
    country = forms.CharField(required=False, max_length=300)
    formatted = forms.CharField(
        required=False, max_length=1000, label="Or as one text", widget=forms.Textarea(attrs={"rows": 2}), strip=False
    )

    def made(self) -> Postal | None:
        """The address as the domain knows it; None for an empty row."""
        postal = Postal(**{name: self.cleaned_data.get(name, "") for name in self.fields})
        return postal if postal.one_line else None


#: Field of the card -> (title of the group, form of a row, words of the button for one more).
GROUPS: dict[str, tuple[str, type[forms.Form], str]] = {
    "emails": ("Mail", MailForm, "Another mail"),
    "phones": ("Phone", PhoneForm, "Another phone"),
    "addresses": ("Address", AddressForm, "Another address"),
    "links": ("Web pages", LinkForm, "Another page"),
    "dates": ("Days that matter", DateForm, "Another day"),
    "facts": ("Good to know", FactForm, "Another thing"),
}
MOST_ROWS = 100


class PersonForms:
    """The form and its groups together."""

    def __init__(self, card: Card, revision: int | None = None, data: Mapping[str, Any] | None = None) -> None:
        self.card = card
        plain = {name: getattr(card, name) for name in FIELDS}
        initial = {**plain, "tags": f"{TAG_SEPARATOR} ".join(card.tags), "revision": revision}
        self.form = PersonForm(data, initial=initial)
        self.sets: dict[str, BaseFormSet] = {
            name: _formset(name, [asdict(value) for value in getattr(card, name)], data) for name in GROUPS
        }

    @property
    def groups(self) -> list[tuple[str, BaseFormSet, str]]:
        """The groups as people/edit.html wants them."""
        return [(title, self.sets[name], more) for name, (title, _, more) in GROUPS.items()]

    def is_valid(self) -> bool:
        """Whether everything can be read; every part says what is wrong with it."""
        return all([self.form.is_valid(), *[formset.is_valid() for formset in self.sets.values()]])

    def made(self) -> Card:
        """The card that the forms say; call after :meth:`is_valid`."""
        said = dict(self.form.cleaned_data)
        said.pop("revision")
        tags = tuple(tag for tag in (part.strip() for part in said.pop("tags").split(TAG_SEPARATOR)) if tag)
        lists: dict[str, Any] = {
            name: tuple(made for row in formset if (made := row.made()) is not None)
            for name, formset in self.sets.items()
        }
        return replace(self.card, **said, tags=tags, **lists)


def with_another(data: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """What was sent, with one more row in a group."""
    grown = {name: data[name] for name in data}
    total = f"{prefix}-TOTAL_FORMS"
    if prefix in GROUPS and str(grown.get(total, "")).isdecimal():
        grown[total] = str(min(int(grown[total]) + 1, MOST_ROWS))
    return grown


def _formset(name: str, values: list[dict[str, Any]], data: Mapping[str, Any] | None) -> BaseFormSet:
    extra = 0 if values else 1
    made = forms.formset_factory(GROUPS[name][1], extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 1)
    return made(data, initial=values, prefix=name)
