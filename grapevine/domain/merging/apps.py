"""Tells Django about this package."""

from django.apps import AppConfig


class MergingConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.merging"
    label = "merging"
    verbose_name = "Merging"
