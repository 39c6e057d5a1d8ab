"""Writes of merging: two become one, one becomes two again."""

from grapevine.domain.merging.actions.merge import merge_people
from grapevine.domain.merging.actions.unmerge import unmerge

__all__ = ["merge_people", "unmerge"]
