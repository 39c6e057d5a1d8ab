"""Who may ask for what: one row for every operation of the API. A new one without a row fails the tests."""

from __future__ import annotations

from grapevine.domain.depth.rules.parts import INGREDIENTS
from tests.house.access import Operation

_V1 = "/api/v1"
_PEOPLE, _TOUCHES, _GIVES, _IMPORTS = f"{_V1}/people", f"{_V1}/touches", f"{_V1}/gives", f"{_V1}/imports"
_PERSON, _TOUCH, _GIVE = f"{_PEOPLE}/{{person_id}}", f"{_TOUCHES}/{{touch_id}}", f"{_GIVES}/{{give_id}}"
_PROMISES = f"{_V1}/promises"
_STORY = f"{_V1}/stories/{{story_id}}"
_NAMED = f"{_V1}/stories/named/{{party_id}}"
_SAID = f"{_V1}/testimonials/{{testimonial_id}}"
_REFERRAL = f"{_V1}/referrals/{{referral_id}}"
_WEBHOOKS = f"{_V1}/webhooks"
_WEBHOOK = f"{_WEBHOOKS}/{{webhook_id}}"
_PROMISE = f"{_PROMISES}/{{promise_id}}"
_IMPORT = f"{_IMPORTS}/{{import_id}}"
_SOURCES = f"{_V1}/sources"
_CALENDAR = f"{_SOURCES}/calendars/{{calendar_id}}"
_ACCOUNTS = f"{_SOURCES}/contacts"
_ACCOUNT = f"{_ACCOUNTS}/{{account_id}}"
_BRIEF = f"{_V1}/briefs/{{brief_id}}"
_AGREED = f"{_V1}/partnerships/{{partnership_id}}"
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
    **dict.fromkeys((f"GET {_V1}/partners/{what}" for what in ("suggestions", "passed-over", "offer")),
                    Operation("people:read")),
    f"POST {_V1}/partners/passed-over": Operation("people:write", body={"person": "{namesake}"}),
    f"DELETE {_V1}/partners/passed-over/{{passed_id}}": Operation("people:write", ("passed",)),
    f"PUT {_V1}/partners/offer": Operation("people:write", body={"place": "Oakland"}),
    f"GET {_V1}/partnerships": Operation("people:read"),
    f"POST {_V1}/partnerships": Operation("people:write", body={"person": "{namesake}", "your_moments": ["divorce"]}),
    f"GET {_AGREED}": Operation("people:read", ("agreement",)),
    f"POST {_AGREED}/wordings": Operation("people:write", ("agreement",), {"version": 1, "cadence": 60}),
    f"POST {_AGREED}/signatures": Operation("people:write", ("agreement",), {"version": 1}),
    f"POST {_AGREED}/steps": Operation("people:write", ("agreement",), {"move": "resume"}),
    f"POST {_AGREED}/check-ins": Operation("people:write", ("agreement",), {"kept": "yes"}),
    f"POST {_AGREED}/links": Operation("people:write", ("agreement",), {}),
    f"DELETE {_V1}/partnerships/links/{{link_id}}": Operation("people:write", ("partner_link",)),
    f"GET {_V1}/export": Operation("export:read"),
    f"GET {_V1}/network/shape": Operation("network:read"),
    f"GET {_V1}/insights": Operation("gives:read network:read referrals:read touches:read"),
    f"GET {_V1}/insights/together": Operation("network:read"),
    f"GET {_V1}/insights/organisations/{{organisation_id}}": Operation("organisation:read", ("organisation",)),
    f"POST {_V1}/insights/organisations/{{organisation_id}}/count": Operation("organisation:read", ("organisation",)),
    f"GET {_V1}/audit": Operation("network:read gives:read"),
    f"GET {_V1}/audit/{{group}}": Operation("network:read gives:read", ("nothing",)),
    f"GET {_V1}/goals": Operation("referrals:read"),
    f"POST {_V1}/goals": Operation(
        "referrals:read referrals:write", body={"kind": "clients", "amount": 5, "period": "year"}
    ),
    f"GET {_V1}/goals/what-if": Operation("referrals:read"),
    f"DELETE {_V1}/goals/{{goal_id}}": Operation("referrals:read referrals:write", ("goal",)),
    f"GET {_V1}/forecast": Operation("referrals:read"),
    f"GET {_V1}/forecast/record": Operation("referrals:read"),
    f"GET {_PEOPLE}": Operation("people:read"),
    f"POST {_PEOPLE}": Operation("people:write", body={"name": "Priya Raman"}),
    f"GET {_PERSON}": Operation("people:read", ("person",)),
    f"PUT {_PERSON}": Operation("people:write", ("person",), {"name": "Priya Raman"}),
    f"PATCH {_PERSON}": Operation("people:write", ("person",), {"firm": "Raman Realty"}),
    f"DELETE {_PERSON}": Operation("people:write", ("person",)),
    f"POST {_PERSON}/archive": Operation("people:write", ("person",)),
    f"POST {_PERSON}/restore": Operation("people:write", ("person",)),
    f"GET {_PERSON}/knowledge": Operation("people:read", ("person",)),
    f"GET {_PERSON}/preparation": Operation("people:read touches:read gives:read", ("person",)),
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
    **{f"GET {_V1}/{kind}": Operation("people:read") for kind in ("lessons", "teach-backs", "refreshers")},
    f"POST {_V1}/lessons": Operation("people:write", body={"person": "{person}", "parts": ["listen_for"]}),
    f"DELETE {_V1}/lessons/{{lesson_id}}": Operation("people:write", ("lesson",)),
    f"POST {_V1}/teach-backs": Operation("people:write", body={"person": "{person}"}),
    f"POST {_V1}/teach-backs/in-person": Operation(
        "people:write", body={"person": "{person}", "shares": {"listen_for": 0.5}}
    ),
    f"POST {_V1}/teach-backs/referral": Operation("people:write", body={"person": "{person}", "fits": True}),
    f"POST {_V1}/teach-backs/{{teach_back_id}}/revoke": Operation("people:write", ("teach_back",)),
    f"DELETE {_V1}/teach-backs/{{teach_back_id}}": Operation("people:write", ("teach_back",)),
    f"PUT {_PERSON}/refreshers": Operation("people:write", ("person",), {"refreshers": "off"}),
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
    f"POST {_V1}/asks/current/words": Operation("people:write", body={"tell": "Call her"}),
    f"POST {_V1}/asks/current/skip": Operation("people:write"),
    f"POST {_V1}/asks/current/heard": Operation("people:write", body={"meeting": True}),
    f"POST {_V1}/asks/{{ask_id}}/came": Operation("people:write", ("ask",), {"came_of": "A call"}),
    f"GET {_WEBHOOKS}": Operation("webhooks:read"),
    f"POST {_WEBHOOKS}": Operation("webhooks:write", body={"name": "Ledger", "address": "https://example.com/hook"}),
    f"GET {_WEBHOOK}": Operation("webhooks:read", ("webhook",)),
    f"PATCH {_WEBHOOK}": Operation("webhooks:write", ("webhook",), {"name": "Books"}),
    f"DELETE {_WEBHOOK}": Operation("webhooks:write", ("webhook",)),
    f"POST {_WEBHOOK}/secret": Operation("webhooks:write", ("webhook",)),
    f"POST {_WEBHOOK}/pause": Operation("webhooks:write", ("webhook",), {"paused": False}),
    f"POST {_WEBHOOK}/trial": Operation("webhooks:write", ("webhook",)),
    f"GET {_WEBHOOK}/messages": Operation("webhooks:read", ("webhook",)),
    f"POST {_WEBHOOKS}/messages/{{message_id}}/replay": Operation("webhooks:write", ("message",)),
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
    f"GET {_V1}/referrals/serving": Operation("referrals:read people:read touches:read gives:read"),
    f"POST {_V1}/referrals/introductions": Operation(
        "gives:write people:write", body={"one": "{person}", "other": "{namesake}"}
    ),
    f"GET {_V1}/referrals/times": Operation("referrals:read"),
    f"PUT {_V1}/referrals/times": Operation("referrals:write referrals:read", body={"days": {"sent": 3}}),
    f"GET {_REFERRAL}": Operation("referrals:read", ("referral",)),
    f"POST {_REFERRAL}/words": Operation("referrals:write", ("referral",), {"need": "Taxes"}),
    f"POST {_REFERRAL}/chain": Operation("referrals:write", ("referral",), {"came_from": None}),
    f"GET {_REFERRAL}/links": Operation("referrals:read", ("referral",)),
    f"POST {_REFERRAL}/links": Operation("referrals:write", ("referral",), {"purpose": "prospect"}),
    f"DELETE {_V1}/referral-links/{{link_id}}": Operation("referrals:write", ("referral_link",)),
    f"GET {_V1}/referral-requests": Operation("referrals:read"),
    f"POST {_V1}/referral-requests/{{request_id}}/accept": Operation("referrals:write", ("incoming",), {}),
    f"DELETE {_V1}/referral-requests/{{request_id}}": Operation("referrals:write", ("incoming",)),
    f"GET {_V1}/referral-letters": Operation("referrals:read"),
    f"PATCH {_V1}/referral-letters": Operation("referrals:write", body={"moves": "daily"}),
    f"POST {_REFERRAL}/own": Operation("referrals:write", ("referral",), {"note": "Ask on Friday"}),
    f"POST {_REFERRAL}/consent": Operation("referrals:write", ("referral",), {"how": "introduced"}),
    f"POST {_REFERRAL}/moves": Operation("referrals:write", ("referral",), {"to": "withdrawn"}),
    f"POST {_REFERRAL}/thanks": Operation("referrals:write", ("won",), {}),
    f"DELETE {_REFERRAL}/thanks": Operation("referrals:write", ("thanked",)),
    f"GET {_V1}/stories": Operation("stories:read"),
    f"POST {_V1}/stories": Operation("stories:write", body={"title": "The uncle"}),
    f"GET {_STORY}": Operation("stories:read", ("story",)),
    f"POST {_STORY}/wording": Operation("stories:write", ("story",), {"title": "The aunt"}),
    f"POST {_STORY}/reach": Operation("stories:write", ("story",), {"reach": "private"}),
    f"DELETE {_STORY}": Operation("stories:write", ("story",)),
    f"POST {_STORY}/brief": Operation("stories:write people:write", ("story",), {"text": "An uncle."}),
    f"POST {_STORY}/named": Operation("stories:write", ("story",), {"name": "Nell"}),
    f"POST {_STORY}/comments": Operation("stories:write", ("story",), {"text": "Kind."}),
    f"POST {_NAMED}": Operation("stories:write", ("story_party",), {"role": "a friend"}),
    f"DELETE {_NAMED}": Operation("stories:write", ("story_party",)),
    f"POST {_NAMED}/link": Operation("stories:write", ("story_party",), {"reach": "chapter"}),
    f"POST {_NAMED}/agreed": Operation("stories:write", ("story_party",), {"reach": "chapter", "words": "At lunch"}),
    f"DELETE {_NAMED}/agreed": Operation("stories:write", ("story_party",)),
    f"POST {_V1}/stories/comments/{{comment_id}}": Operation(
        "stories:write", ("story_comment",), {"decision": "approve"}
    ),
    f"DELETE {_V1}/stories/comments/{{comment_id}}": Operation("stories:write", ("story_comment",)),
    f"GET {_V1}/testimonials": Operation("stories:read"),
    f"POST {_V1}/testimonials": Operation("stories:write", body={"person": "{person}"}),
    f"POST {_SAID}/place": Operation("stories:write", ("testimonial",), {"reach": "private"}),
    f"DELETE {_SAID}": Operation("stories:write", ("testimonial",)),
    f"POST {_PERSON}/guard": Operation("people:read touches:read gives:read", ("person",), {"draft": "Hello"}),
    f"POST {_PERSON}/guard/overrule": Operation(
        "people:write people:read touches:read gives:read", ("person",), {"draft": "Do you know anyone who needs me?"}
    ),
    f"GET {_V1}/guard/overrules": Operation("people:read"),
    f"DELETE {_V1}/guard/overrules/{{overrule_id}}": Operation("people:write", ("overruled",)),
    f"GET {_V1}/techniques": Operation("people:read"),
    f"GET {_PERSON}/techniques": Operation("people:read touches:read gives:read", ("person",)),
    f"GET {_V1}/practice": Operation("people:read touches:read gives:read"),
    f"POST {_V1}/techniques/{{key}}/choose": Operation("people:write", ("nothing",)),
    f"POST {_V1}/techniques/{{key}}/tries": Operation("people:write", ("nothing",), {"went": "well"}),
    f"DELETE {_V1}/practice/{{try_id}}": Operation("people:write", ("try",)),
    f"GET {_V1}/plan": Operation("people:read touches:read gives:read"),
    f"POST {_V1}/plan/{{person_id}}/{{key}}": Operation(
        "people:write touches:write gives:write people:read touches:read gives:read", ("person", "technique"),
        {"state": "later"},
    ),
    **{f"{verb} {_V1}/plan/calendar": Operation("people:write people:read touches:read gives:read")
       for verb in ("GET", "POST")},
    f"DELETE {_V1}/plan/calendar": Operation("people:write"),
    f"GET {_V1}/plan/letter": Operation("people:read"),
    f"PATCH {_V1}/plan/letter": Operation(
        "people:write people:read touches:read gives:read", body={"wished": True}
    ),
    f"DELETE {_V1}/plan/answers/{{answer_id}}": Operation("people:write", ("planned",)),
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
