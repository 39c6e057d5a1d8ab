"""The brief, lessons, teach-back and the weekly ask."""

from __future__ import annotations

from django.urls import URLPattern, path

from grapevine.interfaces.web import (
    ask_letters,
    asks,
    brief_editor,
    brief_history,
    brief_share,
    briefs,
    last_ten,
    public_brief,
    teach,
    teach_back,
    teach_person,
)

PATTERNS: list[URLPattern] = [
    path("asks", asks.asks, name="asks"),
    path("asks/choose", asks.choose, name="ask_choose"),
    path("asks/edit", asks.edit, name="ask_edit"),
    path("asks/skip", asks.skip, name="ask_skip"),
    path("asks/heard", asks.heard, name="ask_heard"),
    path("asks/mail", ask_letters.mail, name="ask_mail"),
    path("asks/<uuid:uid>/came", asks.came, name="ask_came"),
    path("b/<str:slug>", public_brief.show, name="public_brief"),
    path("t/<str:secret>", teach_back.show, name="teach_back"),
    path("teach", teach.show, name="teach"),
    path("teach/<uuid:uid>", teach_person.show, name="teach_person"),
    path("teach/<uuid:uid>/lesson", teach_person.lesson, name="teach_lesson"),
    path("teach/<uuid:uid>/check", teach_person.check, name="teach_check"),
    path("teach/<uuid:uid>/send", teach_person.send, name="teach_send"),
    path("teach/<uuid:uid>/refresh", teach.refresh, name="teach_refresh"),
    path("teach/<uuid:uid>/refreshers", teach_person.choose, name="teach_choose"),
    path("taught/<uuid:uid>/undo", teach_person.undo, name="lesson_undo"),
    path("taught/back/<uuid:uid>/revoke", teach_person.revoke, name="teach_back_revoke"),
    path("taught/back/<uuid:uid>/delete", teach_person.delete, name="teach_back_delete"),
    path("brief", brief_editor.main, name="brief"),
    path("brief/preview", brief_editor.preview, name="brief_preview"),
    path("brief/share", brief_share.main, name="brief_share_main"),
    path("brief/others", briefs.every, name="briefs"),
    path("brief/last-ten", last_ten.show, name="last_ten"),
    path("brief/last-ten/take", last_ten.take, name="last_ten_take"),
    path("brief/last-ten/delete", last_ten.delete, name="last_ten_delete"),
    path("brief/<uuid:uid>", brief_editor.one, name="brief_one"),
    path("brief/<uuid:uid>/share", brief_share.share, name="brief_share"),
    path("brief/<uuid:uid>/publish", brief_share.publish, name="brief_publish"),
    path("brief/<uuid:uid>/take-down", brief_share.take_down, name="brief_take_down"),
    path("brief/<uuid:uid>/address", brief_share.new_address, name="brief_address"),
    path("brief/<uuid:uid>/qr.svg", brief_share.code, name="brief_code"),
    path("brief/<uuid:uid>/brief.pdf", brief_share.paper, name="brief_pdf"),
    path("brief/<uuid:uid>/versions", brief_history.versions, name="brief_versions"),
    path("brief/<uuid:uid>/versions/<int:number>/restore", brief_history.restore, name="brief_restore"),
    path("brief/<uuid:uid>/readers", briefs.readers, name="brief_readers"),
    path("brief/<uuid:uid>/delete", briefs.delete, name="brief_delete"),
]
