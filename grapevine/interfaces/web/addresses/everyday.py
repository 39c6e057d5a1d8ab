"""Every day: today, promises, the log."""

from __future__ import annotations

from django.urls import URLPattern, path

from grapevine.interfaces.web import (
    gives,
    home,
    log,
    log_line,
    promises,
    today,
    touches,
)

PATTERNS: list[URLPattern] = [
    path("", home.home, name="home"),
    path("today", today.show, name="today"),
    path("today/aside", today.aside, name="today_aside"),
    path("today/aside/<uuid:uid>/back", today.bring_back, name="today_back"),
    path("today/undo", today.undo, name="today_undo"),
    path("today/<str:key>/done", today.done, name="today_done"),
    path("today/<str:key>/later", today.later, name="today_later"),
    path("today/<str:key>/not-for-me", today.set_aside, name="today_set_aside"),
    path("promises/<uuid:uid>", promises.edit, name="promise"),
    path("promises/<uuid:uid>/keep", promises.keep, name="promise_keep"),
    path("promises/<uuid:uid>/let-go", promises.let_go, name="promise_let_go"),
    path("promises/<uuid:uid>/reopen", promises.reopen, name="promise_reopen"),
    path("promises/<uuid:uid>/delete", promises.delete, name="promise_delete"),
    path("log", log.log, name="log"),
    path("log/line", log_line.line, name="log_line"),
    path("log/line/undo", log_line.undo, name="log_line_undo"),
    path("touches/<uuid:uid>", touches.edit, name="touch_edit"),
    path("touches/<uuid:uid>/delete", touches.delete, name="touch_delete"),
    path("gives/<uuid:uid>", gives.edit, name="give_edit"),
    path("gives/<uuid:uid>/delete", gives.delete, name="give_delete"),
]
