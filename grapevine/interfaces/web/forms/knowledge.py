"""The form of one thing known of somebody."""

from __future__ import annotations

from django import forms

from grapevine.domain.people.rules.knowledge import HEADINGS, SOURCES
from grapevine.interfaces.web.forms.ledgers import Day, NoteField


class KnowledgeForm(forms.Form):
    """Change what is known."""

    heading = forms.ChoiceField(label="Under", choices=list(HEADINGS.items()), widget=forms.RadioSelect)
    text = NoteField(label="What you know", max_length=1000)
    source = forms.ChoiceField(label="How you know", choices=list(SOURCES.items()), widget=forms.RadioSelect)
    heard_from = forms.CharField(label="Heard from", required=False, max_length=200)
    on = Day(label="Since when", error_messages={"required": "On which day did you learn it?"})


class NewKnowledgeForm(KnowledgeForm):
    """Write something down on the page of a person: today, unless they say otherwise."""

    source = forms.CharField(required=False)
    on = Day(required=False, error_messages={"invalid": "Write the day as year-month-day."})
