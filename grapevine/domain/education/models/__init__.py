"""The tables of this package: the weekly ask (``asks``), briefs (``brief``), the last ten clients (``last_ten``), and
lessons with what comes of them (``lessons``).
"""

from grapevine.domain.education.models.asks import Ask, AskHearing
from grapevine.domain.education.models.brief import Brief, BriefReader, BriefVersion
from grapevine.domain.education.models.last_ten import RecentClient
from grapevine.domain.education.models.lessons import Card, Learner, Lesson, TeachBack

__all__ = [
    "Ask",
    "AskHearing",
    "Brief",
    "BriefReader",
    "BriefVersion",
    "Card",
    "Learner",
    "Lesson",
    "RecentClient",
    "TeachBack",
]
