"""Tells Django about this package."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.stories"
    label = "stories"
    verbose_name = "Stories"
