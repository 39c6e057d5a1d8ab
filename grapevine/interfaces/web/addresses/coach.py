"""Which step now: the week's plan, techniques and practice, the guard before a letter goes."""

from __future__ import annotations

from django.urls import URLPattern, path

from grapevine.interfaces.web import (
    guard,
    plan,
    plan_told,
    techniques,
)

PATTERNS: list[URLPattern] = [
    path("guard", guard.guard, name="guard"),
    path("guard/<uuid:uid>/overrule", guard.overrule, name="guard_overrule"),
    path("guard/notes/<uuid:uid>/forget", guard.forget, name="guard_forget"),
    path("techniques", techniques.index, name="techniques"),
    path("techniques/<slug:key>", techniques.show, name="technique"),
    path("techniques/<slug:key>/choose", techniques.choose, name="technique_choose"),
    path("techniques/<slug:key>/tried", techniques.tried, name="technique_tried"),
    path("techniques/tries/<uuid:uid>/forget", techniques.forget, name="technique_forget"),
    path("plan", plan.show, name="plan"),
    path("plan/calendar", plan_told.renew, name="plan_calendar"),
    path("plan/calendar/revoke", plan_told.revoke, name="plan_calendar_revoke"),
    path("plan/letter", plan_told.letter, name="plan_letter"),
    path("calendar/<str:secret>.ics", plan_told.feed, name="plan_feed"),
    path("plan/answers/<uuid:uid>/back", plan.bring_back, name="plan_back"),
    path("plan/<uuid:uid>/<slug:key>/done", plan.done, name="plan_done"),
    path("plan/<uuid:uid>/<slug:key>/later", plan.later, name="plan_later"),
    path("plan/<uuid:uid>/<slug:key>/skip", plan.skip, name="plan_skip"),
]
