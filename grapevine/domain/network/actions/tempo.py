"""How fast the whole network fades."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.depth import queries as depth_queries
from grapevine.domain.depth.actions import replace_sums
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.network.queries.relationship import refolded
from grapevine.kit.errors import Refused

_CHUNK = 500


@transaction.atomic
def change_tempo(*, actor: Actor, now: datetime, tempo: str) -> None:
    """Choose how fast relationships fade; every one is folded anew from the ledgers, once. Raises Refused."""
    require(actor, Permission.ACCOUNT_WRITE)
    if tempo not in TEMPOS:
        raise Refused(f"There is no tempo “{tempo}”: choose {', '.join(TEMPOS)}.", "tempo")
    Member.objects.filter(pk=actor.member_id).update(tempo=tempo)
    people = list(depth_queries.relationships(actor).values_list("person", flat=True))
    for start in range(0, len(people), _CHUNK):
        part = people[start : start + _CHUNK]
        replace_sums(actor=actor, tempo=TEMPOS[tempo], found=refolded(actor, part, TEMPOS[tempo]))
    audit_log.record(Verb.TEMPO_CHANGED, now=now, member_id=actor.member_id, tempo=tempo)
