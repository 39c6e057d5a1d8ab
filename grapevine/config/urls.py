"""Addresses."""

from __future__ import annotations

from django.urls import include, path

from grapevine.interfaces.api.main import api

urlpatterns: list = [
    path("api/v1/", api.urls),
    path("", include("grapevine.interfaces.web.urls")),
]
handler400 = "grapevine.interfaces.web.errors.bad_request"
handler403 = "grapevine.interfaces.web.errors.forbidden"
handler404 = "grapevine.interfaces.web.errors.not_found"
handler429 = "grapevine.interfaces.web.limits.handler429"
handler500 = "grapevine.interfaces.web.errors.broken"
