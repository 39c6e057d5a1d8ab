"""What the catalogue holds: professions and client moments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: The spheres in which trades meet the same clients, in the order in which screens show them.
SPHERES: Mapping[str, str] = {
    "money-and-law": "Money and law",
    "property": "Buying and renting property",
    "trades": "Building and keeping homes",
    "business-services": "Services to firms",
    "health": "Body and mind",
    "family": "Children, community, farewell",
    "events": "Weddings, parties, travel",
    "personal": "Looks, cars, animals, shops",
}
#: Who has a moment.
WHOM: Mapping[str, str] = {"household": "In a household", "business": "In a firm"}


@dataclass(frozen=True, slots=True)
class Profession:
    """One line of work as people say it, with the moments of its clients.

    ``regulated``: law, health, finance and settlement services, where money for referrals is against the rules.
    ``soc``: O*NET-SOC codes of the work, the closest first. ``same_work``: professions of one group seek the same
    client for the same job. ``covers``: keys of the special fields that a general name ("attorney") may stand for.
    ``serves`` and ``hears``: keys of moments, from the moments' own lists.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    sphere: str
    regulated: bool
    soc: tuple[str, ...]
    same_work: str = ""
    covers: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    hears: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happens to a client, after which they need somebody.

    ``sentence``: how a client says it. ``whom``: "household" or "business". ``serves`` and ``hears``: keys of
    professions, the most natural first.
    """

    key: str
    name: str
    sentence: str
    whom: str
    serves: tuple[str, ...]
    hears: tuple[str, ...]
