"""Two entries of one person made one, each with referrals; and two again."""

from __future__ import annotations

from grapevine.domain.merging.actions import merge_people, unmerge
from grapevine.domain.people.actions import erase_person
from grapevine.domain.referrals.models import Prospect, Referral, Side
from tests.cast import BEN, DANA, ELLEN, NOW, meet
from tests.domain.referrals.referring import check_whole, sent, step


def test_referrals_go_with_the_person_and_come_back_with_them(actor):
    ben, twin, ellen = meet(actor, BEN), meet(actor, DANA), meet(actor, ELLEN)
    first, second = sent(actor, ben), sent(actor, twin, about_uid=ellen.uid)
    merge = merge_people(actor=actor, now=NOW, keep_uid=ben.uid, other_uid=twin.uid)
    assert {side.person_id for side in Side.objects.all()} == {ben.pk}
    check_whole()
    step(actor, second, "accepted")
    _, back = unmerge(actor=actor, now=NOW, merge_uid=merge.uid)
    assert dict(Side.objects.values_list("referral", "person")) == {first.pk: ben.pk, second.pk: back.pk}
    check_whole()
    assert Referral.objects.get(pk=second.pk).stage == "accepted"


def test_whom_a_referral_is_about_is_merged_and_erased_too(actor):
    ben, ellen, twin = meet(actor, BEN), meet(actor, ELLEN), meet(actor, DANA)
    referral = sent(actor, ben, about_uid=twin.uid)
    merge_people(actor=actor, now=NOW, keep_uid=ellen.uid, other_uid=twin.uid)
    assert Side.objects.get().about_id == ellen.pk
    erase_person(actor=actor, now=NOW, person_uid=ellen.uid)
    told = Prospect.objects.get(referral=referral)
    assert (told.label, told.name, told.email) == ("Y. T.", "", "") and Side.objects.get().about_id is None
    erase_person(actor=actor, now=NOW, person_uid=ben.uid)
    assert not Referral.objects.exists() and not Prospect.objects.exists()
