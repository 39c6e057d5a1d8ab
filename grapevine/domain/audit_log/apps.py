"""Tells Django about this package."""

from django.apps import AppConfig


class AuditLogConfig(AppConfig):
    """The package as a Django app."""

    name = "grapevine.domain.audit_log"
    label = "audit_log"
    verbose_name = "Audit log"
