"""What is missing and what comes: audit, insights, goals, forecast."""

from __future__ import annotations

from django.urls import URLPattern, path

from grapevine.interfaces.web import (
    audit,
)

PATTERNS: list[URLPattern] = [
    path("audit", audit.audit, name="audit"),
    path("audit.csv", audit.as_csv, name="audit_csv"),
    path("audit/<slug:key>", audit.group, name="audit_group"),
    path("audit/<slug:key>.csv", audit.as_csv, name="audit_group_csv"),
]
