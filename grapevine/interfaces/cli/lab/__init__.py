"""`grapevine lab RULE`: our rules on anyone's data, with no database and no account.

Each rule is one command in a file of its own; none of them may import Django.
"""

from __future__ import annotations

import click

from grapevine.interfaces.cli.lab.complement import complement
from grapevine.interfaces.cli.lab.depth import depth
from grapevine.interfaces.cli.lab.forecast import forecast
from grapevine.interfaces.cli.lab.guard import guard
from grapevine.interfaces.cli.lab.line import line
from grapevine.interfaces.cli.lab.match import match
from grapevine.interfaces.cli.lab.path import path
from grapevine.interfaces.cli.lab.plan import plan
from grapevine.interfaces.cli.lab.profession import profession


@click.group()
def lab() -> None:
    """Run a rule on your own data: a file in, CSV or JSON out, no database."""


lab.add_command(complement)
lab.add_command(depth)
lab.add_command(forecast)
lab.add_command(guard)
lab.add_command(line)
lab.add_command(match)
lab.add_command(path)
lab.add_command(plan)
lab.add_command(profession)
