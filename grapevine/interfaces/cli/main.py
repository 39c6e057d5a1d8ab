"""Where `grapevine` begins: the list of groups. Each is loaded when it is asked for, and Django with it.

So the list, `--version` and the lab start at once and touch no folder.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

_HERE = "grapevine.interfaces.cli"
#: Name -> (module:command, needs Django, what the list says about it), in the order of the list.
COMMANDS: dict[str, tuple[str, bool, str]] = {
    "setup": ("house:setup", True, "Make or bring up to date the database."),
    "serve": ("serve.command:serve", True, "Serve the pages, with the worker beside them."),
    "worker": ("serve.command:worker", True, "Do the long work only: imports, letters, the schedule."),
    "demo": ("demo:demo", True, "Make a demo chapter to look around in."),
    "simulate": ("simulate.command:simulate", False, "Make up an organisation of any size whose truth is known."),
    "doctor": ("doctor:doctor", True, "Look whether everything is in order, and say what to do."),
    "backup": ("keep.command:backup", True, "Put everything into one file, also while serving."),
    "restore": ("keep.command:restore", True, "Bring everything back from such a file."),
    "member": ("members:member", True, "Members: add, list, one-time sign-in links."),
    "token": ("tokens:token", True, "Keys for programs."),
    "import": ("imports:import_", True, "Bring in address books, calendars and mail; take imports back."),
    "sources": ("sources:sources", True, "What keeps coming in by itself: calendars, letters dropped by mail."),
    "contacts": ("contacts:contacts", True, "Address books on other servers, kept in step."),
    "export": ("export:export", True, "Write the book to a file."),
    "today": ("today:today", True, "Whom to tend today, and why."),
    "plan": ("coach:plan", True, "This week's actions within your minutes."),
    "techniques": ("coach:techniques", True, "The right step in the right situation; practice."),
    "guard": ("coach:guard", True, "Before you send: is it too soon to ask?"),
    "people": ("people:people", True, "The people in your book."),
    "knowledge": ("knowledge:knowledge", True, "What you know of them under five headings, and they of you."),
    "touches": ("touches:touches", True, "Each time you met, called or wrote."),
    "gives": ("gives:gives", True, "The ledger of help, both directions."),
    "promises": ("promises:promises", True, "What you promised, and what was promised to you."),
    "depth": ("depth:depth", True, "How well you know them and they know you."),
    "professions": ("professions:professions", True, "What people do, and who makes a good pair with whom."),
    "moments": ("professions:moments", True, "When clients need somebody: who serves, who hears of it."),
    "partners": ("partnerships:partners", True, "Agreements with partners; who could be one, who may suggest you."),
    "links": ("links:links", True, "Members whose ledgers speak with yours, by mutual consent."),
    "asks": ("asks:asks", True, "One specific ask a week: look for, tell, introduce."),
    "webhooks": ("webhooks:webhooks", True, "Programs that are told of each move of a referral, and the log."),
    "letters": ("letters:letters", True, "Letters that go out in your name: what went, what waits, a trial."),
    "briefs": ("briefs:briefs", True, "How others refer you: the words, their versions, the public page, paper."),
    "referrals": ("referrals:referrals", True, "Whom you sent to whom, and how it goes on until the thanks."),
    "stories": ("stories:group", True, "What happened because someone listened; who is named agreed to it."),
    "goals": ("goals:goals", True, "What you want by word of mouth, and what it takes."),
    "forecast": ("goals:forecast", True, "What is on its way to you, with how sure."),
    "lessons": ("lessons:lessons", True, "What you told whom of your brief, and who is due to be asked again."),
    "teach-backs": ("lessons:teach_backs", True, "What partners showed they know of it."),
    "audit": ("audit:audit", True, "Who sends you people, who could, and what is missing."),
    "insights": ("insights:insights", True, "What you gave and what grew; relationship first, or business first."),
    "network": ("network:network", True, "The shape of your network, its picture, and ways to somebody."),
    "introductions": ("introductions:introductions", True, "Whom you want to meet, and who could introduce you."),
    "lab": ("lab:lab", False, "Run a rule on your own data, with no database."),
}


class Grapevine(click.Group):
    """The root: loads a group when it is named, and turns a refusal into a sentence and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        path, needs_django, _ = COMMANDS[name]
        if needs_django:
            set_up_django()
        module, attribute = path.split(":")
        command: click.Command = getattr(import_module(f"{_HERE}.{module}"), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, _, said) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        from grapevine.kit.errors import NotDone

        try:
            return super().invoke(ctx)
        except NotDone as refusal:
            raise click.ClickException(refusal.reason) from refusal
        except Exception as error:
            said = _database_trouble(error)
            if said is None:
                raise
            raise click.ClickException(said) from error


@click.group(cls=Grapevine, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="grapevine")
def main() -> None:
    """Grow by word of mouth, on purpose.

    Exit codes: 0 done, 1 refused with a reason, 2 wrong usage. With --json exactly one JSON document goes to standard
    output, and every message to standard error.
    """


def set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grapevine.config.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


def _database_trouble(error: Exception) -> str | None:
    """What to do about an error of the database itself; None when it is not one."""
    if "django" not in sys.modules:
        return None
    from django.db.utils import OperationalError, ProgrammingError

    if not isinstance(error, (OperationalError, ProgrammingError)):
        return None
    text = str(error)
    if "no such table" in text or "does not exist" in text or "no such column" in text:
        return f"The database is not set up for this version: run `grapevine setup` first. ({text})"
    return f"The database does not answer: {text}. `grapevine doctor` tells more."


if __name__ == "__main__":
    main(prog_name="grapevine")
