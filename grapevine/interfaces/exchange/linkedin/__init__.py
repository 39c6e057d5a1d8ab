"""The files of a LinkedIn data archive: connections, messages, invitations, recommendations, endorsements."""

from __future__ import annotations

from .parties import owner
from .parts import fits, looks_like, part_of
from .reading import read

__all__ = ["fits", "looks_like", "owner", "part_of", "read"]
