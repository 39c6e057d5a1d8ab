"""One look at an account: both sides compared and brought in step, whatever dies in between."""

from __future__ import annotations

import time
from datetime import timedelta

import structlog
from django.db import OperationalError

from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.imports.actions import contact_looks
from grapevine.domain.imports.actions.contact_looks import Ending
from grapevine.domain.imports.models import ContactAccount
from grapevine.domain.imports.rules.in_step import Phase
from grapevine.kit import clock
from grapevine.kit.errors import NotFound, Refused
from grapevine.kit.fetching import NotReached
from grapevine.kit.sealing import Lost, unseal

from . import bringing, sending
from .run import LEASE_SECONDS, Run, TimeOver
from .server import Login, WrongPassword

#: One step works this long and leaves the rest to the next, so that no step runs into the worker's time limit.
SECONDS = 100.0
ONCE_MORE = "We will try once more by ourselves, in case the server is only in trouble."
STOPPED = "Something went wrong ({}). Nothing is lost; we will try again."
log = structlog.get_logger(__name__)


def look(account_id: int, *, seconds: float = SECONDS) -> bool:
    """Bring an account in step, for so long. True when there is more to do at once.

    Nothing is raised for what a server does; the account says what went wrong. Harmless when somebody else is at it.
    """
    now = clock.now()
    account = contact_looks.lease(account_id=account_id, now=now, until=now + timedelta(seconds=LEASE_SECONDS))
    if account is None:
        return False
    run = Run(account, account_queries.actor_of(account.owner), _login(account, ""), time.monotonic() + seconds)
    how = _ending(run)
    contact_looks.ended(account=account, now=clock.now(), counts=run.counts, how=how)
    return how.again


def _login(account: ContactAccount, password: str) -> Login:
    return Login.of(account.address, account.user, password)


def _ending(run: Run) -> Ending:
    """Do it, and say how it ended."""
    try:
        run.login = _login(run.account, unseal(run.account.sealed))
        _in_step(run)
    except TimeOver:
        return Ending(again=True)
    except WrongPassword as error:
        # A server in trouble refuses right passwords, too; one that refuses twice in a row means it.
        if run.account.failures:
            return Ending(error.reason, phase=Phase.LOCKED)
        return Ending(f"{error.reason} {ONCE_MORE}")
    except Lost as error:
        return Ending(error.reason, phase=Phase.LOCKED)
    except NotFound:
        return Ending()  # disconnected or paused meanwhile
    except NotReached as error:
        return Ending(error.reason, after=error.after)
    except Refused as error:
        return Ending(error.reason)
    except OperationalError:
        raise  # the database is busy: the worker gives the step out again
    except Exception as error:
        log.exception("contacts_stopped", account=str(run.account.uid))
        return Ending(STOPPED.format(type(error).__name__))
    return Ending(phase=Phase.ASKING, asked=run.asked) if run.asked else Ending()


def _in_step(run: Run) -> None:
    bringing.note_changes(run)
    bringing.bring_in_new(run)
    bringing.let_go(run)
    sending.bring_together(run)
    sending.make_missing(run)
    sending.delete_there(run)
