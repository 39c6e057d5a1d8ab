"""A partner's own page: the agreement as they see it, by a link, without account, cookie or script.

The address is the credential, so no form token is needed and none is set; no other host is ever told it. Looking
changes nothing, and what cannot be taken back is asked once more, so that neither a scanner nor a slip does it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from grapevine.domain.education.queries import brief_for
from grapevine.domain.partnerships.actions import agreements as actions
from grapevine.domain.partnerships.actions.partner_links import as_partner, tell_me_no_more
from grapevine.domain.partnerships.models import PartnerLink
from grapevine.domain.partnerships.queries import agreements as queries
from grapevine.domain.partnerships.queries.agreements import Agreed
from grapevine.domain.partnerships.rules import agreement as rules
from grapevine.domain.partnerships.rules.agreement import LIVING, OPEN, Move
from grapevine.domain.partnerships.rules.check_ins import KEPT, Answers
from grapevine.domain.partnerships.rules.health import WORDS, Health
from grapevine.domain.partnerships.rules.terms import CADENCES, MOST_HOPED, Side
from grapevine.domain.professions.rules import MOMENTS, moments_served_by
from grapevine.interfaces.exchange import partnerships as plain
from grapevine.interfaces.exchange.briefs.reading import body
from grapevine.interfaces.web import limits
from grapevine.interfaces.web import partners_rows as rows
from grapevine.interfaces.web import partners_words as words
from grapevine.interfaces.web.by_link import by_link
from grapevine.interfaces.web.forms.refusals import status_of
from grapevine.interfaces.web.partner_giving import give, giving
from grapevine.interfaces.web.questions import called
from grapevine.interfaces.web.when import day_text
from grapevine.kit import clock
from grapevine.kit.errors import NotFound, Refused

#: What is asked once more before it is done, and how the question is put.
ASKED_AGAIN = {
    "sign": "Sign it",
    "decline": "Decline it",
    "end": "End the agreement",
    "stop": "Tell me no more",
}
#: So many moments are offered beside those that stand.
OFFERED = 14
#: What is typed beside a wording, shown again where it was refused.
_WORDS = ("do", "words", "kept", "helped", "change", "step", "until")


@by_link
def partner_page(request: HttpRequest, secret: str) -> HttpResponse:
    """The page, what is done on it, or why the link opens nothing any more."""
    now = clock.now()
    found = queries.by_secret(secret, now)
    if (request.method == "POST" or found is None) and not limits.within(request, "partner"):
        return limits.too_often(request)
    if found is None or not queries.usable(found[0], now):
        return _over(request, found)
    link, one = found
    if request.method != "POST":
        return _page(request, link, one)
    wanted = request.POST.get("do", "")
    if wanted in ASKED_AGAIN and request.POST.get("sure") != "yes":
        return _again(request, one, wanted)
    try:
        _act(request, secret, one, wanted)
    except NotFound:  # taken back between looking and acting
        return _over(request, queries.by_secret(secret, now))
    except Refused as refusal:
        fresh = queries.by_secret(secret, now)
        return _page(request, *fresh, refused=refusal) if fresh else _over(request, None)
    return _over(request, queries.by_secret(secret, now)) if wanted == "stop" else redirect(f"{request.path}#now")


def _act(request: HttpRequest, secret: str, one: Agreed, wanted: str) -> None:
    now, find = clock.now(), as_partner(secret, clock.now())
    if wanted == "stop":
        tell_me_no_more(now=now, secret=secret)
    elif wanted == "sign":
        actions.sign(now=now, find=find, version=_version(request))
    elif wanted == "change":
        said = plain.wording(_wording(request, one), Side.PARTNER, one.terms, regulated=one.partnership.regulated)
        actions.change(now=now, find=find, version=_version(request), said=said, note=request.POST.get("words", ""))
    elif wanted == "give":
        give(request, secret)
    elif wanted == "check_in":
        actions.check_in(now=now, find=find, answers=Answers(**{
            name: request.POST.get(name, "") for name in ("kept", "helped", "change", "step")
        }))  # fmt: skip
    elif wanted in (Move.DECLINE, Move.WITHDRAW):
        move, words_said = Move(wanted), request.POST.get("words", "")
        actions.answer(now=now, find=find, move=move, version=_version(request), note=words_said)
    elif wanted in (Move.PAUSE, Move.RESUME, Move.END):
        until = _day(request.POST.get("until", ""), "until") if wanted == Move.PAUSE else None
        actions.answer(now=now, find=find, move=Move(wanted), note=request.POST.get("words", ""), until=until)
    else:
        raise Refused("Choose what to do with it.")


def _version(request: HttpRequest) -> int:
    """The wording that was on the page; 0, which never stands, for anything else."""
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) <= 6 else 0


def _wording(request: HttpRequest, one: Agreed) -> dict[str, Any]:
    """What the partner wants otherwise; numbers left out of a regulated agreement."""
    found: dict[str, Any] = {
        "your_moments": [key for key in request.POST.getlist("moments") if key in MOMENTS],
        "introduce": request.POST.get("introduce", one.terms.introduce),
        "note": request.POST.get("note", one.terms.note),
        "review_on": _day(request.POST.get("review_on", ""), "review_on"),
    }
    if "cadence" in request.POST:
        said = request.POST["cadence"]
        found["cadence"] = int(said) if said in map(str, CADENCES) else 0
    for name in () if one.partnership.regulated else ("you_hope", "they_hope"):
        said = request.POST.get(name, "").strip()
        if said and not (said.isdecimal() and len(said) <= 3):
            raise Refused(f"A hope is a number from 1 to {MOST_HOPED} a quarter, or left open.", name)
        found[name] = int(said or 0)
    return found


def _day(said: str, field: str) -> date | None:
    """The day of a form's field; None, which leaves it as it is or open, for an empty one."""
    try:
        return date.fromisoformat(said.strip()) if said.strip() else None
    except ValueError:
        raise Refused("Write the day as year-month-day, like 2026-03-31.", field) from None


