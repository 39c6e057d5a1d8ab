"""Members, links, tokens and seats on the database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grapevine.domain.accounts import actions, queries
from grapevine.domain.accounts.models import Member, SignInLink
from grapevine.domain.accounts.rules.access import Actor, Role
from grapevine.domain.audit_log import queries as log
from grapevine.domain.audit_log.models import Entry
from grapevine.kit.errors import NotAllowed, NotFound, Refused
from tests.cast import NOW, member


def test_a_member_signs_in_with_their_address_whatever_its_case(leah: Member) -> None:
    found = queries.actor_by_email(" LEAH@Marchetti.example ")
    assert found is not None and found.member_id == leah.pk and leah.initials == "LM"
    assert Member.objects.get_by_natural_key("Leah@marchetti.EXAMPLE") == leah
    assert not leah.has_usable_password()
    assert queries.actor_by_email("nobody@x.example") is None


@pytest.mark.parametrize("changes, field", [({"email": "LEAH@marchetti.example"}, "email"), ({"email": "no"}, "email"),
                                            ({"email": "x@y.example", "name": " "}, "name")], ids=str)  # fmt: skip
def test_a_known_or_bad_address_or_no_name_is_refused(leah: Member, changes: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        member(**changes)
    assert refused.value.field == field and Member.objects.count() == 1


def test_a_link_signs_in_once_within_its_time(leah: Member) -> None:
    secret = actions.make_sign_in_link(now=NOW, member=leah)
    assert secret not in str(list(SignInLink.objects.values()))
    assert actions.use_sign_in_link(now=NOW + timedelta(minutes=9), secret=secret) == leah
    late = actions.make_sign_in_link(now=NOW, member=leah)
    for now, tried in ((NOW, secret), (NOW + timedelta(minutes=11), late), (NOW, "made up")):
        with pytest.raises(NotFound):
            actions.use_sign_in_link(now=now, secret=tried)


def test_a_link_of_somebody_put_out_is_worth_nothing(leah: Member) -> None:
    secret = actions.make_sign_in_link(now=NOW, member=leah)
    Member.objects.update(is_active=False)
    with pytest.raises(NotFound):
        actions.use_sign_in_link(now=NOW, secret=secret)
    assert queries.actor_by_email(leah.email) is None


def test_a_token_works_until_it_ends(actor: Actor) -> None:
    token, secret = actions.make_token(
        actor=actor, now=NOW, name="phone", scopes=["people:read", "people:read"], expires_at=NOW + timedelta(days=1)
    )
    assert secret.startswith("gv_") and token.scopes == ["people:read"]
    found = queries.actor_by_token(secret, NOW)
    assert found is not None and found.scopes == {"people:read"}
    assert queries.api_tokens(actor).get().last_used_on == NOW.date()
    assert queries.actor_by_token(secret, NOW + timedelta(days=2)) is None
    actions.revoke_token(actor=actor, now=NOW, uid=token.uid)
    assert queries.actor_by_token(secret, NOW) is None and not queries.api_tokens(actor).exists()
    with pytest.raises(NotFound):
        actions.revoke_token(actor=actor, now=NOW, uid=token.uid)
    with pytest.raises(NotAllowed):
        actions.make_token(actor=found, now=NOW, name="more", scopes=["people:read"])


@pytest.mark.parametrize("name, scopes", [("", ["people:read"]), ("x", []), ("x", ["account:write"]), ("x", ["all"])])
def test_a_token_needs_a_name_and_known_scopes(actor: Actor, name: str, scopes: list[str]) -> None:
    with pytest.raises(Refused):
        actions.make_token(actor=actor, now=NOW, name=name, scopes=scopes)


def test_a_stranger_cannot_end_a_token(actor: Actor, stranger: Actor) -> None:
    token, secret = actions.make_token(actor=actor, now=NOW, name="phone", scopes=["people:read"])
    with pytest.raises(NotFound):
        actions.revoke_token(actor=stranger, now=NOW, uid=token.uid)
    assert queries.actor_by_token(secret, NOW) is not None


def test_a_profile_is_changed_within_its_fields(actor: Actor) -> None:
    changed = actions.edit_member(actor=actor, now=NOW, name="Leah M.", firm="x" * 500, weekly_minutes=60)
    assert (changed.name, len(changed.firm), changed.weekly_minutes) == ("Leah M.", 200, 60)
    for changes in ({"is_active": False}, {"email": "x@y.example"}, {"name": " "}):
        with pytest.raises(Refused):
            actions.edit_member(actor=actor, now=NOW, **changes)
    assert queries.member(actor).name == "Leah M."


def test_own_addresses_are_replaced_as_a_whole(actor: Actor) -> None:
    actions.set_own_addresses(actor=actor, now=NOW, emails=["A@x.example", "", actor.email, "b@x.example"])
    actions.set_own_addresses(actor=actor, now=NOW, emails=["b@x.example", "c@x.example"])
    assert queries.own_emails(actor) == {actor.email, "b@x.example", "c@x.example"}
    with pytest.raises(Refused):
        actions.set_own_addresses(actor=actor, now=NOW, emails=["no address"])


def test_seats_are_given_by_organisers_and_officers_once(leah: Member, stranger: Actor) -> None:
    organisation = actions.add_organisation(now=NOW, name="Harbor", organiser=leah)
    organiser = queries.actor_of(leah)
    chapter = actions.add_chapter(actor=organiser, now=NOW, organisation=organisation, name="North")
    dana = Member.objects.get(pk=stranger.member_id)
    seat = {"member": dana, "chapter": chapter, "role": Role.MEMBER, "since": NOW.date()}
    with pytest.raises(NotAllowed):
        actions.give_seat(actor=stranger, now=NOW, **seat)
    actions.give_seat(actor=organiser, now=NOW, **seat)
    with pytest.raises(Refused):
        actions.give_seat(actor=organiser, now=NOW, **seat)
    seated = queries.actor_of(dana)
    assert [s.role for s in seated.seats] == [Role.MEMBER] and queries.seats(seated).get().chapter == chapter
    with pytest.raises(NotAllowed):
        actions.add_chapter(actor=seated, now=NOW, organisation=organisation, name="South")
    assert list(queries.members(stranger)) == [dana]


def test_every_action_is_one_entry_that_only_its_member_sees(actor: Actor, stranger: Actor) -> None:
    before = Entry.objects.count()
    actions.edit_member(actor=actor, now=NOW, firm="Marchetti Law")
    assert Entry.objects.count() == before + 1
    newest = log.entries(actor).first()
    assert newest is not None and (newest.verb, newest.detail) == ("member.changed", {"fields": ["firm"]})
    assert all(entry.member_id == stranger.member_id for entry in log.entries(stranger))
