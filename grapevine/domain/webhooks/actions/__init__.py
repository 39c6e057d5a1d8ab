"""Writes of webhooks: endpoints (``endpoints``), what they are told (``telling``), its way there (``delivering``)."""

from grapevine.domain.webhooks.actions.telling import JOB, tell

__all__ = ["JOB", "tell"]
