"""Bringing a batch in, a chunk a transaction: whatever dies in between, every record is applied exactly once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.imports.actions.begin import held
from grapevine.domain.imports.actions.desk import Desk
from grapevine.domain.imports.actions.judge import loaded, next_chunk, save
from grapevine.domain.imports.actions.withdraw import remember
from grapevine.domain.imports.actions.write_agreements import write_agreements
from grapevine.domain.imports.actions.write_briefs import write_briefs, write_clients, write_readers
from grapevine.domain.imports.actions.write_decisions import write_apart, write_hand, write_later
from grapevine.domain.imports.actions.write_goals import write_goals
from grapevine.domain.imports.actions.write_incoming import write_incoming
from grapevine.domain.imports.actions.write_introductions import (
    write_acquaintances,
    write_requests,
    write_standings,
    write_wishes,
)
from grapevine.domain.imports.actions.write_knowledge import write_knowledge
from grapevine.domain.imports.actions.write_ledgers import write_gives, write_ratings, write_touches
from grapevine.domain.imports.actions.write_lessons import write_lessons, write_refreshers, write_teach_backs
from grapevine.domain.imports.actions.write_letters import write_asks, write_heard, write_letters, write_stops
from grapevine.domain.imports.actions.write_offers import write_offers, write_passed_over
from grapevine.domain.imports.actions.write_own import write_own
from grapevine.domain.imports.actions.write_people import write_people
from grapevine.domain.imports.actions.write_promises import write_promises
from grapevine.domain.imports.actions.write_referrals import write_abouts, write_referrals
from grapevine.domain.imports.actions.write_said import write_corrections, write_declined
from grapevine.domain.imports.actions.write_stories import write_stories, write_story_people, write_testimonials
from grapevine.domain.imports.models import Batch, Staged
from grapevine.domain.imports.queries import count
from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.states import State, Verdict
from grapevine.domain.people.queries import lock_book

_WRITE = {
    payload.PERSON: write_people,
    payload.TOUCH: write_touches,
    payload.GIVE: write_gives,
    payload.RATING: write_ratings,
    payload.KNOWN: write_knowledge,
    payload.HAND: write_hand,
    payload.APART: write_apart,
    payload.LATER: write_later,
    payload.CORRECTED: write_corrections,
    payload.DECLINED: write_declined,
    payload.WISH: write_wishes,
    payload.ACQUAINTED: write_acquaintances,
    payload.ASKED: write_requests,
    payload.STANDING: write_standings,
    payload.PROMISE: write_promises,
    payload.BRIEF: write_briefs,
    payload.BRIEF_READER: write_readers,
    payload.LESSON: write_lessons,
    payload.TEACH_BACK: write_teach_backs,
    payload.REFRESHERS: write_refreshers,
    payload.CLIENT: write_clients,
    payload.LETTER: write_letters,
    payload.STOP: write_stops,
    payload.ASK: write_asks,
    payload.ASK_HEARD: write_heard,
    payload.AGREEMENT: write_agreements,
    payload.OFFER: write_offers,
    payload.PASSED_OVER: write_passed_over,
    payload.REFERRAL: write_referrals,
    payload.REFERRAL_ABOUT: write_abouts,
    payload.INCOMING: write_incoming,
    payload.LETTERS_WISHED: write_incoming,
    payload.WEBHOOK: write_own,
    payload.REFERRAL_TIMES: write_own,
    payload.STORY: write_stories,
    payload.STORY_PERSON: write_story_people,
    payload.TESTIMONIAL: write_testimonials,
    payload.GOAL: write_goals,
    payload.PAST_FORECAST: write_goals,
    payload.COUNTED: write_own,
    payload.SURVEY_VOICE: write_own,
}


@transaction.atomic
def apply_some(*, actor: Actor, now: datetime, batch_uid: object) -> Batch:
    """Apply the next chunk; after the last one the batch is done. Harmless on a batch that is not applying."""
    batch = held(actor, batch_uid)
    if batch.state != State.APPLYING:
        return batch
    chunk = next_chunk(batch, (batch.turn, batch.after))
    if not chunk:
        return _finish(actor, batch, now)
    apply_records(actor, now, chunk)
    batch.turn, batch.after = chunk[-1].turn, chunk[-1].pk
    batch.done += len(chunk)
    batch.save(update_fields=["done", "turn", "after"])
    return batch


def apply_records(actor: Actor, now: datetime, chunk: list[Staged]) -> None:
    """Apply records of one kind; doubtful ones without an answer stay open. Called inside a transaction."""
    lock_book(actor)
    records = loaded(chunk)
    desk = Desk(actor)
    desk.lay_out(records)
    _WRITE[chunk[0].kind](desk, now, records)
    for staged in chunk:
        staged.applied_at = None if staged.verdict == Verdict.DOUBTFUL else now
    save(chunk)


def _finish(actor: Actor, batch: Batch, now: datetime) -> Batch:
    batch.state, batch.finished_at = State.DONE, now
    batch.counts = count(batch)
    batch.save(update_fields=["state", "finished_at", "counts"])
    if batch.subscription_id:
        remember(batch)
    audit_log.record(Verb.IMPORT_APPLIED, now=now, member_id=actor.member_id, thing_id=batch.uid, counts=batch.counts)
    return batch
