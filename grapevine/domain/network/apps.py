"""Tells Django about this package."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.network"
    label = "network"
    verbose_name = "Network"
