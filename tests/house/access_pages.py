"""Who may open what: one row for every route of the web. A new one without a row fails the tests."""

from __future__ import annotations

from tests.house.access import Page, Who

#: Routes that a library brings in whole, by the beginning of the route; it guards them itself.
LIBRARIES: tuple[str, ...] = ("account/",)

PAGES: dict[str, Page] = {
    **dict.fromkeys(("", "export", "imports", "imports/new", "log", "network", "network/mini"), Page(Who.MEMBER)),
    **dict.fromkeys(("people", "people/new", "people/suggest", "settings", "welcome"), Page(Who.MEMBER)),
    **dict.fromkeys(("settings/addresses", "settings/keys", "settings/tempo"), Page(Who.MEMBER, post=True)),
    "settings/devices/<int:pk>/end": Page(Who.OWNER, ("device",), post=True),
    **dict.fromkeys(("log/line", "log/line/undo"), Page(Who.MEMBER, post=True)),
    "settings/invitations": Page(Who.MEMBER),
    "settings/invitations/<uuid:uid>/revoke": Page(Who.OWNER, ("invitation",), post=True),
    "join/<str:secret>": Page(Who.ANYONE, ("nothing",)),
    "settings/keys/<uuid:uid>/revoke": Page(Who.OWNER, ("token",), post=True),
    "settings/webhooks": Page(Who.MEMBER),
    "settings/webhooks/<uuid:uid>": Page(Who.OWNER, ("webhook",)),
    **dict.fromkeys(
        (f"settings/webhooks/<uuid:uid>/{verb}" for verb in ("secret", "pause", "try", "remove")),
        Page(Who.OWNER, ("webhook",), post=True),
    ),
    "settings/webhooks/messages/<uuid:uid>/replay": Page(Who.OWNER, ("message",), post=True),
    "settings/theme": Page(Who.MEMBER, post=True),
    "sign-in/<str:secret>": Page(Who.ANYONE, ("nothing",)),
    "sign-in/link": Page(Who.ANYONE, post=True),
    **dict.fromkeys(
        ("people/<uuid:uid>", "people/<uuid:uid>/edit", "people/<uuid:uid>/erase"), Page(Who.OWNER, ("person",))
    ),
    **dict.fromkeys(
        ("people/<uuid:uid>/archive", "people/<uuid:uid>/rate"), Page(Who.OWNER, ("person",), post=True)
    ),
    **dict.fromkeys(("professions", "moments"), Page(Who.MEMBER)),
    "professions/<slug:key>": Page(Who.MEMBER, ("trade",)),
    "moments/<slug:key>": Page(Who.MEMBER, ("occasion",)),
    "people/<uuid:uid>/profession": Page(Who.OWNER, ("person",)),
    **dict.fromkeys(("partners/suggestions", "partners/offer"), Page(Who.MEMBER)),
    "partners": Page(Who.MEMBER),
    **dict.fromkeys(("audit", "audit.csv", "insights"), Page(Who.MEMBER)),
    **dict.fromkeys(("goals", "forecast", "forecast.csv", "forecast/record.csv"), Page(Who.MEMBER)),
    "goals/<uuid:uid>/let-go": Page(Who.OWNER, ("goal",), post=True),
    "insights/together": Page(Who.MEMBER),
    "insights/organisation": Page(Who.MEMBER),
    "insights/organisation/<uuid:uid>/count": Page(Who.OWNER, ("organisation",), post=True),
    **dict.fromkeys(
        (f"insights/organisation/<uuid:uid>{part}" for part in ("", "/chapters.csv")),
        Page(Who.OWNER, ("organisation",)),
    ),
    "insights/together/count": Page(Who.MEMBER, post=True),
    "insights/together/chapters/<int:chapter>/survey": Page(Who.OWNER, ("survey_chapter",), post=True),
    **dict.fromkeys(
        (f"insights/together/surveys/<uuid:uid>/{verb}" for verb in ("answer", "close")),
        Page(Who.OWNER, ("survey",), post=True),
    ),
    "insights/<slug:part>.csv": Page(Who.MEMBER, ("part_of_insights",)),
    **dict.fromkeys(("audit/<slug:key>", "audit/<slug:key>.csv"), Page(Who.MEMBER, ("part_of_life",))),
    **dict.fromkeys(("partners/<uuid:uid>", "partners/<uuid:uid>/change"), Page(Who.OWNER, ("agreement",))),
    **dict.fromkeys(
        (f"partners/<uuid:uid>/{verb}" for verb in ("sign", "step", "check-in", "note", "link", "link/send")),
        Page(Who.OWNER, ("agreement",), post=True),
    ),
    "partners/links/<uuid:uid>/revoke": Page(Who.OWNER, ("partner_link",), post=True),
    **dict.fromkeys(("referrals", "referrals/list", "referrals/list.csv"), Page(Who.MEMBER)),
    "referrals/move": Page(Who.MEMBER, post=True),
    **dict.fromkeys(
        (f"referrals/{what}" for what in ("give", "received", "results", "results.csv", "times")), Page(Who.MEMBER)
    ),
    "referrals/introductions": Page(Who.MEMBER),
    **dict.fromkeys(("referrals/introductions/send", "referrals/introductions/made"), Page(Who.MEMBER, post=True)),
    "referrals/<uuid:uid>/edit": Page(Who.OWNER, ("referral",)),
    "referrals/give/<uuid:uid>": Page(Who.OWNER, ("person",)),
    **dict.fromkeys(("referrals/<uuid:uid>", "referrals/<uuid:uid>/introduce"), Page(Who.OWNER, ("referral",))),
    **dict.fromkeys(
        (f"referrals/<uuid:uid>/{verb}" for verb in ("move", "own", "chain", "fit", "agreed", "told")),
        Page(Who.OWNER, ("referral",), post=True),
    ),
    **dict.fromkeys(
        ("referrals/<uuid:uid>/thanks", "referrals/<uuid:uid>/thanks/take-back"),
        Page(Who.OWNER, ("won",), post=True),
    ),
    "b/<str:slug>/refer": Page(Who.ANYONE, ("nothing",)),
    **dict.fromkeys(("referrals/requests", "referrals/letters"), Page(Who.MEMBER)),
    **dict.fromkeys(
        ("referrals/requests/<uuid:uid>/accept", "referrals/requests/<uuid:uid>/drop"),
        Page(Who.OWNER, ("incoming",), post=True),
    ),
    "referrals/<uuid:uid>/links": Page(Who.OWNER, ("referral",)),
    **dict.fromkeys(
        ("referrals/<uuid:uid>/links/new", "referrals/<uuid:uid>/links/send"), Page(Who.OWNER, ("referral",), post=True)
    ),
    "referrals/<uuid:uid>/tell": Page(Who.OWNER, ("won",)),
    "referrals/links/<uuid:uid>/revoke": Page(Who.OWNER, ("referral_link",), post=True),
    "people/<uuid:uid>/partnership/new": Page(Who.OWNER, ("person",)),
    "partners/suggestions/pass": Page(Who.MEMBER, post=True),
    "partners/suggestions/<uuid:uid>/back": Page(Who.OWNER, ("passed",), post=True),
    "people/<uuid:uid>/prepare": Page(Who.OWNER, ("person",)),
    "network/introductions": Page(Who.MEMBER),
    "network/introductions/wishes/<uuid:uid>": Page(Who.OWNER, ("wish",)),
    **dict.fromkeys(
        (f"network/introductions/wishes/<uuid:uid>/{verb}" for verb in ("give-up", "delete", "take", "knows", "draft")),
        Page(Who.OWNER, ("wish",), post=True),
    ),
    "network/introductions/<uuid:uid>": Page(Who.OWNER, ("introduction",)),
    "network/introductions/<uuid:uid>/step": Page(Who.OWNER, ("introduction",), post=True),
    "people/<uuid:uid>/introductions": Page(Who.OWNER, ("person",)),
    **dict.fromkeys(
        ("people/<uuid:uid>/knows", "people/<uuid:uid>/standing"), Page(Who.OWNER, ("person",), post=True)
    ),
    "knows/<uuid:uid>/delete": Page(Who.OWNER, ("acquaintance",), post=True),
    "settings/introductions": Page(Who.MEMBER, post=True),
    **dict.fromkeys(
        ("people/<uuid:uid>/knowledge", "people/<uuid:uid>/told"), Page(Who.OWNER, ("person",), post=True)
    ),
    "b/<str:slug>": Page(Who.ANYONE, ("nothing",)),
    "s/<str:slug>": Page(Who.ANYONE, ("nothing",)),
    **dict.fromkeys(("said/<str:secret>", "n/<str:secret>", "w/<str:secret>"), Page(Who.ANYONE, ("nothing",))),
    **dict.fromkeys(("stories", "stories/new", "stories/words"), Page(Who.MEMBER)),
    **dict.fromkeys(
        ("stories/<uuid:uid>", "stories/<uuid:uid>/edit", "stories/<uuid:uid>/brief"), Page(Who.OWNER, ("story",))
    ),
    **dict.fromkeys(
        (f"stories/<uuid:uid>/{verb}" for verb in ("reach", "delete", "comment", "named")),
        Page(Who.OWNER, ("story",), post=True),
    ),
    **dict.fromkeys(
        (f"stories/named/<uuid:uid>/{verb}" for verb in ("edit", "remove", "ask", "send", "agreed", "withdraw")),
        Page(Who.OWNER, ("story_party",), post=True),
    ),
    **dict.fromkeys(
        (f"stories/comments/<uuid:uid>/{verb}" for verb in ("decide", "delete")),
        Page(Who.OWNER, ("story_comment",), post=True),
    ),
    **dict.fromkeys(
        (f"stories/words/<uuid:uid>/{verb}" for verb in ("send", "place", "delete")),
        Page(Who.OWNER, ("testimonial",), post=True),
    ),
    "c/<str:secret>": Page(Who.ANYONE, ("nothing",)),
    "r/<str:secret>": Page(Who.ANYONE, ("nothing",)),
    "p/<str:secret>": Page(Who.ANYONE, ("nothing",)),
    "t/<str:secret>": Page(Who.ANYONE, ("nothing",)),
    "teach": Page(Who.MEMBER),
    "teach/<uuid:uid>": Page(Who.OWNER, ("person",)),
    **dict.fromkeys(
        (f"teach/<uuid:uid>/{verb}" for verb in ("lesson", "check", "send", "refresh", "refreshers")),
        Page(Who.OWNER, ("person",), post=True),
    ),
    "taught/<uuid:uid>/undo": Page(Who.OWNER, ("lesson",), post=True),
    **dict.fromkeys(
        ("taught/back/<uuid:uid>/revoke", "taught/back/<uuid:uid>/delete"), Page(Who.OWNER, ("teach_back",), post=True)
    ),
    **dict.fromkeys(("brief", "brief/share", "brief/others", "brief/last-ten"), Page(Who.MEMBER)),
    **dict.fromkeys(
        ("brief/preview", "brief/last-ten/take", "brief/last-ten/delete"), Page(Who.MEMBER, post=True)
    ),
    **dict.fromkeys(
        (f"brief/<uuid:uid>{rest}" for rest in ("", "/share", "/qr.svg", "/brief.pdf", "/versions", "/readers")),
        Page(Who.OWNER, ("brief",)),
    ),
    **dict.fromkeys(
        (f"brief/<uuid:uid>/{verb}" for verb in ("publish", "take-down", "address", "delete")),
        Page(Who.OWNER, ("brief",), post=True),
    ),
    "brief/<uuid:uid>/versions/<int:number>/restore": Page(Who.OWNER, ("brief", "first"), post=True),
    "people/<uuid:uid>/questions": Page(Who.OWNER, ("person",)),
    "people/<uuid:uid>/link": Page(Who.OWNER, ("person",)),
    **dict.fromkeys(
        ("people/<uuid:uid>/answers", "people/<uuid:uid>/parts"), Page(Who.OWNER, ("person",), post=True)
    ),
    "asked/<uuid:uid>/revoke": Page(Who.OWNER, ("asked",), post=True),
    "questions/<str:secret>": Page(Who.ANYONE, ("nothing",)),
    "people/<uuid:uid>/questions/send": Page(Who.OWNER, ("person",), post=True),
    **dict.fromkeys(("asks", "asks/mail"), Page(Who.MEMBER)),
    **dict.fromkeys((f"asks/{verb}" for verb in ("choose", "edit", "skip", "heard")), Page(Who.MEMBER, post=True)),
    "asks/<uuid:uid>/came": Page(Who.OWNER, ("ask",), post=True),
    "letters": Page(Who.MEMBER),
    **dict.fromkeys(("letters/<uuid:uid>/cancel", "letters/<uuid:uid>/retry"), Page(Who.OWNER, ("letter",), post=True)),
    "stop/<str:token>": Page(Who.ANYONE, ("nothing",)),
    "links": Page(Who.MEMBER),
    "links/<uuid:uid>": Page(Who.OWNER, ("brought",)),
    "links/<uuid:uid>/end": Page(Who.OWNER, ("brought",), post=True),
    "link/<str:secret>": Page(Who.OWNER, ("nothing",), post=True),
    "knowledge/<uuid:uid>": Page(Who.OWNER, ("knowledge",)),
    "knowledge/<uuid:uid>/delete": Page(Who.OWNER, ("knowledge",), post=True),
    **dict.fromkeys(("people/look-alikes", "people/merges"), Page(Who.MEMBER)),
    **dict.fromkeys(("people/sort", "people/changes"), Page(Who.MEMBER)),
    "people/bulk": Page(Who.MEMBER, post=True),
    "people/changes/<uuid:uid>/undo": Page(Who.OWNER, ("change",), post=True),
    "people/merges/<uuid:uid>/undo": Page(Who.OWNER, ("merge",), post=True),
    **dict.fromkeys(("guard", "techniques", "plan"), Page(Who.MEMBER)),
    "guard/<uuid:uid>/overrule": Page(Who.OWNER, ("person",), post=True),
    "guard/notes/<uuid:uid>/forget": Page(Who.OWNER, ("overruled",), post=True),
    "techniques/<slug:key>": Page(Who.MEMBER, ("technique",)),
    **dict.fromkeys(
        (f"techniques/<slug:key>/{verb}" for verb in ("choose", "tried")), Page(Who.MEMBER, ("technique",), post=True)
    ),
    "techniques/tries/<uuid:uid>/forget": Page(Who.OWNER, ("try",), post=True),
    **dict.fromkeys(
        (f"plan/<uuid:uid>/<slug:key>/{verb}" for verb in ("done", "later", "skip")),
        Page(Who.OWNER, ("person", "technique"), post=True),
    ),
    **dict.fromkeys(("plan/calendar", "plan/calendar/revoke", "plan/letter"), Page(Who.MEMBER, post=True)),
    "calendar/<str:secret>.ics": Page(Who.ANYONE, ("nothing",)),
    "plan/answers/<uuid:uid>/back": Page(Who.OWNER, ("planned",), post=True),
    **dict.fromkeys(("today", "today/aside"), Page(Who.MEMBER)),
    "today/undo": Page(Who.MEMBER, post=True),
    "today/aside/<uuid:uid>/back": Page(Who.OWNER, ("aside",), post=True),
    **dict.fromkeys(
        ("today/<str:key>/done", "today/<str:key>/later", "today/<str:key>/not-for-me"),
        Page(Who.OWNER, ("item",), post=True),
    ),
    "people/<uuid:uid>/promises": Page(Who.OWNER, ("person",), post=True),
    "promises/<uuid:uid>": Page(Who.OWNER, ("promise",)),
    **dict.fromkeys(
        (f"promises/<uuid:uid>/{verb}" for verb in ("keep", "let-go", "reopen", "delete")),
        Page(Who.OWNER, ("promise",), post=True),
    ),
    "touches/<uuid:uid>": Page(Who.OWNER, ("touch",)),
    "touches/<uuid:uid>/delete": Page(Who.OWNER, ("touch",), post=True),
    "gives/<uuid:uid>": Page(Who.OWNER, ("give",)),
    "gives/<uuid:uid>/delete": Page(Who.OWNER, ("give",), post=True),
    **dict.fromkeys(
        (
            "imports/<uuid:uid>",
            "imports/<uuid:uid>/look-alikes",
            "imports/<uuid:uid>/progress",
            "imports/<uuid:uid>/refused.csv",
            "imports/<uuid:uid>/undo",
        ),
        Page(Who.OWNER, ("import",)),
    ),
    **dict.fromkeys(("sources", "sources/contacts/new"), Page(Who.MEMBER)),
    **dict.fromkeys(
        ("sources/contacts/<uuid:uid>", "sources/contacts/<uuid:uid>/disconnect"), Page(Who.OWNER, ("account",))
    ),
    **dict.fromkeys(
        (
            f"sources/contacts/<uuid:uid>/{verb}"
            for verb in ("books", "sends", "look", "pause", "allow", "password", "clash")
        ),
        Page(Who.OWNER, ("account",), post=True),
    ),
    **dict.fromkeys(("sources/letters/address", "sources/letters/address/revoke"), Page(Who.MEMBER, post=True)),
    **dict.fromkeys(
        ("sources/calendars/<uuid:uid>", "sources/calendars/<uuid:uid>/remove"), Page(Who.OWNER, ("calendar",))
    ),
    **dict.fromkeys(
        (f"sources/calendars/<uuid:uid>/{verb}" for verb in ("pause", "refresh", "resume")),
        Page(Who.OWNER, ("calendar",), post=True),
    ),
    **dict.fromkeys(
        ("imports/<uuid:uid>/columns", "imports/<uuid:uid>/drop", "imports/<uuid:uid>/go"),
        Page(Who.OWNER, ("import",), post=True),
    ),
}
