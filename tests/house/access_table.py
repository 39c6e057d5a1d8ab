"""Who may do what: one row for every route, API operation and command. A new one without a row fails the tests."""

from __future__ import annotations

from grapevine.domain.depth.rules.parts import INGREDIENTS
from tests.house.access import Operation, Page, Who

#: Routes that a library brings in whole, by the beginning of the route; it guards them itself.
LIBRARIES: tuple[str, ...] = ("account/",)

PAGES: dict[str, Page] = {
    **dict.fromkeys(("", "export", "imports", "imports/new", "log", "network"), Page(Who.MEMBER)),
    **dict.fromkeys(("people", "people/new", "people/suggest", "settings", "welcome"), Page(Who.MEMBER)),
    **dict.fromkeys(("settings/addresses", "settings/keys", "settings/tempo"), Page(Who.MEMBER, post=True)),
    "settings/devices/<int:pk>/end": Page(Who.OWNER, ("device",), post=True),
    **dict.fromkeys(("log/line", "log/line/undo"), Page(Who.MEMBER, post=True)),
    "settings/invitations": Page(Who.MEMBER),
    "settings/invitations/<uuid:uid>/revoke": Page(Who.OWNER, ("invitation",), post=True),
    "join/<str:secret>": Page(Who.ANYONE, ("nothing",)),
    "settings/keys/<uuid:uid>/revoke": Page(Who.OWNER, ("token",), post=True),
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

_V1 = "/api/v1"
_PEOPLE, _TOUCHES, _GIVES, _IMPORTS = f"{_V1}/people", f"{_V1}/touches", f"{_V1}/gives", f"{_V1}/imports"
_PERSON, _TOUCH, _GIVE = f"{_PEOPLE}/{{person_id}}", f"{_TOUCHES}/{{touch_id}}", f"{_GIVES}/{{give_id}}"
_PROMISES = f"{_V1}/promises"
_REFERRAL = f"{_V1}/referrals/{{referral_id}}"
_PROMISE = f"{_PROMISES}/{{promise_id}}"
_IMPORT = f"{_IMPORTS}/{{import_id}}"
_SOURCES = f"{_V1}/sources"
_CALENDAR = f"{_SOURCES}/calendars/{{calendar_id}}"
_ACCOUNTS = f"{_SOURCES}/contacts"
_ACCOUNT = f"{_ACCOUNTS}/{{account_id}}"
_BRIEF = f"{_V1}/briefs/{{brief_id}}"
_WISHES, _INTRODUCTIONS = f"{_V1}/wishes", f"{_V1}/introductions"
_WISH, _INTRODUCTION = f"{_WISHES}/{{wish_id}}", f"{_INTRODUCTIONS}/{{introduction_id}}"

#: A value in braces in a body is a thing of the owner's: a stranger who names it must not get it.
OPERATIONS: dict[str, Operation] = {
    f"GET {_V1}/me": Operation("account:read"),
    **dict.fromkeys((f"GET {_V1}/professions", f"GET {_V1}/moments"), Operation("people:read")),
    **dict.fromkeys(
        (f"GET {_V1}/professions/{{key}}", f"GET {_V1}/moments/{{key}}"), Operation("people:read", ("nothing",))
    ),
    f"PUT {_PERSON}/profession": Operation("people:write", ("person",), {"profession_key": "realtor"}),
    f"GET {_V1}/export": Operation("export:read"),
    f"GET {_V1}/network/shape": Operation("network:read"),
    f"GET {_PEOPLE}": Operation("people:read"),
    f"POST {_PEOPLE}": Operation("people:write", body={"name": "Priya Raman"}),
    f"GET {_PERSON}": Operation("people:read", ("person",)),
    f"PUT {_PERSON}": Operation("people:write", ("person",), {"name": "Priya Raman"}),
    f"PATCH {_PERSON}": Operation("people:write", ("person",), {"firm": "Raman Realty"}),
    f"DELETE {_PERSON}": Operation("people:write", ("person",)),
    f"POST {_PERSON}/archive": Operation("people:write", ("person",)),
    f"POST {_PERSON}/restore": Operation("people:write", ("person",)),
    f"GET {_PERSON}/knowledge": Operation("people:read", ("person",)),
    f"POST {_PERSON}/knowledge": Operation("people:write", ("person",), {"heading": "goals", "text": "A boat"}),
    f"POST {_PERSON}/told": Operation("people:write", ("person",), {"heading": "goals"}),
    f"GET {_V1}/knowledge/{{knowledge_id}}": Operation("people:read", ("knowledge",)),
    f"PATCH {_V1}/knowledge/{{knowledge_id}}": Operation("people:write", ("knowledge",), {"text": "A larger boat"}),
    f"DELETE {_V1}/knowledge/{{knowledge_id}}": Operation("people:write", ("knowledge",)),
    f"POST {_PEOPLE}/bulk": Operation("people:write", body={"do": "archive", "people": ["{person}"]}),
    f"GET {_PEOPLE}/changes": Operation("people:read"),
    f"POST {_PEOPLE}/changes/{{change_id}}/undo": Operation("people:write", ("change",)),
    f"GET {_PEOPLE}/unsorted": Operation("people:read"),
    f"GET {_IMPORT}/unsorted": Operation("imports:read", ("import",)),
    f"GET {_PEOPLE}/doubles": Operation("people:read"),
    f"GET {_PEOPLE}/merges": Operation("people:read"),
    f"POST {_PEOPLE}/apart": Operation("people:write", body={"one": "{person}", "other": "{namesake}"}),
    f"POST {_PEOPLE}/merge": Operation("people:write", body={"keep": "{person}", "other": "{namesake}"}),
    f"POST {_PEOPLE}/merges/{{merge_id}}/undo": Operation("people:write", ("merge",)),
    f"GET {_WISHES}": Operation("people:read"),
    f"POST {_WISHES}": Operation("people:write", body={"name": "Carla Ortiz"}),
    f"GET {_WISH}": Operation("people:read", ("wish",)),
    f"PATCH {_WISH}": Operation("people:write", ("wish",), {"why": "Mediation"}),
    f"DELETE {_WISH}": Operation("people:write", ("wish",)),
    f"POST {_WISH}/take": Operation("people:write", ("wish",)),
    f"GET {_WISH}/paths": Operation("people:read", ("wish",)),
    f"GET {_PERSON}/paths": Operation("people:read", ("person",)),
    f"GET {_PERSON}/acquaintances": Operation("people:read", ("person",)),
    f"POST {_PERSON}/acquaintances": Operation("people:write", ("person",), {"wish": "{wish}"}),
    f"DELETE {_V1}/acquaintances/{{acquaintance_id}}": Operation("people:write", ("acquaintance",)),
    f"PUT {_PERSON}/standing": Operation("people:write", ("person",), {"standing": "hidden"}),
    f"GET {_INTRODUCTIONS}": Operation("people:read"),
    f"POST {_INTRODUCTIONS}": Operation("people:write", body={"wish": "{wish}", "person": "{person}"}),
    f"GET {_INTRODUCTION}": Operation("people:read", ("introduction",)),
    f"PATCH {_INTRODUCTION}": Operation("people:write", ("introduction",), {"letter": "Dear Ben"}),
    f"POST {_INTRODUCTION}/steps": Operation(
        "people:write touches:write gives:write", ("introduction",), {"state": "asked"}
    ),
    f"GET {_PERSON}/questions": Operation("people:read", ("person",)),
    f"POST {_PERSON}/questions": Operation("people:write", ("person",), {"days": 30}),
    f"DELETE {_V1}/questions/{{question_id}}": Operation("people:write", ("asked",)),
    f"POST {_PERSON}/answers": Operation("people:write", ("person",), dict.fromkeys(INGREDIENTS, 3)),
    f"GET {_PERSON}/corrections": Operation("people:read", ("person",)),
    f"POST {_PERSON}/corrections": Operation(
        "people:write", ("person",), {"side": "mine", "part": "know", "value": 3}
    ),
    f"DELETE {_V1}/corrections/{{correction_id}}": Operation("people:write", ("corrected",)),
    f"GET {_V1}/briefs": Operation("people:read"),
    f"POST {_V1}/briefs": Operation("people:write", body={"name": "For banks", "people": ["{person}"]}),
    f"PATCH {_V1}/briefs/main": Operation("people:write", body={"headline": "I help parents part calmly."}),
    f"GET {_BRIEF}": Operation("people:read", ("brief",)),
    f"PATCH {_BRIEF}": Operation("people:write", ("brief",), {"headline": "I help parents part calmly."}),
    f"DELETE {_BRIEF}": Operation("people:write", ("brief",)),
    f"PUT {_BRIEF}/people": Operation("people:write", ("variant",), {"name": "For all", "people": []}),
    **{f"GET {_BRIEF}/{part}": Operation("people:read", ("brief",)) for part in ("versions", "qr", "pdf")},
    f"POST {_BRIEF}/versions/{{number}}/restore": Operation("people:write", ("brief", "first")),
    **{
        f"POST {_BRIEF}/{verb}": Operation("people:write", ("brief",)) for verb in ("publish", "take-down", "address")
    },
    f"GET {_PERSON}/brief": Operation("people:read", ("person",)),
    f"GET {_V1}/recent-clients": Operation("people:read"),
    f"PUT {_V1}/recent-clients": Operation("people:write", body={"items": [{"who": "J. P."}]}),
    f"DELETE {_V1}/recent-clients": Operation("people:write"),
    f"GET {_V1}/links": Operation("people:read"),
    f"POST {_PERSON}/link": Operation("people:write", ("person",)),
    f"POST {_V1}/links/accept": Operation("people:write", body={"code": "{nothing}"}),
    f"POST {_V1}/links/{{link_id}}/accept": Operation("people:write", ("brought",), {"person": None}),
    f"POST {_V1}/links/{{link_id}}/decline": Operation("people:write", ("brought",)),
    f"DELETE {_V1}/links/{{link_id}}": Operation("people:write", ("brought",)),
    f"GET {_V1}/asks": Operation("people:read"),
    f"GET {_V1}/asks/current": Operation("people:read"),
    f"PATCH {_V1}/asks/current": Operation("people:write", body={"tell": "Call her"}),
    f"POST {_V1}/asks/current/skip": Operation("people:write"),
    f"POST {_V1}/asks/current/heard": Operation("people:write", body={"meeting": True}),
    f"PATCH {_V1}/asks/{{ask_id}}": Operation("people:write", ("ask",), {"came_of": "A call"}),
    f"GET {_V1}/letters": Operation("letters:read"),
    f"POST {_V1}/letters/{{letter_id}}/retry": Operation("letters:write", ("letter",)),
    f"POST {_V1}/letters/{{letter_id}}/cancel": Operation("letters:write", ("letter",)),
    f"GET {_PERSON}/depth": Operation("network:read", ("person",)),
    f"POST {_PERSON}/rating": Operation("people:write", ("person",), {"value": 4}),
    f"GET {_TOUCHES}": Operation("touches:read"),
    f"POST {_TOUCHES}": Operation("touches:write", body={"person": "{person}", "kind": "call"}),
    f"GET {_TOUCH}": Operation("touches:read", ("touch",)),
    f"PATCH {_TOUCH}": Operation("touches:write", ("touch",), {"minutes": 30}),
    f"DELETE {_TOUCH}": Operation("touches:write", ("touch",)),
    f"POST {_V1}/lines": Operation("people:read touches:write gives:write", body={"line": "called Ben"}),
    f"GET {_GIVES}": Operation("gives:read"),
    f"POST {_GIVES}": Operation("gives:write", body={"person": "{person}", "kind": "idea", "direction": "given"}),
    f"GET {_GIVE}": Operation("gives:read", ("give",)),
    f"PATCH {_GIVE}": Operation("gives:write", ("give",), {"note": "It helped."}),
    f"DELETE {_GIVE}": Operation("gives:write", ("give",)),
    f"GET {_PROMISES}": Operation("gives:read"),
    f"POST {_PROMISES}": Operation("gives:write", body={"person": "{person}", "what": "A name"}),
    f"GET {_PROMISE}": Operation("gives:read", ("promise",)),
    f"PATCH {_PROMISE}": Operation("gives:write", ("promise",), {"what": "Two names"}),
    f"DELETE {_PROMISE}": Operation("gives:write", ("promise",)),
    **{
        f"POST {_PROMISE}/{verb}": Operation("gives:write", ("promise",), {}) for verb in ("keep", "let-go", "reopen")
    },
    **{f"GET {_V1}/referrals{rest}": Operation("referrals:read") for rest in ("", "/board", "/results")},
    f"POST {_V1}/referrals": Operation("referrals:write", body={"person": "{person}", "need": "Taxes"}),
    f"GET {_REFERRAL}": Operation("referrals:read", ("referral",)),
    f"POST {_REFERRAL}/own": Operation("referrals:write", ("referral",), {"note": "Ask on Friday"}),
    f"POST {_REFERRAL}/consent": Operation("referrals:write", ("referral",), {"how": "introduced"}),
    f"POST {_REFERRAL}/moves": Operation("referrals:write", ("referral",), {"to": "withdrawn"}),
    f"POST {_REFERRAL}/thanks": Operation("referrals:write", ("won",), {}),
    f"DELETE {_REFERRAL}/thanks": Operation("referrals:write", ("thanked",)),
    f"GET {_V1}/today": Operation("people:read touches:read gives:read imports:read"),
    f"POST {_V1}/today/{{key}}/later": Operation("people:write", ("item",), {}),
    f"POST {_V1}/today/{{key}}/set-aside": Operation("people:write", ("item",), {}),
    f"POST {_V1}/today/{{key}}/done": Operation("touches:write gives:write", ("item",), {}),
    f"GET {_V1}/today/aside": Operation("people:read"),
    f"DELETE {_V1}/today/aside/{{aside_id}}": Operation("people:write", ("aside",)),
    f"GET {_SOURCES}": Operation("imports:read"),
    f"POST {_SOURCES}/calendars": Operation("imports:write", body={"address": "https://127.0.0.1/x.ics"}),
    f"GET {_CALENDAR}": Operation("imports:read", ("calendar",)),
    f"PATCH {_CALENDAR}": Operation("imports:write", ("calendar",), {"name": "Work"}),
    f"DELETE {_CALENDAR}": Operation("imports:write", ("calendar",)),
    **{
        f"POST {_CALENDAR}/{verb}": Operation("imports:write", ("calendar",)) for verb in ("refresh", "pause", "resume")
    },
    f"GET {_ACCOUNTS}": Operation("imports:read"),
    f"POST {_ACCOUNTS}": Operation(
        "imports:write people:write", body={"address": "https://127.0.0.1/", "user": "leah", "password": "secret"}
    ),
    f"GET {_ACCOUNT}": Operation("imports:read", ("account",)),
    f"GET {_ACCOUNT}/preview": Operation("imports:read", ("account",)),
    f"GET {_ACCOUNT}/clashes": Operation("imports:read", ("account",)),
    f"POST {_ACCOUNT}/clashes": Operation(
        "imports:write people:write", ("account",), {"person": "{person}", "field": "title", "word": "here"}
    ),
    f"PATCH {_ACCOUNT}": Operation("imports:write people:write", ("account",), {"sends": False}),
    f"DELETE {_ACCOUNT}": Operation("imports:write people:write", ("account",)),
    **{
        f"POST {_ACCOUNT}/{verb}": Operation("imports:write people:write", ("account",))
        for verb in ("look", "pause", "resume", "allow")
    },
    f"GET {_SOURCES}/drop-address": Operation("imports:write"),
    f"POST {_SOURCES}/drop-address": Operation("imports:write"),
    f"DELETE {_SOURCES}/drop-address": Operation("imports:write"),
    f"GET {_IMPORTS}": Operation("imports:read"),
    f"POST {_IMPORTS}": Operation("imports:write"),
    f"GET {_IMPORT}": Operation("imports:read", ("import",)),
    f"GET {_IMPORT}/refused": Operation("imports:read", ("import",)),
    f"GET {_IMPORT}/columns": Operation("imports:read", ("import",)),
    f"GET {_IMPORT}/questions": Operation("imports:read", ("import",)),
    f"POST {_IMPORT}/go": Operation("imports:write", ("import",)),
    f"POST {_IMPORT}/undo": Operation("imports:write", ("import",)),
    f"POST {_IMPORT}/discard": Operation("imports:write", ("import",)),
    f"POST {_IMPORT}/columns": Operation("imports:write", ("import",), {"files": []}),
    f"POST {_IMPORT}/questions/{{question_id}}/answer": Operation(
        "imports:write", ("import", "question"), {"person": None}
    ),
}

#: A MEMBER's command has `--as`, an OPERATOR's acts for the whole house, ANYONE's touches no stored data.
COMMANDS: dict[str, Who] = {
    **dict.fromkeys(("setup", "serve", "worker", "demo", "doctor", "backup", "restore"), Who.OPERATOR),
    **dict.fromkeys(("member add", "member invite", "member let-in", "member link", "member list"), Who.OPERATOR),
    "token list": Who.MEMBER,
    "token make": Who.MEMBER,
    "token revoke": Who.MEMBER,
    "export": Who.MEMBER,
    "import answer": Who.MEMBER,
    "import files": Who.MEMBER,
    "import list": Who.MEMBER,
    "import show": Who.MEMBER,
    "import undo": Who.MEMBER,
    **dict.fromkeys(
        (
            f"sources {verb}"
            for verb in ("list", "add-calendar", "edit-calendar", "refresh", "pause", "resume", "remove",
                         "drop-address")
        ),
        Who.MEMBER,
    ),
    **dict.fromkeys(
        (
            f"contacts {verb}"
            for verb in ("list", "connect", "books", "sync", "sends", "clashes", "settle", "allow", "pause", "resume",
                         "password", "disconnect")
        ),
        Who.MEMBER,
    ),
    **dict.fromkeys(("network path", "network picture"), Who.MEMBER),
    **dict.fromkeys(
        (
            f"introductions {verb}"
            for verb in ("wishes", "wish", "give-up", "forget", "knows", "not-so", "hide", "allow", "list", "show",
                         "draft", "letter", "step")
        ),
        Who.MEMBER,
    ),
    **dict.fromkeys(
        (
            f"briefs {verb}"
            for verb in ("list", "show", "edit", "add", "delete", "versions", "restore", "publish", "take-down", "qr",
                         "pdf", "last-ten")
        ),
        Who.MEMBER,
    ),
    "network shape": Who.MEMBER,
    **dict.fromkeys(("professions list", "professions show", "professions choose"), Who.MEMBER),
    **dict.fromkeys(("moments list", "moments show"), Who.MEMBER),
    "people add": Who.MEMBER,
    "people apart": Who.MEMBER,
    "people doubles": Who.MEMBER,
    "people merge": Who.MEMBER,
    "people merges": Who.MEMBER,
    "people unmerge": Who.MEMBER,
    "people archive": Who.MEMBER,
    **dict.fromkeys(("people changes", "people tag", "people undo", "people unsorted", "people untag"), Who.MEMBER),
    "people edit": Who.MEMBER,
    "people erase": Who.MEMBER,
    "people list": Who.MEMBER,
    "people restore": Who.MEMBER,
    "people segment": Who.MEMBER,
    "people show": Who.MEMBER,
    **dict.fromkeys(("knowledge add", "knowledge delete", "knowledge edit"), Who.MEMBER),
    **dict.fromkeys(("knowledge list", "knowledge told"), Who.MEMBER),
    "touches delete": Who.MEMBER,
    "touches edit": Who.MEMBER,
    "touches list": Who.MEMBER,
    "touches log": Who.MEMBER,
    "gives delete": Who.MEMBER,
    "gives edit": Who.MEMBER,
    "gives list": Who.MEMBER,
    "gives log": Who.MEMBER,
    **dict.fromkeys(
        (f"today {verb}" for verb in ("show", "later", "set-aside", "done", "aside", "bring-back")), Who.MEMBER
    ),
    **dict.fromkeys(
        (f"promises {verb}" for verb in ("list", "make", "keep", "let-go", "reopen", "edit", "delete")), Who.MEMBER
    ),
    **dict.fromkeys(
        (f"referrals {verb}" for verb in ("give", "note", "consent", "move", "thank", "list", "show", "results")),
        Who.MEMBER,
    ),
    "depth rate": Who.MEMBER,
    **dict.fromkeys(
        ("depth answer", "depth ask", "depth correct", "depth questions", "depth revoke", "depth uncorrect"), Who.MEMBER
    ),
    **dict.fromkeys((f"asks {verb}" for verb in ("came", "choose", "edit", "heard", "next", "show")), Who.MEMBER),
    **dict.fromkeys(("letters cancel", "letters list", "letters retry", "letters send-test"), Who.MEMBER),
    **dict.fromkeys(("links accept", "links ask", "links decline", "links end", "links list"), Who.MEMBER),
    "depth show": Who.MEMBER,
    "lab complement": Who.ANYONE,
    "lab depth": Who.ANYONE,
    "lab line": Who.ANYONE,
    "lab path": Who.ANYONE,
    "lab profession": Who.ANYONE,
}
