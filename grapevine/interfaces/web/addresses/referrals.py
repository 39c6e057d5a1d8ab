"""Referrals, and the pages of those in them who have no account."""

from __future__ import annotations

from django.urls import URLPattern, path

from grapevine.interfaces.web import (
    consent,
    introduce_two,
    receiver,
    referral,
    referral_asks,
    referral_give,
    referral_links,
    referral_results,
    referral_tell,
    referrals,
)

PATTERNS: list[URLPattern] = [
    path("c/<str:secret>", consent.consent, name="referral_consent"),
    path("r/<str:secret>", receiver.receiver, name="referral_receiver"),
    path("referrals", referrals.board, name="referrals"),
    path("referrals/list", referrals.listed, name="referral_list"),
    path("referrals/list.csv", referrals.as_csv, name="referral_csv"),
    path("referrals/give", referral_give.choose, name="referral_give"),
    path("referrals/received", referral_give.received, name="referral_received"),
    path("referrals/give/<uuid:uid>", referral_give.give, name="referral_new"),
    path("referrals/results", referral_results.results, name="referral_results"),
    path("referrals/results.csv", referral_results.as_csv, name="referral_results_csv"),
    path("referrals/times", referral_results.times, name="referral_times"),
    path("referrals/<uuid:uid>/edit", referral_give.edit, name="referral_edit"),
    path("referrals/introductions", introduce_two.show, name="introduce_two"),
    path("referrals/introductions/send", introduce_two.send, name="introduce_two_send"),
    path("referrals/introductions/made", introduce_two.made, name="introduce_two_made"),
    path("referrals/move", referrals.move, name="referral_step"),
    path("referrals/<uuid:uid>", referral.show, name="referral"),
    path("referrals/<uuid:uid>/move", referral.move, name="referral_move"),
    path("referrals/<uuid:uid>/thanks", referral.thank, name="referral_thank"),
    path("referrals/<uuid:uid>/thanks/take-back", referral.unthank, name="referral_unthank"),
    path("referrals/<uuid:uid>/told", referral.told, name="referral_told"),
    path("referrals/<uuid:uid>/own", referral.keep, name="referral_own"),
    path("referrals/<uuid:uid>/chain", referral.chain, name="referral_chain"),
    path("referrals/<uuid:uid>/fit", referral.fit, name="referral_fit"),
    path("referrals/<uuid:uid>/agreed", referral_asks.agreed, name="referral_agreed"),
    path("referrals/<uuid:uid>/introduce", referral_asks.introduce, name="referral_introduce"),
    path("referrals/<uuid:uid>/links", referral_links.show, name="referral_links"),
    path("referrals/<uuid:uid>/links/new", referral_links.new, name="referral_link_new"),
    path("referrals/<uuid:uid>/links/send", referral_links.send, name="referral_link_send"),
    path("referrals/<uuid:uid>/tell", referral_tell.tell, name="referral_tell"),
    path("referrals/links/<uuid:uid>/revoke", referral_asks.revoke, name="referral_link_revoke"),
]
