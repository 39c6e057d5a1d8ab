"""Tells Django about this package."""

from django.apps import AppConfig


class DepthConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.depth"
    label = "depth"
    verbose_name = "Depth"
