"""A referral as an archive tells it, read strictly: whole and possible, or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from grapevine.domain.referrals.rules.consent import Consent, How
from grapevine.domain.referrals.rules.moves import GIVEN, OUTCOMES, UNSENT, By, Stage
from grapevine.domain.referrals.rules.place import Warmth
from grapevine.domain.referrals.rules.thanks import BOUNDS, MOST, Share
from grapevine.kit.moments import EARLIEST

NOT_OURS = "the referral is not as an archive writes it"
WAYS = ("book", "link", "heard")
TIMES = {"sent": "sent_at", "accepted": "accepted_at", "ended": "ended_at", "told": "told_at"}
#: Longest texts, as the tables have them.
_LONGEST = {"need": 500, "moment": 60, "note": 5_000, "next_step": 300}
_WHOM = {"label": 60, "name": 300, "email": 254, "phone": 60, "about": 5_000, "words": 500}


@dataclass(frozen=True, slots=True)
class Told:
    """One referral: columns of its tables, as they will be written, and its moves in their order."""

    role: By
    shared: dict[str, Any]
    whom: dict[str, Any]
    own: dict[str, Any]
    moves: list[dict[str, Any]]
    thanks: dict[str, Any] | None

    @property
    def latest(self) -> datetime:
        """The last of all its times."""
        others = (self.whom["agreed_at"], self.thanks and self.thanks["at"], *map(self.shared.get, TIMES.values()))
        return max(self.moves[-1]["at"], *filter(None, others))


def read(said: Mapping[str, Any]) -> Told | str:
    """The referral, or why it is none. ``said``: the fields of an archive's record."""
    try:
        return _read(said)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError):
        return NOT_OURS


def _read(said: Mapping[str, Any]) -> Told:
    role, moves = By(said["role"]), [_move(number, each) for number, each in enumerate(json.loads(said["moves"]), 1)]
    _must(role is not By.PROSPECT and all(_fits(said[name], most) for name, most in _LONGEST.items()))
    stages = [""] + [move["to_stage"] for move in moves]
    times = [move["at"] for move in moves]
    _must(times == sorted(times) and [move["from_stage"] for move in moves] == stages[:-1])
    last, whom = moves[-1], _whom(json.loads(said["whom"]))
    stage = Stage(last["to_stage"])
    _must(stage in UNSENT or stage not in GIVEN or whom["consent"] == Consent.GIVEN)
    thanks = _thanks(json.loads(said["thanks"])) if said["thanks"] else None
    _must(thanks is None or stage in (*OUTCOMES, Stage.VOID))
    shared = {
        "stage": stage, "version": len(moves), "before": last["from_stage"], "moved_by": last["by"],
        "moved_at": last["at"], "noted_by": By(said["noted_by"]), "need": said["need"], "moment_key": said["moment"],
        "warmth": Warmth(said["warmth"]), "inside": bool(said["inside"]),
        **{column: _moment(said[name]) for name, column in TIMES.items()},
    }  # fmt: skip
    _must(bool(said["need"]) and (shared["sent_at"] is not None or stage not in GIVEN))
    own = {
        "note": said["note"], "worth": _worth(said["worth"]), "earned": _worth(said["earned"]),
        "next_step": said["next_step"],
        "next_on": date.fromisoformat(said["next_on"]) if said["next_on"] else None,
    }  # fmt: skip
    return Told(role, shared, whom, own, moves, thanks)


def _move(number: int, each: Mapping[str, Any]) -> dict[str, Any]:
    before, after = each["from_stage"], Stage(each["to_stage"])
    _must(each["via"] in WAYS and _fits(each["note"], 1_000) and (before == "" or before in set(Stage)))
    return {
        "number": number, "by": By(each["by"]), "via": each["via"], "from_stage": before, "to_stage": after,
        "correction": bool(each["correction"]), "note": each["note"], "at": _moment(each["at"], needed=True),
    }  # fmt: skip


def _whom(each: Mapping[str, Any]) -> dict[str, Any]:
    _must(all(_fits(each[name], most) for name, most in _WHOM.items()))
    how = each["how"]
    _must(how == "" or how in set(How))
    return {
        **{name: each[name] for name in _WHOM},
        "consent": Consent(each["consent"]), "how": how, "agreed_at": _moment(each["agreed_at"]),
    }  # fmt: skip


def _thanks(each: Mapping[str, Any]) -> dict[str, Any]:
    band = each["band"]
    _must(_fits(each["words"], 2_000) and (band is None or band in range(len(BOUNDS))))
    return {
        "words": each["words"], "share": Share(each["share"]), "amount": _worth(each["amount"]), "band": band,
        "at": _moment(each["at"], needed=True),
    }  # fmt: skip


def _worth(value: int | None) -> int | None:
    _must(value is None or (type(value) is int and 0 <= value <= MOST))
    return value


def _moment(text: str, *, needed: bool = False) -> datetime | None:
    found = datetime.fromisoformat(text) if text else None
    _must(found.tzinfo is not None and found >= EARLIEST if found else not needed)
    return found


def _fits(text: Any, most: int) -> bool:
    """Is it a text of this length that a database takes? Raises ValueError for half of a surrogate pair."""
    return isinstance(text, str) and len(text) <= most and b"\0" not in text.encode()


def _must(holds: bool) -> None:
    if not holds:
        raise ValueError
