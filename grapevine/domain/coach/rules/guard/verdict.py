"""How much a draft reads as a pitch, and what the guard says about it. METHODS, rule 10.

    z = -0.4 + 1.1 * sum(transactional) - 1.0 * sum(relational) + tone;   p = 1 / (1 + e^-z)
    a pitch:  p >= .5 with words of one's own business (an offer, a sales call, proof, an ask for a referral) or with
              two transactional families;  p >= .62 with another one;  p >= .85 where a need is asked about and nothing
              else: friends ask that, too;  p >= .75 where there is nothing but the tone, or a price, a time, a push, a
              reminder: friends speak of these, and sell nothing with them, so they count as no family here

A family weighs once what its heaviest phrase weighs; each repeat adds 30 %, at most twice. The stage of the
relationship and whether it is ready to ask decide what is said, never whether the draft is a pitch.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from grapevine.domain.coach.rules.guard.phrases import RELATIONAL, TRANSACTIONAL, Family
from grapevine.domain.coach.rules.guard.reading import Hit, hits, is_english
from grapevine.domain.coach.rules.guard.tone import KINDS, tones
from grapevine.domain.depth.rules import ready as asking
from grapevine.domain.depth.rules.stage import REFERRING, SEEN, TRUSTED

START, TRANSACTIONAL_FACTOR, RELATIONAL_FACTOR = -0.4, 1.1, 1.0
REPEAT, REPEATS_MOST = 0.3, 2
#: From here on it reads as a pitch, with words of one's own business or two families of cues; with one other family,
#: only from the second on.
PITCH_FROM, ALONE_FROM = 0.5, 0.62
#: Families in which the writer's own business is spoken of: one of them is enough.
OWN_BUSINESS = frozenset({"offer_described", "offer_named", "sales_call", "proof", "referral"})
#: "Do you need a ladder?": by itself it is a pitch only where everything else sounds like one.
PROBE, PROBE_FROM = "probe", 0.85
#: Families that accompany a pitch and make none: they need so much by themselves.
ACCOMPANY = frozenset({"price", "timed_call", "push", "chase"})
ACCOMPANY_FROM = 0.75

STOP, HINT, SILENT, CANNOT_TELL = "stop", "hint", "silent", "cannot_tell"
_ADVICE = {
    SEEN: "Not yet: they hardly know you. Give something first, and keep the ask for later.",
    TRUSTED: "They trust you, so this may be heard. Have you given lately, and thanked for what you got?",
}
_FOREIGN = "This does not look like English, and the guard reads English only. It says nothing about this draft."
_SHOWN_FIRST = 2


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that count, with what they add to z: above 0 towards a pitch, below 0 away from it, 0 beyond the
    repeats that count. The weights of all cues and START add up to z. Those of the tone come last, at the first word of
    their kind."""

    hit: Hit
    weight: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it reads as a pitch, how sure (0..1), which words say so, and what to do about it.

    voice: stop (give first), hint (what is still missing), silent, or cannot_tell (not English). It never blocks.
    """

    pitch: bool
    p: float
    cues: tuple[Cue, ...]
    voice: str
    advice: str

    def of_tone(self) -> tuple[Cue, ...]:
        """The small words: what they add says how the draft sounds, whatever it is about."""
        kinds = {kind.family for kind in KINDS}
        return tuple(cue for cue in self.cues if cue.hit.family in kinds)

    def against(self) -> tuple[Cue, ...]:
        """The transactional words, the heaviest first: the ones to name."""
        return tuple(sorted((cue for cue in self.cues if cue.weight > 0), key=lambda cue: -cue.weight))


def judge(draft: str, stage: str, ready: asking.Verdict | None = None) -> Verdict:
    """The verdict on a draft to somebody at this stage; ``ready``: whether it is time to ask them, if that is known."""
    found = _weighed(hits(draft))
    cues = (*found, *(Cue(hit, weight) for hit, weight in tones(draft)))
    z = START + sum(cue.weight for cue in cues)
    p = 1.0 / (1.0 + math.exp(-z))
    families = {cue.hit.family.name for cue in found if cue.hit.family.side == TRANSACTIONAL}
    pitch = p >= _from(families)
    if not found and not is_english(draft):
        return Verdict(False, p, (), CANNOT_TELL, _FOREIGN)
    voice = _voice(pitch, stage, ready)
    return Verdict(pitch, p, cues, voice, _advice(voice, stage, ready, cues))


def _from(families: set[str]) -> float:
    """From which p on a draft with words of these transactional families is a pitch."""
    telling = families - ACCOMPANY
    if not telling:
        return ACCOMPANY_FROM
    if telling == {PROBE}:
        return PROBE_FROM
    return PITCH_FROM if len(telling) > 1 or telling & OWN_BUSINESS else ALONE_FROM


def _weighed(found: list[Hit]) -> tuple[Cue, ...]:
    """Each hit with its part of z: the heaviest of a family whole, two more 30 % of it, the rest nothing."""
    heaviest: dict[Family, Hit] = {}
    for hit in found:
        if hit.family not in heaviest or hit.weight > heaviest[hit.family].weight:
            heaviest[hit.family] = hit
    repeats = dict.fromkeys(heaviest, 0)
    cues = []
    for hit in found:
        best = heaviest[hit.family]
        share = 1.0
        if hit is not best:
            repeats[hit.family] += 1
            share = REPEAT if repeats[hit.family] <= REPEATS_MOST else 0.0
        factor = -RELATIONAL_FACTOR if hit.family.side == RELATIONAL else TRANSACTIONAL_FACTOR
        cues.append(Cue(hit, share * best.weight * factor))
    return tuple(cues)


def _voice(pitch: bool, stage: str, ready: asking.Verdict | None) -> str:
    if not pitch or stage == REFERRING or (ready is not None and ready.ready):
        return SILENT
    return STOP if stage == SEEN else HINT


def _advice(voice: str, stage: str, ready: asking.Verdict | None, cues: tuple[Cue, ...]) -> str:
    """In a few sentences; empty when there is nothing to say."""
    if voice == SILENT:
        return ""
    said = list(dict.fromkeys(cue.hit.family.says for cue in cues if cue.weight > 0))
    named = f"This draft {' and '.join(said[:_SHOWN_FIRST])}."
    missing = f"{ready.reason} {ready.step}" if ready is not None else _ADVICE[stage]
    return f"{named} {missing}"
