"""Writes of today's list: ``answering`` its lines, and ``restoring`` what an archive says was put aside."""

from .answering import Done, bring_back, done, later, set_aside, undo
from .restoring import restore, withdraw

__all__ = ["Done", "bring_back", "done", "later", "restore", "set_aside", "undo", "withdraw"]
