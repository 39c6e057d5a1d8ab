"""Tells Django about this package."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.letters"
    label = "letters"
    verbose_name = "Letters"
