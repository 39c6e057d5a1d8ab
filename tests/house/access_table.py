"""Who may do what: routes (access_pages), operations of the API (access_operations), and here the commands."""

from __future__ import annotations

from tests.house.access import Who
from tests.house.access_operations import OPERATIONS
from tests.house.access_pages import LIBRARIES, PAGES

__all__ = ["COMMANDS", "LIBRARIES", "OPERATIONS", "PAGES"]

#: A MEMBER's command has `--as`, an OPERATOR's acts for the whole house, ANYONE's touches no stored data.
COMMANDS: dict[str, Who] = {
    **dict.fromkeys(("setup", "serve", "worker", "demo", "simulate", "doctor", "backup", "restore"), Who.OPERATOR),
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
    **dict.fromkeys((f"lessons {verb}" for verb in ("list", "give", "undo", "refreshers")), Who.MEMBER),
    **dict.fromkeys(
        (f"teach-backs {verb}" for verb in ("list", "ask", "check", "referral", "revoke", "delete")), Who.MEMBER
    ),
    "network shape": Who.MEMBER,
    **dict.fromkeys(("professions list", "professions show", "professions choose"), Who.MEMBER),
    "audit show": Who.MEMBER,
    "guard": Who.MEMBER,
    **dict.fromkeys((f"techniques {verb}" for verb in ("list", "choose", "tried", "practice", "forget")), Who.MEMBER),
    **dict.fromkeys((f"plan {verb}" for verb in ("show", "answer", "back", "calendar", "letter")), Who.MEMBER),
    **dict.fromkeys((f"insights {verb}" for verb in ("show", "together", "count-me", "survey")), Who.MEMBER),
    "insights organisation": Who.MEMBER,
    **dict.fromkeys((f"goals {verb}" for verb in ("list", "set", "what-if", "let-go")), Who.MEMBER),
    **dict.fromkeys(("forecast show", "forecast record"), Who.MEMBER),
    **dict.fromkeys(("moments list", "moments show"), Who.MEMBER),
    **dict.fromkeys((f"partners {verb}" for verb in ("suggest", "offer", "pass-over", "passed-over")), Who.MEMBER),
    **dict.fromkeys(
        (
            f"partners {verb}"
            for verb in ("list", "show", "propose", "change", "sign", "check-in", "decline", "withdraw", "pause",
                         "resume", "end", "link", "revoke-link")
        ),
        Who.MEMBER,
    ),
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
    "people prepare": Who.MEMBER,
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
        (
            f"referrals {verb}"
            for verb in (
                "links list", "links make", "links revoke", "requests list", "requests accept", "requests drop",
                "letters",
            )
        ),
        Who.MEMBER,
    ),
    **dict.fromkeys((f"referrals {verb}" for verb in ("serving", "times", "words", "chain", "introduce")), Who.MEMBER),
    **dict.fromkeys(
        (f"referrals {verb}" for verb in ("give", "note", "consent", "move", "thank", "list", "show", "results")),
        Who.MEMBER,
    ),
    **dict.fromkeys(
        (f"stories {verb}" for verb in
         ("list", "show", "tell", "edit", "reach", "delete", "brief", "name", "ask", "agreed", "unname", "comments",
          "comment", "decide", "ask-words", "words", "place-words", "delete-words")), Who.MEMBER
    ),
    "depth rate": Who.MEMBER,
    **dict.fromkeys(
        ("depth answer", "depth ask", "depth correct", "depth questions", "depth revoke", "depth uncorrect"), Who.MEMBER
    ),
    **dict.fromkeys((f"asks {verb}" for verb in ("came", "choose", "edit", "heard", "next", "show")), Who.MEMBER),
    **dict.fromkeys(
        (f"webhooks {verb}" for verb in
         ("add", "change", "list", "log", "pause", "remove", "replay", "resume", "secret", "try")), Who.MEMBER
    ),
    **dict.fromkeys(("letters cancel", "letters list", "letters retry", "letters send-test"), Who.MEMBER),
    **dict.fromkeys(("links accept", "links ask", "links decline", "links end", "links list"), Who.MEMBER),
    "depth show": Who.MEMBER,
    "lab complement": Who.ANYONE,
    "lab depth": Who.ANYONE,
    "lab guard": Who.ANYONE,
    "lab plan": Who.ANYONE,
    "lab forecast": Who.ANYONE,
    "lab line": Who.ANYONE,
    "lab match": Who.ANYONE,
    "lab path": Who.ANYONE,
    "lab profession": Who.ANYONE,
}
