"""``Idempotency-Key``: a POST that is sent twice is done once, and answered twice the same.

The key is taken first, by itself; then the work and its answer are written in one transaction. Whatever dies in
between leaves either nothing or both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from grapevine.domain.accounts.models import IdempotencyKey
from grapevine.domain.accounts.rules.access import Actor
from grapevine.interfaces.api.door import caller
from grapevine.interfaces.api.problems import Problem
from grapevine.kit import clock

HEADER = "Idempotency-Key"
LONGEST = 200
#: Answers are kept this long.
KEPT = timedelta(days=1)
#: A request without an answer after this long died with its server: its key may be taken again.
DEAD = timedelta(minutes=10)
_HEADERS = ("Location", "ETag", "Content-Type")
View = Callable[..., HttpResponse]


def once(view: View) -> View:
    """The view, minding the key. Only what succeeded is remembered: a refused request changed nothing."""

    @wraps(view)
    def minded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.headers.get(HEADER, "").strip()
        actor = caller(request) if request.method == "POST" and key else None
        if actor is None:
            return view(request, *args, **kwargs)
        if len(key) > LONGEST:
            raise Problem("invalid", f"An {HEADER} has at most {LONGEST} characters.")
        mark = fingerprint(request, actor)
        taken = _take(actor.member_id, key, mark, clock.now())
        if taken is None:
            return _told_before(actor.member_id, key, mark)
        return _work(taken, lambda: view(request, *args, **kwargs))

    return minded


def fingerprint(request: HttpRequest, actor: Actor) -> str:
    """Equal for equal requests: address, body, and what the token may do (so that no token reads beyond its scopes).

    The parts of a multipart body are taken one by one, because their boundary is another each time.
    """
    mark = hashlib.sha256()
    for part in (request.get_full_path(), *sorted(actor.scopes or ())):
        mark.update(part.encode() + b"\0")
    if request.content_type != "multipart/form-data":
        mark.update(request.body)
        return mark.hexdigest()
    for name, values in request.POST.lists():
        mark.update(repr((name, values)).encode())
    for name, files in request.FILES.lists():
        for file in files:
            mark.update(repr((name, file.name, file.size)).encode())
            for piece in file.chunks():
                mark.update(piece)
            file.seek(0)
    return mark.hexdigest()


def _take(member_id: int, key: str, mark: str, now: datetime) -> IdempotencyKey | None:
    """The key, taken for this request; None when it is taken already."""
    mine = IdempotencyKey.objects.filter(member_id=member_id)
    mine.filter(created_at__lt=now - KEPT).delete()
    mine.filter(key=key, status=None, created_at__lt=now - DEAD).delete()
    try:
        with transaction.atomic():
            return IdempotencyKey.objects.create(member_id=member_id, key=key, fingerprint=mark, created_at=now)
    except IntegrityError:
        return None


def _told_before(member_id: int, key: str, mark: str) -> HttpResponse:
    found = IdempotencyKey.objects.filter(member_id=member_id, key=key).first()
    if found is not None and found.fingerprint != mark:
        raise Problem("key-reused", f"This {HEADER} was sent with another request before: use a new one.")
    if found is None or found.status is None:
        told = "The same request is being worked on: ask again in a moment."
        raise Problem("in-progress", told, {"Retry-After": "1"})
    headers = {**found.headers, "Idempotency-Replayed": "true"}
    return HttpResponse(found.body, status=found.status, headers=headers)


def _work(taken: IdempotencyKey, work: Callable[[], HttpResponse]) -> HttpResponse:
    """Do the work and keep its answer, both or neither."""
    kept = False
    try:
        with transaction.atomic():
            done = work()
            if 200 <= done.status_code < 300:
                headers = {name: done.headers[name] for name in _HEADERS if name in done.headers}
                body = getattr(done, "told_again", None) or done.content.decode()
                answer = {"status": done.status_code, "body": body, "headers": headers}
                kept = bool(IdempotencyKey.objects.filter(pk=taken.pk).update(**answer))
            else:
                transaction.set_rollback(True)
    except BaseException:
        kept = False
        raise
    finally:
        if not kept:
            taken.delete()
    return done
