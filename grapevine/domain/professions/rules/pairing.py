"""Whether two occupations feed each other, for anybody's words: the professions they mean, or their groups."""

from __future__ import annotations

from grapevine.domain.professions.rules.feeding import Complement, complement, judged
from grapevine.domain.professions.rules.occupations import Occupation, occupation_of, same_group

#: Lifts where one of two is not in the catalogue: of one SOC group (they do alike work), of one sphere, or neither.
#: Judgement: without a moment known, less than two professions of ours that share a sphere and nothing else.
ALIKE, ONE_SPHERE, APART = 0.3, 1.0, 0.6


def pair(a: str, b: str) -> Complement:
    """How far two occupations feed each other: codes, keys, names, aliases, O*NET titles or job titles."""
    return _judge(occupation_of(a), occupation_of(b))


def _judge(a: Occupation, b: Occupation) -> Complement:
    if a.keys and b.keys:
        return _mixed([complement(one, other) for one in a.keys for other in b.keys])
    if a.code and b.code and same_group(a.code, b.code):
        return judged(ALIKE, ALIKE)
    lift = ONE_SPHERE if a.sphere and a.sphere == b.sphere else APART
    return judged(lift, lift)


def _mixed(verdicts: list[Complement]) -> Complement:
    """The mean over every profession that two codes may mean; the moments are those of the best pair."""
    best = max(verdicts, key=lambda one: one.score)
    if len(verdicts) == 1:
        return best
    number = len(verdicts)
    return Complement(
        score=sum(one.score for one in verdicts) / number,
        a_feeds_b=sum(one.a_feeds_b for one in verdicts) / number,
        b_feeds_a=sum(one.b_feeds_a for one in verdicts) / number,
        moments=best.moments,
        a_to_b=best.a_to_b,
        b_to_a=best.b_to_a,
    )
