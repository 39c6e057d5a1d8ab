"""What I know of the tie between two others: how well they know each other, how sure I am, since when.

    p = (0.05 + 0.75 depth / 100) * how sure,  halved when it was noted more than three years ago
    same firm, nothing else known: p = 0.15

The depth stands for the words: met 10, know each other 40, close 70. A guess until introductions have been counted.
"""

from __future__ import annotations

from grapevine.domain.network.rules.paths import tie

#: How well they know each other -> what it is called.
HOW_WELL = {"met": "have met", "know": "know each other", "close": "are close"}
MET, KNOW, CLOSE = HOW_WELL
#: The depth of one's own relationships that stands for as much.
DEPTH = {MET: 10.0, KNOW: 40.0, CLOSE: 70.0}

#: How I know -> what it is called.
HOW_SURE = {"told": "One of them told me", "seen": "I saw them together", "heard": "I heard it", "guess": "I think so"}
TOLD, SEEN, HEARD, GUESS = HOW_SURE
#: What is left of p.
SURE = {TOLD: 1.0, SEEN: 1.0, HEARD: 0.7, GUESS: 0.4}


def why(how_well: str, how_sure: str) -> str:
    """Both in one breath: "know each other (one of them told me)"."""
    sure = HOW_SURE[how_sure]
    return f"{HOW_WELL[how_well]} ({sure if sure.startswith('I ') else sure[0].lower() + sure[1:]})"


#: Older than this many days, half of p is left.
FRESH_DAYS = 3 * 365.0
OLD_SHARE = 0.5

#: Two people of one firm, of whom nothing else is known. Two such ties in one path are never worth showing.
SAME_FIRM = 0.15


def chance(how_well: str, how_sure: str, noted: float, at: float) -> float:
    """p of the tie between two others at `at`, noted at `noted` (days): above 0, at most 0.575."""
    p = tie.probability(DEPTH[how_well], at, at, consent=True) * SURE[how_sure]
    return p if at - noted <= FRESH_DAYS else p * OLD_SHARE


#: From this value on -> what a path is called.
WARM, POSSIBLE, LONG = "warm", "possible", "a long shot"
WARM_FROM, POSSIBLE_FROM = 0.2, 0.06


def said(value: float) -> str:
    """A path's value in words."""
    return WARM if value >= WARM_FROM else POSSIBLE if value >= POSSIBLE_FROM else LONG
