"""Referrals that come in by a public page, and letters about referrals."""

from __future__ import annotations

from django.urls import URLPattern, path

from grapevine.interfaces.web import intake, intake_requests, referral_wishes

PATTERNS: list[URLPattern] = [
    path("b/<str:slug>/refer", intake.refer, name="public_refer"),
    path("referrals/requests", intake_requests.requests, name="referral_requests"),
    path("referrals/requests/<uuid:uid>/accept", intake_requests.accept, name="referral_request_accept"),
    path("referrals/requests/<uuid:uid>/drop", intake_requests.drop, name="referral_request_drop"),
    path("referrals/letters", referral_wishes.wishes, name="referral_wishes"),
]
