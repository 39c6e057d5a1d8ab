"""The catalogue as plain data, the same for programs on the API and on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people import queries
from grapevine.domain.professions.rules import MOMENTS, PROFESSIONS, Moment, Profession, partners_of
from grapevine.kit.errors import NotFound

#: People of the book named with one entry of the catalogue.
MOST = 100


def profession(one: Profession) -> dict[str, Any]:
    """A profession without the book."""
    return {"key": one.key, "name": one.name, "aliases": list(one.aliases), "sphere": one.sphere,
            "regulated": one.regulated, "soc": list(one.soc),
            "serves": list(one.serves), "hears": list(one.hears)}  # fmt: skip


def moment(one: Moment) -> dict[str, Any]:
    """A moment without the book."""
    return {"key": one.key, "name": one.name, "sentence": one.sentence, "whom": one.whom,
            "serves": list(one.serves), "hears": list(one.hears)}  # fmt: skip


def profession_shown(actor: Actor, key: str) -> dict[str, Any]:
    """A profession with its best partners and whom of it the actor knows. Raises NotFound."""
    found = PROFESSIONS.get(key)
    if found is None:
        raise NotFound(f"There is no profession “{key}” in our catalogue.")
    partners = [
        {"key": one.key, "score": round(feeds.score, 4), "feeds_you": round(feeds.b_feeds_a, 4),
         "you_feed": round(feeds.a_feeds_b, 4), "moments": list(feeds.moments)}
        for one, feeds in partners_of(key)
    ]  # fmt: skip
    return {**profession(found), "partners": partners, "people": _known(actor, [key])}


def moment_shown(actor: Actor, key: str) -> dict[str, Any]:
    """A moment with whom the actor knows that serves it or hears of it. Raises NotFound."""
    found = MOMENTS.get(key)
    if found is None:
        raise NotFound(f"There is no moment “{key}” in our catalogue.")
    return {**moment(found), "people": _known(actor, (*found.serves, *found.hears))}


def _known(actor: Actor, keys: Iterable[str]) -> list[dict[str, Any]]:
    rows = queries.by_profession(actor, keys).values_list("uid", "name", "profession_key")[:MOST]
    return [{"id": uid, "name": name, "profession_key": key} for uid, name, key in rows]
