"""Writes of today's list: ``answering`` its lines, and ``restoring`` what an archive says was put aside."""

from .answering import Done, bring_back, done, later, set_aside, undo
from .restoring import restore_asides, withdraw_asides

__all__ = ["Done", "bring_back", "done", "later", "restore_asides", "set_aside", "undo", "withdraw_asides"]
