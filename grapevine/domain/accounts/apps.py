"""Tells Django about this package."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.accounts"
    label = "accounts"
    verbose_name = "Accounts"
