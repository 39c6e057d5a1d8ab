"""Every table says what personal data it holds and how it is erased; no migration is missing."""

from __future__ import annotations

import inspect
from collections.abc import Iterable

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.test.utils import isolate_apps

NOTES = ("Personal data:", "Erased:")


def our_models() -> list[type[models.Model]]:
    """The product's own tables."""
    return [model for model in apps.get_models() if model.__module__.startswith("grapevine.")]


def silent_models(all_models: Iterable[type[models.Model]]) -> list[str]:
    """Models whose docstring lacks a note, or has one with nothing behind it."""
    found = []
    for model in all_models:
        told = [line.strip() for line in inspect.cleandoc(model.__doc__ or "").splitlines()]
        for note in NOTES:
            if not any(line.startswith(note) and line != note for line in told):
                found.append(f"{model._meta.label}: no line `{note} ...`")
    return found


def test_every_model_says_what_it_knows_of_people_and_how_that_goes() -> None:
    assert silent_models(our_models()) == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@isolate_apps("grapevine.domain.people")
def test_a_silent_model_is_seen() -> None:
    class Told(models.Model):
        """A thing.

        Personal data: a name.
        Erased: with its owner.
        """

        class Meta:
            app_label = "people"

    class Half(models.Model):
        """Personal data: a name.
        Erased:
        """

        class Meta:
            app_label = "people"

    assert silent_models([Told, Half]) == ["people.Half: no line `Erased: ...`"]


@pytest.mark.django_db
@isolate_apps("grapevine.domain.people")
def test_a_missing_migration_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unmigrated(models.Model):
        class Meta:
            app_label = "people"

    registry = Unmigrated._meta.apps
    monkeypatch.setattr("django.core.management.commands.makemigrations.apps", registry)
    with pytest.raises(SystemExit):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
