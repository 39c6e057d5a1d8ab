"""Putting a made-up organisation into the tables: ``making`` is the one verb, the others each write their rows."""

from .making import Made, make_organisation

__all__ = ["Made", "make_organisation"]
