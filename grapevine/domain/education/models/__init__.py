"""The tables of this package: briefs (``brief``) and the last ten clients (``last_ten``)."""

from grapevine.domain.education.models.brief import Brief, BriefReader, BriefVersion
from grapevine.domain.education.models.last_ten import RecentClient

__all__ = ["Brief", "BriefReader", "BriefVersion", "RecentClient"]
