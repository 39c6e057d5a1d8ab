"""Tells Django about this package."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.imports"
    label = "imports"
    verbose_name = "Imports"
