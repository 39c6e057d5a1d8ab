"""Tells Django about this package."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.goals"
    label = "goals"
    verbose_name = "Goals"
