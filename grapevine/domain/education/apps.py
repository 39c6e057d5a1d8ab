"""Tells Django about this package."""

from django.apps import AppConfig


class EducationConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.education"
    label = "education"
    verbose_name = "Education"
