"""Tells Django about this package."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.referrals"
    label = "referrals"
    verbose_name = "Referrals"
