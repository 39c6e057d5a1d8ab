"""Tells Django about this package."""

from django.apps import AppConfig


class TouchesConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.touches"
    label = "touches"
    verbose_name = "Touches"
