"""Writes of depth: what every touch, give and rating adds, the five answers, corrections, links between members."""

from grapevine.domain.depth.actions.corrections import correct_part, take_back_correction
from grapevine.domain.depth.actions.credit import Credit, credit, forget, replace_sums
from grapevine.domain.depth.actions.ratings import add_rating, answer_questions, delete_ratings, rate_person

__all__ = [
    "Credit",
    "add_rating",
    "answer_questions",
    "correct_part",
    "credit",
    "delete_ratings",
    "forget",
    "rate_person",
    "replace_sums",
    "take_back_correction",
]
