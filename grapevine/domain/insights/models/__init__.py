"""The tables of insights: what was counted and is kept until it is counted anew."""

from .organisation import OrganisationFigures

__all__ = ["OrganisationFigures"]
