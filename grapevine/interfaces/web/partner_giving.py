"""On a partner's own page: they send the member somebody, and see how it goes with those they sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.referrals.actions.giving import What, Whom
from grapevine.domain.referrals.actions.intake import send_by_partner_link
from grapevine.domain.referrals.queries.guests import SentByPartner, sent_by_partner
from grapevine.domain.referrals.rules.intake import reach
from grapevine.domain.referrals.rules.moves import Stage
from grapevine.domain.referrals.rules.place import WARMTH_IN_WORDS, Warmth
from grapevine.interfaces.web.when import day_text
from grapevine.kit import clock

_FIELDS = ("name", "contact", "need", "warmth", "about", "agreed")
#: Stage -> how it stands, as its giver reads it.
_STANDS: dict[Stage, str] = {
    Stage.SENT: "is not answered yet",
    Stage.ACCEPTED: "was taken on",
    Stage.CONTACTED: "was reached",
    Stage.MET: "they met",
    Stage.PROPOSED: "has a proposal",
    Stage.WON: "became a client",
    Stage.LOST: "came to nothing",
    Stage.DECLINED: "could not be taken on",
    Stage.WITHDRAWN: "was taken back",
}


def give(request: HttpRequest, secret: str) -> None:
    """Send what was typed. Raises Refused, NotFound."""
    said = {name: request.POST.get(name, "") for name in _FIELDS}
    mail, phone = reach(said["contact"])
    warmth = said["warmth"] if said["warmth"] in set(Warmth) else Warmth.KNOWS
    send_by_partner_link(
        now=clock.now(), secret=secret, whom=Whom(said["name"], mail, phone, said["about"]),
        what=What(said["need"], warmth=warmth), agreed=said["agreed"] == "on",
    )  # fmt: skip


def giving(request: HttpRequest, partnership: Partnership) -> dict[str, Any]:
    """What `referral_links/_partner.html` needs: .given: fields typed and refused; .warmths; .sent: what they sent."""
    typed = request.POST if request.POST.get("do") == "give" else {}
    zone = partnership.owner.time_zone
    return {
        "given": {name: typed.get(name, "")[:1_000] for name in _FIELDS},
        "warmths": [(str(each), WARMTH_IN_WORDS[each]) for each in Warmth],
        "sent": [_row(each, zone) for each in sent_by_partner(partnership)],
    }


def _row(one: SentByPartner, zone: str) -> dict[str, str]:
    return {
        "who": one.who, "need": one.need, "stands": _STANDS.get(one.stage, str(one.stage)), "words": one.words,
        "at": day_text(one.moved_at, zone), "worth": one.worth,
    }  # fmt: skip
