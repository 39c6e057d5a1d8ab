"""The tables of insights: what was counted and is kept until it is counted anew."""

from .organisation import OrganisationFigures
from .survey import Counted, Survey, SurveyTally, SurveyVoice

__all__ = ["Counted", "OrganisationFigures", "Survey", "SurveyTally", "SurveyVoice"]
