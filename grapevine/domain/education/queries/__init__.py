"""Reads of briefs (``briefs``) and of the worksheet of the last ten clients (``last_ten``)."""

from grapevine.domain.education.queries.briefs import (
    CurrentBrief,
    PublicBrief,
    brief,
    brief_for,
    briefs,
    main_brief,
    public_brief,
    readers,
    readers_of,
    version,
    versions,
)

__all__ = [
    "CurrentBrief",
    "PublicBrief",
    "brief",
    "brief_for",
    "briefs",
    "main_brief",
    "public_brief",
    "readers",
    "readers_of",
    "version",
    "versions",
]
