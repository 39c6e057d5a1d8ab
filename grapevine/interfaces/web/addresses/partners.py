"""Partnerships, and the letters that go out."""

from __future__ import annotations

from django.urls import URLPattern, path

from grapevine.interfaces.web import (
    letters,
    partner_links,
    partner_page,
    partner_suggestions,
    partners,
    partners_wording,
    stop,
)

PATTERNS: list[URLPattern] = [
    path("letters", letters.letters, name="letters"),
    path("letters/<uuid:uid>/cancel", letters.cancel, name="letter_cancel"),
    path("letters/<uuid:uid>/retry", letters.retry, name="letter_retry"),
    path("stop/<str:token>", stop.stop, name="stop"),
    path("partners/suggestions", partner_suggestions.index, name="partner_suggestions"),
    path("partners/suggestions/pass", partner_suggestions.pass_over, name="partner_pass_over"),
    path("partners/suggestions/<uuid:uid>/back", partner_suggestions.take_back, name="partner_take_back"),
    path("partners/offer", partner_suggestions.offer, name="partner_offer"),
    path("partners", partners.index, name="partners"),
    path("partners/<uuid:uid>", partners.show, name="partnership"),
    path("partners/<uuid:uid>/change", partners_wording.change, name="partnership_change"),
    path("partners/<uuid:uid>/sign", partners.sign, name="partnership_sign"),
    path("partners/<uuid:uid>/step", partners.step, name="partnership_step"),
    path("partners/<uuid:uid>/check-in", partners.check_in, name="partnership_check_in"),
    path("partners/<uuid:uid>/link", partner_links.new, name="partner_link_new"),
    path("partners/<uuid:uid>/link/send", partner_links.send, name="partner_link_send"),
    path("partners/links/<uuid:uid>/revoke", partner_links.revoke, name="partner_link_revoke"),
    path("p/<str:secret>", partner_page.partner_page, name="partner_page"),
    path("partners/<uuid:uid>/note", partners.note, name="partnership_note"),
    path("people/<uuid:uid>/partnership/new", partners_wording.propose, name="partnership_new"),
]
