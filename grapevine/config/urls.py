"""Addresses."""

from __future__ import annotations

from django.urls import path

from grapevine.interfaces.api.main import api

urlpatterns: list = [
    path("api/v1/", api.urls),
]
