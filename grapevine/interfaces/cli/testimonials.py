"""`grapevine stories words ...`: a client's or partner's own words, asked for by a link."""

from __future__ import annotations

import click
from django.conf import settings

from grapevine.domain.stories.actions import testimonials as actions
from grapevine.domain.stories.queries import testimonials as queries
from grapevine.domain.stories.rules.telling import Reach
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.exchange.stories import plain

_ID = click.argument("testimonial_id", metavar="WORDS")


@click.command("ask-words")
@click.argument("person_id", metavar="PERSON")
@click.option("--asked", default="", help="What you would like to hear about.")
@click.option("--story", metavar="ID", help="For which story.")
@member_command
def ask_words(call: Call, person_id: str, asked: str, story: str | None) -> None:
    """Make a link by which PERSON says it in their own words. You hand it over; nothing is sent."""
    row, secret = actions.ask_testimonial(
        actor=call.actor, now=call.now, person_uid=person_id, asked=asked, story_uid=story
    )
    link = f"{settings.BASE_URL}/w/{secret}"
    call.answer({**plain.testimonial(row), "link": link}, [link, f"id: {row.uid}"])


@click.command("words")
@member_command
def list_words(call: Call) -> None:
    """List the words of clients, and who was asked."""
    rows = [plain.testimonial(row) for row in queries.testimonials(call.actor)]
    if not call.json:
        rows = [{**row, "person": row["person"]["name"]} for row in rows]
    call.table(rows, ("person", "state", "text", "reach", "in_brief", "id"), none="Nobody was asked yet.")


@click.command("place-words")
@_ID
@click.argument("reach", type=click.Choice([each.value for each in Reach]))
@click.option("--in-brief", is_flag=True, help="On the public page of your brief, too.")
@click.option("--story", metavar="ID", help="Under which story.")
@member_command
def place_words(call: Call, testimonial_id: str, reach: str, in_brief: bool, story: str | None) -> None:
    """Say where the words stand; never further than their writer lets them."""
    row = actions.place_testimonial(
        actor=call.actor, now=call.now, testimonial_uid=testimonial_id, reach=reach, in_brief=in_brief, story_uid=story
    )
    call.answer(plain.testimonial(row), "Kept.")


@click.command("delete-words")
@_ID
@member_command
def delete_words(call: Call, testimonial_id: str) -> None:
    """Delete words, or a question nobody answered; the link opens nothing."""
    actions.delete_testimonial(actor=call.actor, now=call.now, testimonial_uid=testimonial_id)
    call.answer({"id": testimonial_id, "deleted": True}, "Deleted.")
