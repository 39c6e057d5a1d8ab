"""Lessons, teach-backs and the choice about refreshers, for the complete archive."""

from grapevine.interfaces.exchange.lessons.records import parts

__all__ = ["parts"]
