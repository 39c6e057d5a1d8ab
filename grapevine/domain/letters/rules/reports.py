"""Delivery reports (RFC 3464): what one says of one recipient, and whether it means that the letter did not arrive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """``message_id`` of the letter it is about; ``action``: failed, delayed, delivered, relayed or expanded; ``status``
    as 5.1.1; ``said``: what the other server answered."""

    message_id: str
    action: str
    status: str
    said: str


def is_bounce(report: Report) -> bool:
    """Whether the letter did not arrive for good. A delay is none, and neither is what does not name its letter."""
    lasting = report.status.startswith("5") or not report.status
    return bool(report.message_id) and report.action.lower() == "failed" and lasting
