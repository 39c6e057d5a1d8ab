"""`grapevine network`: the shape of a network, its picture as a file, and the ways to somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from django.conf import settings
from django.db.models import Count

from grapevine.domain.network.queries import introductions
from grapevine.domain.network.queries.shape import shape as shape_of
from grapevine.domain.network.queries.shape import standings
from grapevine.domain.network.queries.ways import target_of, ways_to
from grapevine.domain.people import queries as people
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.exchange import introductions as plain
from grapevine.kit.errors import NotFound

#: What gives the picture its colours; a file that stands alone carries them along.
_STYLES = ("tokens", "pictures", "network")


@click.group()
def network() -> None:
    """How wide and how deep your network is."""


@network.command("shape")
@member_command
def shape(call: Call) -> None:
    """Tell how many people have come how far."""
    found = asdict(shape_of(call.actor, call.now))
    words = {
        "people": "in your book", "deep": "deep", "both": "known from both sides", "one_sided": "mostly from one side",
        "met": "met once or twice", "none": "not measured yet", "archived": "put aside",
    }  # fmt: skip
    call.answer(found, (f"{found[name]:>7,}  {said}" for name, said in words.items()))


@network.command("path")
@click.option("--to", "wanted", metavar="ID", required=True, help="A person of your book, or a wish.")
@member_command
def path(call: Call, wanted: str) -> None:
    """Tell who could introduce you to somebody: the best three ways that lean on different people."""
    try:
        target = target_of(call.actor, wish=introductions.wish(call.actor, wanted))
    except NotFound:
        target = target_of(call.actor, person=people.person(call.actor, wanted))
    found = [plain.way(one) for one in ways_to(call.actor, target, call.now)]
    words = (f"{each['said']}: {' '.join(each['lines'])}" for each in found)
    call.answer({"paths": found}, words if found else f"No way to {target.name} is known yet.")


@network.command("picture")
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), required=True, metavar="F.svg")
@member_command
def picture(call: Call, out: Path) -> None:
    """Draw the network page's picture into a file that stands alone."""
    # Here and not above: the layout brings numpy, which the other command does not need.
    from grapevine.interfaces.web.pictures.network import network as draw
    from grapevine.interfaces.web.pictures.network_people import dots, segments

    standing = standings(call.actor, call.now)
    living = people.visible_to(call.actor).filter(archived_at=None)
    counts = dict(living.values_list("segment").annotate(count=Count("pk")).order_by())
    drawn = dots(standing, lambda uid: f"{settings.BASE_URL}/people/{uid}")
    beyond = sum(counts.values()) - len(drawn)
    svg = str(draw(segments(counts), drawn, beyond))
    head, _, rest = svg.partition(">")
    alone = f'{head} xmlns="http://www.w3.org/2000/svg" width="880" height="880"><style>{_style()}</style>{rest}'
    try:
        out.write_text(alone, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}.") from error
    data = {"file": str(out), "drawn": len(drawn), "beyond": beyond}
    call.answer(data, f"{out}: {len(drawn)} people, {beyond} beyond.")


def _style() -> str:
    return "\n".join(_sheets()).replace("&", "&amp;").replace("<", "&lt;")


def _sheets() -> Iterator[str]:
    from django.contrib.staticfiles import finders

    for name in _STYLES:
        path = finders.find(f"grapevine/css/{name}.css")
        if path:
            yield Path(path).read_text(encoding="utf-8")
