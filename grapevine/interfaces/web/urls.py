"""The addresses of the pages: every part of the house brings its own (``addresses/``)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from grapevine.interfaces.web.addresses import (
    accounts,
    coach,
    education,
    everyday,
    imports,
    insights,
    intake,
    network,
    partners,
    people,
    referrals,
    stories,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *accounts.PATTERNS,
    *everyday.PATTERNS,
    *coach.PATTERNS,
    *people.PATTERNS,
    *network.PATTERNS,
    *partners.PATTERNS,
    *education.PATTERNS,
    *referrals.PATTERNS,
    *intake.PATTERNS,
    *stories.PATTERNS,
    *insights.PATTERNS,
    *imports.PATTERNS,
]
