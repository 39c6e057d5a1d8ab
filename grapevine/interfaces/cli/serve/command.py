"""The two commands: `serve` for everything, `worker` for the long work alone."""

from __future__ import annotations

import errno
import os
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import click
from django.conf import settings
from django.db import connection, connections

from grapevine.domain.accounts.models import Member
from grapevine.interfaces.cli.house import migrate
from grapevine.interfaces.cli.members import sign_in_link
from grapevine.interfaces.cli.serve import lifeline, one
from grapevine.interfaces.cli.serve.children import Child, Household
from grapevine.kit import clock

_PYTHON = sys.executable
_GLANCE = 0.2
#: A server that was killed a moment ago may still hold its port, in seconds.
_PORT_WAIT = 3.0


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Web processes.")
@click.option("--no-worker", is_flag=True, help="Serve pages only; run `grapevine worker` elsewhere.")
@click.option("--first-start-demo", is_flag=True, help="Make the demo chapter when there is no member yet.")
@click.option("--link", is_flag=True, help="Print a one-time sign-in link for the first member.")
def serve(host: str, port: int, workers: int, no_worker: bool, first_start_demo: bool, link: bool) -> None:
    """Serve Grapevine until Ctrl-C or SIGTERM. Brings the database up to date first."""
    lock = one.hold(Path(settings.HOME))
    _need_port(host, port)
    # Empty, but WhiteNoise wants it there; the files are found where they lie.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    if migrate():
        _say("The database is up to date.")
    fresh = first_start_demo and _demo_if_empty()
    # Letters and links name the address people type; when nobody set one, it is the one we listen on.
    base = os.environ.setdefault("GRAPEVINE_BASE_URL", f"http://{_reachable(host)}:{port}")
    greeting = _greeting(base, link=link or fresh or sys.stdout.isatty())
    connections.close_all()
    children = [Child("web server", [_PYTHON, "-m", "grapevine.interfaces.cli.serve.web", "--host", host,
                                     "--port", str(port), "--workers", str(workers)])]  # fmt: skip
    if not no_worker:
        command = [_PYTHON, "-m", "grapevine.interfaces.cli.main", "worker", "--held"]
        children.append(Child("worker", command, before=_give_jobs_back))
    household = Household(children, _say)
    household.start()
    try:
        well = _keep(household, host, port, greeting)
    finally:
        household.end()
    assert lock
    if not well:
        raise click.ClickException("Stopped.")
    _say("Stopped.")


@click.command()
@click.option("--held", is_flag=True, hidden=True, help="Stop when standard input ends: for `serve`.")
def worker(held: bool) -> None:
    """Do the long work only, until Ctrl-C or SIGTERM: imports, letters, the schedule."""
    from grapevine.config.worker import run

    if held:
        lifeline.hold()
    run()


def _keep(household: Household, host: str, port: int, greeting: str) -> bool:
    """Look after the children until the end is asked for; greets when the first page is answered."""
    greeted = False
    while not household.stopping:
        if not household.look():
            return False
        if not greeted and _answers(host, port):
            greeted = True
            click.echo(greeting)
            sys.stdout.flush()
        time.sleep(_GLANCE)
    return True


def _greeting(base: str, *, link: bool) -> str:
    lines = [f"Grapevine is at {base}/   (stop it with Ctrl-C)"]
    first = Member.objects.filter(is_active=True).order_by("pk").first()
    if first and link:
        lines.append(f"To sign in as {first.name}, once, within ten minutes: {sign_in_link(first, base)}")
    return "\n".join(lines)


def _demo_if_empty() -> bool:
    if Member.objects.exists():
        return False
    from grapevine.interfaces.cli.demo.making import make_demo

    _say("Making the demo chapter.")
    make_demo(clock.now())
    return True


def _give_jobs_back() -> None:
    """A job that a dead worker held is due again at once: on SQLite ours is the only worker, so nobody has it now.

    On PostgreSQL others may be at work; there the queue gives it out again after its retry time.
    """
    if connection.vendor == "sqlite":
        from django_q.models import OrmQ

        OrmQ.objects.filter(lock__gt=clock.now()).update(lock=clock.now())
        connections.close_all()


def _need_port(host: str, port: int) -> None:
    until = time.monotonic() + _PORT_WAIT
    while True:
        try:
            with socket.create_server((host, port), family=_family(host)):
                return
        except OSError as error:
            if error.errno == errno.EADDRINUSE and time.monotonic() < until:
                time.sleep(_GLANCE)
                continue
            if error.errno == errno.EADDRINUSE:
                raise click.ClickException(f"Port {port} is in use: choose another with --port.") from error
            raise click.ClickException(f"Cannot listen on {host}:{port}: {error.strerror or error}.") from error


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _reachable(host: str) -> str:
    """The host as somebody at this machine types it."""
    if host in ("0.0.0.0", ""):
        return "127.0.0.1"
    return f"[{'::1' if host == '::' else host}]" if ":" in host else host


def _answers(host: str, port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://{_reachable(host)}:{port}/", timeout=2).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _say(text: str) -> None:
    click.echo(text, err=True)
