"""Tells Django about this package."""

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.webhooks"
    label = "webhooks"
    verbose_name = "Webhooks"
