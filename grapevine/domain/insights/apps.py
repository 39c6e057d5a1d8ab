"""Tells Django about this package."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.insights"
    label = "insights"
    verbose_name = "Insights"
