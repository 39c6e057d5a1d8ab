"""Tells Django about the pages, so that it finds their static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages as a Django app."""

    name = "grapevine.interfaces.web"
    label = "web"
