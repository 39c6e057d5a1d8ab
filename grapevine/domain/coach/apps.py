"""Tells Django about this package."""

from django.apps import AppConfig


class CoachConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.coach"
    label = "coach"
    verbose_name = "Coach"
