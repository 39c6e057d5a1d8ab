"""`grapevine demo`: a made-up chapter to look around in. Every person here is invented.

`cast.py` holds who is named, `chapter.py` her chapter, whose year comes from the simulator, `crowd.py` makes up the
rest of her book, `history.py` what happened between them and Leah,
`known.py` what she knows of them and what was promised, `wished.py` whom she wants to meet, `briefed.py` her brief,
`agreed.py` with whom she agreed, `referred.py` who was sent to whom, `aimed.py` her goals, `brought.py` what came
in by files; `making.py` writes it all
through the same actions as everything else.
"""

from __future__ import annotations

import click

from grapevine.interfaces.cli.acting import Call, house_command
from grapevine.interfaces.cli.demo.making import make_demo
from grapevine.interfaces.cli.house import migrate
from grapevine.interfaces.cli.members import as_row, sign_in_link


@click.command()
@click.option("--seed", type=int, default=1, show_default=True, help="Another number, another history.")
@house_command
def demo(call: Call, seed: int) -> None:
    """Make the chapter "Riverside" with Leah Marchetti's book of 182 people. Refused when she is here already."""
    migrate()
    leah = make_demo(call.now, seed)
    link = sign_in_link(leah)
    call.answer({**as_row(leah), "link": link}, ["The demo chapter is ready.", f"To sign in as {leah.name}: {link}"])
