"""Pure rules of professions: the catalogue, a profession by its name, and who feeds whom."""

from grapevine.domain.professions.rules.feeding import (
    Complement,
    competitors,
    complement,
    feeds,
    moments_heard_by,
    moments_served_by,
)
from grapevine.domain.professions.rules.finding import moments_about, partners_of, professions_about
from grapevine.domain.professions.rules.naming import profession_named
from grapevine.domain.professions.rules.reading import MOMENTS, PROFESSIONS
from grapevine.domain.professions.rules.shapes import SPHERES, WHOM, Moment, Profession
from grapevine.domain.professions.rules.titles import Guess, recognise
from grapevine.domain.professions.rules.work import Work, how_sure, work_of

__all__ = [
    "MOMENTS",
    "PROFESSIONS",
    "SPHERES",
    "WHOM",
    "Complement",
    "Guess",
    "Moment",
    "Profession",
    "Work",
    "competitors",
    "complement",
    "feeds",
    "how_sure",
    "moments_about",
    "moments_heard_by",
    "moments_served_by",
    "partners_of",
    "profession_named",
    "professions_about",
    "recognise",
    "work_of",
]
