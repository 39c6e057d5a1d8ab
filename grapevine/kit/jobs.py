"""Work for later: put on the queue inside the transaction that asks for it, so that both happen or neither."""

from __future__ import annotations

from typing import Any

from django_q.models import OrmQ
from django_q.tasks import async_task


def enqueue(task: str, *args: Any) -> None:
    """Queue ``task`` (the dotted path of a function) with plain arguments."""
    async_task(task, *args)


def waiting(task: str) -> set[tuple[Any, ...]]:
    """The arguments of every job of this kind that is on the queue, the one at work included."""
    jobs = (each.task for each in OrmQ.objects.all())
    return {tuple(job["args"]) for job in jobs if job.get("func") == task}
