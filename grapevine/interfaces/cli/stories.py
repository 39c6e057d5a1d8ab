"""`grapevine stories`: told in three answers, shown, named in with consent; comments; words of clients."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click
from django.conf import settings

from grapevine.domain.stories.actions import briefs, commenting, naming, telling
from grapevine.domain.stories.queries import comments, parties, stories
from grapevine.domain.stories.rules.comments import DECISIONS
from grapevine.domain.stories.rules.consent import Part
from grapevine.domain.stories.rules.telling import PROMPTS, Reach, Told
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.cli.testimonials import ask_words, delete_words, list_words, place_words
from grapevine.interfaces.exchange.stories import plain

_COLUMNS = ("title", "teller", "reach", "at", "comments", "id")
_STORY = click.argument("story_id", metavar="ID")
_NAMED = click.argument("party_id", metavar="NAMED")
_REACH = click.Choice([each.value for each in Reach])
_OTHERS = click.Choice([Reach.CHAPTER.value, Reach.PUBLIC.value])


@click.group("stories")
def group() -> None:
    """What happened because someone listened: yours, and those of your chapter."""


def _words(function: Any) -> Any:
    for name, words in (("came", PROMPTS[2]), ("happened", PROMPTS[1]), ("need", PROMPTS[0])):
        function = click.option(f"--{name}", help=words.question)(function)
    return click.option("--title", help="What it is about.")(function)


@group.command("list")
@click.option("--chapter", is_flag=True, help="What your chapters were told, newest first.")
@click.option("--profession", default="", metavar="KEY", help="Of tellers of this profession, with --chapter.")
@member_command
def list_stories(call: Call, chapter: bool, profession: str) -> None:
    """List your stories, or those of your chapters."""
    if chapter:
        found, _ = stories.of_chapter(call.actor, profession_key=profession, limit=200)
    else:
        found = stories.mine(call.actor)
    call.table([plain.story(one) for one in found], _COLUMNS, none="No stories yet.")


@group.command("show")
@_STORY
@member_command
def show(call: Call, story_id: str) -> None:
    """Show one with its comments; of your own also who is named."""
    _whole(call, story_id)


@group.command("tell")
@_words
@click.option("--referral", metavar="ID", help="The referral it tells of; it must be over.")
@click.option("--answers", metavar="ID", help="The story it answers.")
@member_command
def tell(call: Call, referral: str | None, answers: str | None, **said: str | None) -> None:
    """Tell one. It is yours alone until you say who may read it."""
    told = Told(**{name: value or "" for name, value in said.items()})
    made = telling.tell_story(actor=call.actor, now=call.now, told=told, referral_uid=referral, answers_uid=answers)
    _whole(call, made.uid)


@group.command("edit")
@_STORY
@_words
@member_command
def edit(call: Call, story_id: str, **said: str | None) -> None:
    """Tell it otherwise: what you do not name stays. Whoever agreed to be named is asked anew."""
    changes = {name: value for name, value in said.items() if value is not None}
    told = replace(stories.raw(stories.own_story(call.actor, story_id)), **changes)
    telling.edit_story(actor=call.actor, now=call.now, story_uid=story_id, told=told)
    _whole(call, story_id)


@group.command("reach")
@_STORY
@click.argument("reach", type=_REACH)
@click.option("--indexed/--not-indexed", default=None, help="Whether search engines may list the public page.")
@click.option("--comments/--no-comments", "comments_open", default=None, help="Whether readers may write.")
@member_command
def reach_of(call: Call, story_id: str, **wanted: Any) -> None:
    """Say who may read it: private, chapter or public."""
    telling.show_story(actor=call.actor, now=call.now, story_uid=story_id, **wanted)
    _whole(call, story_id)


@group.command("delete")
@_STORY
@member_command
def delete(call: Call, story_id: str) -> None:
    """Delete it with its comments and its public page."""
    telling.delete_story(actor=call.actor, now=call.now, story_uid=story_id)
    call.answer({"id": story_id, "deleted": True}, "Deleted.")


@group.command("brief")
@_STORY
@click.option("--text", help="In these words; else the story's own, without a name.")
@member_command
def brief(call: Call, story_id: str, text: str | None) -> None:
    """Let your main brief tell it, as a version of its own; nothing is published."""
    words = briefs.text_for_brief(call.actor, story_id) if text is None else text
    kept = briefs.put_in_brief(actor=call.actor, now=call.now, story_uid=story_id, text=words)
    call.answer({"id": story_id, "version": kept.brief.number}, f"Your brief tells it, in version {kept.brief.number}.")


@group.command("name")
@_STORY
@click.argument("name")
@click.option("--part", type=click.Choice([each.value for each in Part]), default=Part.OTHER.value, show_default=True)
@click.option("--role", default="", help="What stands for the name until they agree: “a family of three”.")
@click.option("--also", default="", help="Other forms of the name, parted by commas.")
@member_command
def name_somebody(call: Call, story_id: str, name: str, part: str, role: str, also: str) -> None:
    """Say that NAME is in it: a role stands there until they agree."""
    made = naming.add_party(
        actor=call.actor, now=call.now, story_uid=story_id, name=name, part=part, role=role, also=also
    )
    call.answer(plain.party(made), [f"Wherever it is read it says “{made.role}”.", f"id: {made.uid}"])


@group.command("ask")
@_NAMED
@click.option("--reach", type=_OTHERS, default=Reach.CHAPTER.value, show_default=True, help="How far it shall go.")
@member_command
def ask(call: Call, party_id: str, reach: str) -> None:
    """Make a link by which somebody named sees the text and says yes or no. You hand it over; nothing is sent."""
    row, secret = naming.ask_party(actor=call.actor, now=call.now, party_uid=party_id, reach=reach)
    link = f"{settings.BASE_URL}/n/{secret}"
    call.answer({**plain.party(row), "link": link}, link)


@group.command("agreed")
@_NAMED
@click.option("--words", default="", help="How they agreed, like “I read it to her on the phone”.")
@click.option("--reach", type=_OTHERS, default=Reach.CHAPTER.value, show_default=True, help="How far they let it go.")
@click.option("--no", is_flag=True, help="They would rather not: their name is out at once.")
@member_command
def agreed(call: Call, party_id: str, words: str, reach: str, no: bool) -> None:
    """Somebody named agreed to this text, as they told you; or would rather not."""
    if no:
        row = naming.withdraw_consent(actor=call.actor, now=call.now, party_uid=party_id)
    else:
        row = naming.note_consent(actor=call.actor, now=call.now, party_uid=party_id, reach=reach, words=words)
    call.answer(plain.party(row), "Their name is out." if no else "Kept.")


@group.command("unname")
@_NAMED
@member_command
def unname(call: Call, party_id: str) -> None:
    """Take somebody off the list whom the text does not name any more."""
    naming.remove_party(actor=call.actor, now=call.now, party_uid=party_id)
    call.answer({"id": party_id, "removed": True}, "Taken off the list.")


@group.command("comments")
@member_command
def waiting(call: Call) -> None:
    """List the comments that wait for your word."""
    rows = [{**plain.comment(line), "story": title or str(uid)} for line, uid, title in comments.waiting(call.actor)]
    call.table(rows, ("name", "text", "story", "id"), none="Nothing waits for you.")


@group.command("comment")
@_STORY
@click.argument("text")
@member_command
def comment(call: Call, story_id: str, text: str) -> None:
    """Write under a story that you may read."""
    made = commenting.comment_as_member(actor=call.actor, now=call.now, story_uid=story_id, text=text)
    call.answer({"id": str(made.uid), "text": made.text}, "It stands there.")


@group.command("decide")
@click.argument("comment_id", metavar="COMMENT")
@click.argument("decision", type=click.Choice([*DECISIONS, "delete"]))
@member_command
def decide(call: Call, comment_id: str, decision: str) -> None:
    """Let a guest's comment stand (approve) or not (decline), or delete one."""
    if decision == "delete":
        commenting.delete_comment(actor=call.actor, now=call.now, comment_uid=comment_id)
    else:
        commenting.decide_comment(actor=call.actor, now=call.now, comment_uid=comment_id, decision=decision)
    call.answer({"id": comment_id, "decision": decision}, "Done.")


for command in (ask_words, list_words, place_words, delete_words):
    group.add_command(command)


def _whole(call: Call, uid: object) -> None:
    one = stories.story(call.actor, uid)
    own = stories.own_story(call.actor, uid) if one.mine else None
    cast = parties.cast_of(call.actor, uid, call.now) if one.mine else []
    shown = plain.whole(one, comments.comments(call.actor, uid), own, cast)
    lines = [f"{shown['title'] or 'Without a title'} ({shown['reach']})", f"id: {shown['id']}"]
    lines += [line for answer in one.told.answers if answer for line in ("", answer)]
    if cast:
        lines += ["", "Named:", *(f"- {row['name']}: {_stands(row)}  {row['id']}" for row in shown["named"])]
    if shown["comment_list"]:
        lines += ["", *(f"{row['name']} ({row['state']}): {row['text']}" for row in shown["comment_list"])]
    call.answer(shown, [*lines, *([shown["public"]] if shown["public"] else [])])


def _stands(row: dict[str, Any]) -> str:
    if row["in_public"]:
        return "by name"
    return f"by name in the chapter, else “{row['role']}”" if row["in_chapter"] else f"as “{row['role']}”"
