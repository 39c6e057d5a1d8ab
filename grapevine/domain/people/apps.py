"""Tells Django about this package."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.people"
    label = "people"
    verbose_name = "People"
