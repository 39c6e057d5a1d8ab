"""Why somebody is suggested, in plain words: the two terms that speak loudest in each direction."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grapevine.domain.partnerships.rules.matching.model import Candidate, Model
from grapevine.domain.partnerships.rules.matching.network import Floats

#: A term that raises the odds by less than a tenth is not told.
_LOUD = 0.1
TOLD, _NAMED = 2, 3


def why(model: Model, person: int, candidate: Candidate, ids: Sequence[str]) -> str:
    """One sentence a direction; one for both where the network has no direction."""
    to = _direction(model, person, candidate.person, candidate.out, ids)
    if not model.network.directed:
        return to
    back = _direction(model, candidate.person, person, candidate.back, ids)
    me, them = ids[person], ids[candidate.person]
    return f"{me} to {them}: {to}; {them} to {me}: {back}"


def _direction(model: Model, source: int, target: int, parts: Floats, ids: Sequence[str]) -> str:
    # The last part is the constant, the same for everybody.
    order = np.argsort(-parts[:-1], kind="stable")[:TOLD]
    told = [_words(model, int(term), source, target, ids) for term in order if parts[term] >= _LOUD]
    return ", ".join(told) or "nothing speaks loudly for it"


def _words(model: Model, term: int, source: int, target: int, ids: Sequence[str]) -> str:
    if term == 0:
        return _common(model, source, target, ids)
    if term > len(model.kinds):
        whose = f"{ids[target]} has" if model.network.directed else "the two have"
        return f"{whose} many ties"
    lift = model.kinds[term - 1]
    attribute = lift.cells.attribute
    mine, theirs = int(attribute.codes[source]), int(attribute.codes[target])
    cell = int(lift.cells.cell[mine, theirs])
    said = f"{lift.ties[cell]:.0f} ties where {lift.expected[cell]:.0f} were to be expected"
    if mine == theirs:
        return f"both {attribute.name} {attribute.labels[mine]} ({said})"
    return f"{attribute.name} {attribute.labels[mine]} and {attribute.labels[theirs]} ({said})"


def _common(model: Model, source: int, target: int, ids: Sequence[str]) -> str:
    """The people in common, those with the fewest other contacts first."""
    rows = model.network.both
    shared = np.intersect1d(rows.of(source), rows.of(target))
    first = shared[np.argsort(-model.common_weight[shared], kind="stable")]
    names = [ids[int(one)] for one in first[:_NAMED]]
    more = f" and {len(first) - _NAMED} more" if len(first) > _NAMED else ""
    return f"{len(first)} in common: {', '.join(names)}{more}"
