"""Tells Django about this package."""

from django.apps import AppConfig


class GivesConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.gives"
    label = "gives"
    verbose_name = "Gives"
