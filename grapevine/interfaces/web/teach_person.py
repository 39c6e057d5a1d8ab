"""Teaching one partner: what to tell next, what was told, asking it back by a link or face to face, refreshers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.actions import lessons as actions
from grapevine.domain.education.actions import teach_backs
from grapevine.domain.education.models import TeachBack
from grapevine.domain.education.queries import lessons as queries
from grapevine.domain.education.rules import curriculum, keywords, memory, teaching
from grapevine.domain.education.rules.brief import HEADINGS, BriefText, Part
from grapevine.domain.education.rules.teaching import How, Refreshers
from grapevine.domain.letters import queries as letters
from grapevine.domain.letters import rules as letter_rules
from grapevine.domain.people import queries as people
from grapevine.domain.people.models import Person
from grapevine.domain.professions.rules import MOMENTS
from grapevine.interfaces.mail import teach_back_link
from grapevine.interfaces.web import letter_preview, words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.person import brief as shown
from grapevine.interfaces.web.questions import called
from grapevine.interfaces.web.when import day_text, today
from grapevine.kit.errors import Refused

WAYS = ((How.IN_PERSON.value, "face to face"), (How.MAIL.value, "by mail"), (How.LINK.value, "with the link"))
CHOICES = (
    (Refreshers.ASK.value, "Show me when"), (Refreshers.SEND.value, "Send by itself"), (Refreshers.OFF.value, "Off"),
)  # fmt: skip
_HOW = {How.IN_PERSON: "face to face", How.MAIL: "by mail", How.LINK: "by link", How.REFERRAL: "by whom they sent"}
#: So many entries of the history are listed.
SHOWN = 20


def address(person: Person) -> str:
    """The page of one partner."""
    return reverse("teach_person", args=[person.uid])


def wrote_before(request: MemberRequest, person: Person) -> bool:
    """Whether the member has seen and sent this letter to this person before."""
    return letters.letters(request.actor).filter(person=person, kind=teach_back_link.KIND).exists()


def writer(member: Member, actor: Actor, *, automatic: bool = False) -> teach_backs.Written:
    """How the letter is made once there is a link."""

    def written(row: TeachBack, secret: str) -> letter_rules.Letter:
        assert row.expires_at is not None
        return teach_back_link.letter(
            to_address=letters.address_of(actor, row.person), to_name=row.person.name, called=called(row.person),
            member_name=member.name, link=f"{settings.BASE_URL}/t/{secret}", questions=len(row.asked),
            until=day_text(row.expires_at, actor.time_zone), automatic=automatic,
        )  # fmt: skip

    return written


@member_page
@require_http_methods(["GET", "POST"])
def show(request: MemberRequest, uid: object) -> HttpResponse:
    """The page; a new link is made here, and stands on that one answer and nowhere else."""
    person = people.person(request.actor, uid)
    if request.method != "POST":
        return _page(request, person)
    try:
        row, secret = teach_backs.ask_teach_back(
            actor=request.actor, now=request.now, person_uid=uid, parts=request.POST.getlist("parts"),
            they_agreed=request.POST.get("they_agreed") == "on",
        )  # fmt: skip
    except Refused as refusal:
        return _page(request, person, refused=refusal.reason)
    drafted = writer(request.user, request.actor)(row, secret)
    return _page(
        request, person, link=f"{settings.BASE_URL}/t/{secret}", mail=letter_preview.preview(request, person, drafted)
    )


@member_page
@require_POST
def send(request: MemberRequest, uid: object) -> HttpResponse:
    """Send the letter with the link, in the words that were posted; the link is in them and nowhere else."""
    person = people.person(request.actor, uid)
    try:
        letter_preview.send(request, person, kind=teach_back_link.KIND, holding="/t/")
    except Refused as refusal:
        return _page(request, person, mail=letter_preview.again(request, person, refusal.reason))
    messages.success(request, letter_preview.sent_line(person))
    return redirect("teach_person", uid)


@member_page
@require_POST
def lesson(request: MemberRequest, uid: object) -> HttpResponse:
    """Note what was told."""
    person = people.person(request.actor, uid)
    try:
        actions.give_lesson(
            actor=request.actor, now=request.now, person_uid=uid, parts=request.POST.getlist("parts"),
            how=request.POST.get("how", How.IN_PERSON),
        )  # fmt: skip
    except Refused as refusal:
        return _page(request, person, refused_lesson=refusal.reason)
    messages.success(request, f"Kept. In a week it is time to ask {words.short(person)} about it.")
    return redirect("teach_person", uid)


@member_page
@require_POST
def check(request: MemberRequest, uid: object) -> HttpResponse:
    """Keep what they said when asked face to face: the key points that were ticked of each part that was asked."""
    person = people.person(request.actor, uid)
    text = queries.text_for(request.actor, person) or BriefText()
    said = {
        part.value: _share(request, part, len(keywords.key_points(text, part)))
        for part in memory.points_of(text)
        if part.value in request.POST.getlist("asked") or request.POST.getlist(f"said_{part}")
    }  # fmt: skip
    try:
        teach_backs.check_in_person(
            actor=request.actor, now=request.now, person_uid=uid, shares=said,
            unprompted=request.POST.get("unprompted") == "on",
        )  # fmt: skip
    except Refused as refusal:
        return _page(request, person, refused_check=refusal.reason)
    messages.success(request, f"Kept what {words.short(person)} said.")
    return redirect("teach_person", uid)


@member_page
@require_POST
def choose(request: MemberRequest, uid: object) -> HttpResponse:
    """Say whether refreshers are shown, sent or off."""
    actions.choose_refreshers(
        actor=request.actor, now=request.now, person_uid=uid, refreshers=request.POST.get("refreshers", "")
    )
    messages.success(request, "Kept.")
    return redirect("teach_person", uid)


@member_page
@require_POST
def undo(request: MemberRequest, uid: object) -> HttpResponse:
    """Take a lesson back."""
    person = actions.undo_lesson(actor=request.actor, now=request.now, lesson_uid=uid)
    messages.success(request, "Taken back.")
    return redirect("teach_person", person.uid)


@member_page
@require_POST
def revoke(request: MemberRequest, uid: object) -> HttpResponse:
    """Take a link back."""
    row = queries.teach_back(request.actor, uid)
    teach_backs.revoke_teach_back(actor=request.actor, now=request.now, teach_back_uid=uid)
    messages.success(request, "Taken back. The link opens nothing any more.")
    return redirect("teach_person", row.person.uid)


@member_page
@require_POST
def delete(request: MemberRequest, uid: object) -> HttpResponse:
    """Delete a teach-back with its answers."""
    person = teach_backs.delete_teach_back(actor=request.actor, now=request.now, teach_back_uid=uid)
    messages.success(request, "Deleted, as if it had never been.")
    return redirect("teach_person", person.uid)


def _page(request: MemberRequest, person: Person, **more: Any) -> HttpResponse:
    actor, zone = request.actor, request.actor.time_zone
    text = queries.text_for(actor, person)
    learner, told = queries.learner(actor, person), queries.told(actor, person)
    memories = queries.memories_of([person.pk]).get(person.pk, {})
    points = memory.points_of(text) if text else ()
    due = memory.due(points, memories, today(request.now, zone))
    steps = curriculum.plan(text, memories, told, request.now) if text else ()
    history = list(queries.teach_backs(actor, person)[:SHOWN])
    context = {
        "person": shown(person),
        "has_brief": text is not None,
        "steps": [_step(step) for step in steps],
        "next_parts": [part.value for part in steps[0].parts] if steps else [],
        "rows": [_row(request, text, part, memories, told) for part in Part if text.part(part)] if text else [],
        "ask_parts": [part.value for part in teaching.to_ask(points, memories, today(request.now, zone))],
        "due": [HEADINGS[part] for part in due],
        "checks": [_check(text, part) for part in (due or points)] if text else [],
        "ways": WAYS,
        "choices": CHOICES,
        "refreshers": learner.refreshers if learner else Refreshers.ASK.value,
        "known": _percent(memory.educated(points, memories, request.now)),
        "lessons": [_lesson(request, one) for one in queries.lessons(actor, person)[:SHOWN]],
        "teach_backs": [_teach_back(request, one) for one in history],
        "declined": any(one.declined_at for one in history),
        "link": "", "mail": None, "refused": "", "refused_lesson": "", "refused_check": "", **more,
    }  # fmt: skip
    wrong = any(context[name] for name in ("refused", "refused_lesson", "refused_check"))
    wrong = wrong or bool(context["mail"] and context["mail"]["refused"])
    return render(request, "teach/person.html", context, status=422 if wrong else 200)


def _share(request: MemberRequest, part: Part, points: int) -> float:
    ticked = request.POST.getlist(f"said_{part}")
    return keywords.share(str(number) in ticked for number in range(points))


def _step(step: curriculum.Step) -> dict[str, Any]:
    heads = ", ".join(HEADINGS[part] for part in step.parts)
    return {"on": f"{step.on.day} {step.on:%B}", "topic": step.topic, "parts": heads, "why": step.why}


def _row(request: MemberRequest, text: BriefText, part: Part, memories: Any, told: Any) -> dict[str, Any]:
    """One part of the brief: what to tell, when it was told, how strong it is, when it is asked again."""
    found, zone, value = memories.get(part), request.actor.time_zone, text.part(part)
    if part is Part.MOMENTS:
        value = tuple(f"{MOMENTS[key].name}: “{MOMENTS[key].sentence}”" for key in value if key in MOMENTS)
    return {
        "part": part.value,
        "heading": HEADINGS[part],
        "lines": [value] if isinstance(value, str) else list(value),
        "told": day_text(told[part], zone) if part in told else "",
        "percent": _percent(memory.strength(found, request.now)),
        "asked": found.asked if found else 0,
        "due": f"{found.due.day} {found.due:%B}" if found else "",
    }


def _check(text: BriefText, part: Part) -> dict[str, Any]:
    return {"part": part.value, "heading": HEADINGS[part], "points": list(enumerate(keywords.key_points(text, part)))}


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def _lesson(request: MemberRequest, one: Any) -> dict[str, str]:
    return {
        "id": str(one.uid), "heading": HEADINGS[Part(one.part)], "how": _HOW[How(one.how)],
        "at": day_text(one.at, request.actor.time_zone), "version": str(one.version.number) if one.version else "",
    }  # fmt: skip


def _teach_back(request: MemberRequest, one: TeachBack) -> dict[str, Any]:
    zone = request.actor.time_zone
    return {
        "id": str(one.uid),
        "how": _HOW[How(one.how)],
        "state": queries.state_of(one, request.now) if one.how == How.LINK else teaching.ANSWERED,
        "asked": day_text(one.asked_at, zone),
        "until": day_text(one.expires_at, zone) if one.expires_at else "",
        "answers": [_answer(one, each) for each in one.answers],
    }


def _answer(one: TeachBack, answer: dict[str, Any]) -> dict[str, Any]:
    asked = next((each for each in one.asked if each["part"] == answer["part"]), None)
    chosen = asked["options"][answer["chosen"]] if asked and answer["chosen"] is not None else ""
    return {
        "heading": HEADINGS[Part(answer["part"])], "rating": answer["rating"], "chosen": chosen,
        "share": round(100 * answer["share"]),
    }  # fmt: skip
