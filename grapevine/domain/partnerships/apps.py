"""Tells Django about this package."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.partnerships"
    label = "partnerships"
    verbose_name = "Partnerships"
