"""Bringing in, and the sources that stay fresh."""

from __future__ import annotations

from django.urls import URLPattern, path

from grapevine.interfaces.web import (
    contact_accounts,
    import_doubles,
    imports,
    sources,
)

PATTERNS: list[URLPattern] = [
    path("imports", imports.every, name="imports"),
    path("imports/new", imports.start, name="import_start"),
    path("imports/<uuid:uid>", imports.show, name="import"),
    path("imports/<uuid:uid>/progress", imports.progress, name="import_progress"),
    path("imports/<uuid:uid>/columns", imports.columns, name="import_columns"),
    path("imports/<uuid:uid>/look-alikes", import_doubles.doubles, name="import_doubles"),
    path("imports/<uuid:uid>/go", imports.go, name="import_go"),
    path("imports/<uuid:uid>/drop", imports.drop, name="import_drop"),
    path("imports/<uuid:uid>/undo", imports.undo, name="import_undo"),
    path("imports/<uuid:uid>/refused.csv", imports.refused, name="import_refused"),
    path("sources", sources.every, name="sources"),
    path("sources/calendars/<uuid:uid>", sources.calendar, name="source_calendar"),
    path("sources/calendars/<uuid:uid>/refresh", sources.refresh, name="source_refresh"),
    path("sources/calendars/<uuid:uid>/pause", sources.pause, name="source_pause"),
    path("sources/calendars/<uuid:uid>/resume", sources.resume, name="source_resume"),
    path("sources/calendars/<uuid:uid>/remove", sources.remove, name="source_remove"),
    path("sources/contacts/new", contact_accounts.connect, name="contact_connect"),
    path("sources/contacts/<uuid:uid>", contact_accounts.show, name="contact_account"),
    path("sources/contacts/<uuid:uid>/books", contact_accounts.books, name="contact_books"),
    path("sources/contacts/<uuid:uid>/sends", contact_accounts.sends, name="contact_sends"),
    path("sources/contacts/<uuid:uid>/look", contact_accounts.look, name="contact_look"),
    path("sources/contacts/<uuid:uid>/pause", contact_accounts.pause, name="contact_pause"),
    path("sources/contacts/<uuid:uid>/allow", contact_accounts.allow, name="contact_allow"),
    path("sources/contacts/<uuid:uid>/password", contact_accounts.password, name="contact_password"),
    path("sources/contacts/<uuid:uid>/clash", contact_accounts.clash, name="contact_clash"),
    path("sources/contacts/<uuid:uid>/disconnect", contact_accounts.disconnect, name="contact_disconnect"),
    path("sources/letters/address", sources.drop_renew, name="source_drop_renew"),
    path("sources/letters/address/revoke", sources.drop_revoke, name="source_drop_revoke"),
]
