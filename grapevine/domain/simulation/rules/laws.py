"""The laws of the made-up world, with the constants that bring it near to what is published of real chapters.

Source of each: docs/methods/simulator.md, which also shows how near it comes.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Laws:
    """How people are and how a week goes. Weeks and half-lives in weeks; shifts are shares of what is missing to 1."""

    #: Members of a chapter; chapters that refer to each other.
    seats: int = 31
    chapters: int = 32
    #: How well a profession can refer another one: within a sphere, else; both times a lognormal of this sd.
    same_sphere: float = 2.6
    other_sphere: float = 0.8
    affinity_sd: float = 0.7
    #: And each two people, in each direction: lognormal of this sd.
    suits_sd: float = 1.4
    #: How much of themselves members give to it: lognormal of median 1.
    engagement_sd: float = 0.45
    generosity_shape: float = 8.0
    takers: float = 0.08
    taker_gives: float = 0.2
    pull_shape: float = 4.0
    pull_engagement: float = 1.6
    #: One-to-ones begun a week.
    one_to_ones: float = 0.5
    attention_engagement: float = 0.9
    attention_sd: float = 0.4
    #: Whom one asks to a one-to-one is weighed by this much for anybody, and depth to this power.
    anybody: float = 0.1
    again: float = 2.0
    attendance: float = 0.88
    #: Latent depth lies between this and 1.
    least_depth: float = 0.05
    depth_half_life: float = 20.0
    by_one_to_one: float = 0.35
    by_meeting: float = 0.012
    by_give: float = 0.06
    taught: float = 0.25
    taught_half_life: float = 39.0
    #: Referrals given a week at generosity and opportunity 1, and the part of them to other chapters, where pull counts
    #: by this power.
    referrals: float = 0.92
    to_other_chapters: float = 0.35
    pull_elsewhere: float = 1.0
    #: Opportunity is the sum of one's weights beside this share of what it would be if all were known and taught.
    opportunity: float = 0.4
    opportunity_power: float = 0.5
    weight_least_depth: float = 0.08
    weight_untaught: float = 0.4
    #: Each referral received lately from somebody makes one to them so much likelier, up to this factor.
    reply: float = 0.2
    reply_half_life: float = 13.0
    reply_most: float = 1.4
    won: float = 0.34
    value_median: float = 1494.0
    value_sigma: float = 1.48
    close_days: float = 35.0
    close_sigma: float = 0.9
    #: Weeks lived before the first that is told, so that it does not begin among strangers.
    weeks_before: int = 40


DEFAULT = Laws()
