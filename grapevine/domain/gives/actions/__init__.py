"""Writes of what the two give each other: gives (``ledger``), and promises of them (``promises``)."""

from .ledger import MINUTES_MAX, NOTE_MAX, Draft, check, delete_give, delete_gives, edit_give, log_give, log_gives

__all__ = [
    "MINUTES_MAX", "NOTE_MAX", "Draft", "check", "delete_give", "delete_gives", "edit_give", "log_give", "log_gives",
]  # fmt: skip