def _page(request: HttpRequest, link: PartnerLink, one: Agreed, refused: Refused | None = None) -> HttpResponse:
    row, calls, zone = one.partnership, rows.short(one), one.partnership.owner.time_zone
    steps = plain.history(row, Side.PARTNER)
    said = plain.terms(one.terms, Side.PARTNER)
    force = plain.terms(one.in_force, Side.PARTNER) if one.in_force else None
    waits = one.standing.waits_for() is not None
    read = brief_for(actions.owner_actor(row), row.person.uid)
    context = {
        **_who(request, one),
        "until": day_text(link.expires_at, zone),
        "over": one.standing.state not in OPEN,
        "living": one.standing.state in LIVING,
        "state": str(one.standing.state),
        "began": row.started_on,
        "version": one.standing.version,
        "waits_for_me": one.my_turn,
        "waits_for_them": one.standing.waits_for() is Side.OWNER,
        "regulated": row.regulated,
        "produced": one.produced,
        "hoped": _hoped(one),
        "health": _health(one, calls),
        "wording": words.wording(force or said, calls),
        "waiting": words.wording(said, calls) if waits and force else [],
        "changes": words.changes(force, said, calls) if waits and force else [],
        "said": (form := _typed(request, said)),
        "cadences": list(CADENCES.items()),
        "typed": {name: request.POST.get(name, "") for name in _WORDS},
        "moments": _offered(one, form["your_moments"]),
        "signatures": words.signatures(steps, calls, zone),
        "history": words.history(steps, calls, zone),
        "check_ins": words.check_ins([plain.check_in(each, Side.PARTNER) for each in queries.check_ins_of(row)], calls),
        "kept": list(KEPT.items()),
        "check_in_due": one.check_in_due,
        "can": {move.value for move in Move if not rules.refusal(one.standing, move, Side.PARTNER)},
        "brief": body(read.text) if read else None,
        "refused": refused.reason if refused else "",
        **giving(request, row),
    }
    return render(request, "partner_page/show.html", context, status=status_of(refused))


def _hoped(one: Agreed) -> dict[str, int | None]:
    """What either side hopes to send a quarter by the wording in force: .mine, .theirs; .any: whether either does."""
    force = one.in_force
    mine, theirs = (force.hopes(Side.PARTNER), force.hopes(Side.OWNER)) if force else (None, None)
    return {"mine": mine, "theirs": theirs, "any": mine or theirs}


def _health(one: Agreed, calls: str) -> str:
    """How it does, in one line, with what that rests on."""
    state = rows.state(one, clock.now().date())
    word = f"{calls}’s turn" if state["text"] == WORDS[Health.THEIR_TURN] else state["text"]
    return f"{word}: {state['range']} of all that you two sent." if state["range"] else f"{word}."


def _typed(request: HttpRequest, said: dict[str, Any]) -> dict[str, Any]:
    """The wording for the form: as it stands, or as it was typed when that was refused."""
    if request.POST.get("do") != "change":
        return said
    typed = {name: request.POST[name] for name in said if name in request.POST}
    return {**said, **typed, "your_moments": request.POST.getlist("moments")}


def _who(request: HttpRequest, one: Agreed) -> dict[str, Any]:
    owner = one.partnership.owner
    return {
        "member_name": owner.name,
        "first": (owner.name.split() or [owner.name])[0],
        "work": ", ".join(part for part in (owner.profession, owner.firm or owner.place) if part),
        "initials": owner.initials,
        "whom": called(one.partnership.person),
        "host": request.get_host(),
    }


def _offered(one: Agreed, chosen: list[str]) -> list[dict[str, Any]]:
    """Moments to tick: those that stand, then those the partner's profession serves."""
    keys = list(dict.fromkeys([*chosen, *moments_served_by(one.partnership.person.profession_key)]))[:OFFERED]
    return [{"key": key, "name": MOMENTS[key].name, "chosen": key in chosen} for key in keys if key in MOMENTS]


def _again(request: HttpRequest, one: Agreed, wanted: str) -> HttpResponse:
    """The question before what cannot be taken back."""
    context = {
        **_who(request, one),
        "do": wanted,
        "label": ASKED_AGAIN[wanted],
        "version": _version(request),
        "words": request.POST.get("words", "")[:2_000],
        "lines": words.wording(plain.terms(one.terms, Side.PARTNER), rows.short(one)) if wanted == "sign" else [],
        "changed": wanted in ("sign", "decline") and _version(request) != one.standing.version,
    }
    return render(request, "partner_page/again.html", context, status=409 if context["changed"] else 200)


def _over(request: HttpRequest, found: tuple[PartnerLink, Agreed] | None) -> HttpResponse:
    now = clock.now()
    why, name = "unknown", ""
    if found:
        link, one = found
        name = one.partnership.owner.name
        why = "stopped" if one.partnership.told_no_more_at else "expired" if link.expires_at <= now else "revoked"
    return render(request, "partner_page/over.html", {"why": why, "member_name": name}, status=410 if found else 404)
