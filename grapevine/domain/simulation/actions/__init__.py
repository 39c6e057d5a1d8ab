"""Putting a made-up organisation into the tables: ``making`` has the verbs, the others each write their rows."""

from .making import Made, fill_chapter, make_organisation

__all__ = ["Made", "fill_chapter", "make_organisation"]
