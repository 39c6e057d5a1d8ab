"""The worker process: takes jobs from the queue one after the other, and puts jobs there when their hour comes.

django-q2 brings the queue, the execution with its time limit, the results and the schedule. Its own cluster runs five
processes around one worker; a `kill -9` of one of them can leave a lock held for ever. One process is enough here, and
it dies whole: whoever started it starts another.
"""

from __future__ import annotations

import logging
import signal
import time
from multiprocessing import Value
from typing import Any

from django.db import DatabaseError, connections
from django_q.brokers import get_broker
from django_q.conf import Conf
from django_q.monitor import save_task
from django_q.scheduler import scheduler
from django_q.signing import BadSignature, SignedPackage
from django_q.worker import worker

from grapevine.interfaces.schedule.timetable import put_up

log = logging.getLogger("grapevine.worker")
#: How often the timetable is looked at, in seconds.
LOOK = 30.0
#: How long to wait when the database does not answer, in seconds.
REST = 5.0
_STOP = "STOP"


class Desk:
    """What django-q2's worker sees as its two queues: it gets its jobs here, and puts their results here."""

    def __init__(self) -> None:
        self.broker = get_broker()
        self.stopping = False
        self.looked = 0.0

    def stop(self, *_: object) -> None:
        """Finish the job at hand, then stop."""
        self.stopping = True

    def get(self) -> Any:
        """The next job, waiting for one; "STOP" when there shall be no more."""
        while not self.stopping:
            try:
                self._look_at_the_timetable()
                job = self._next()
            except DatabaseError as error:
                log.warning("The database does not answer, trying again in %s s: %s", REST, error)
                connections.close_all()
                time.sleep(REST)
                continue
            if job is not None:
                return job
        return _STOP

    def put(self, job: dict[str, Any]) -> None:
        """Keep a result. A job that failed stays in the queue and is given out again, a few times."""
        if not job["success"]:
            log.error("A job failed and will be tried again: %s\n%s", job["func"], job["result"])
        save_task(job, self.broker)
        if job["success"]:
            self.broker.acknowledge(job["ack_id"])

    def _look_at_the_timetable(self) -> None:
        if time.monotonic() - self.looked >= LOOK:
            self.looked = time.monotonic()
            scheduler(broker=self.broker)

    def _next(self) -> dict[str, Any] | None:
        for ack_id, package in self.broker.dequeue() or ():
            try:
                job = SignedPackage.loads(package)
            except (TypeError, BadSignature):
                log.error("A job in the queue was not signed by us, and was thrown away.")
                self.broker.fail(ack_id)
                continue
            return {**job, "cluster": Conf.CLUSTER_NAME, "ack_id": ack_id}
        return None


def run() -> None:
    """Work until SIGTERM or SIGINT."""
    put_up()
    desk = Desk()
    signal.signal(signal.SIGTERM, desk.stop)
    signal.signal(signal.SIGINT, desk.stop)
    while not desk.stopping:
        # It comes back here after a job that ran into its time limit.
        worker(desk, desk, Value("f", -1), Conf.TIMEOUT)
