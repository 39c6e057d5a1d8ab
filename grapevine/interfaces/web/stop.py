"""No more letters: asked by whoever reads an address, with one click; looking changes nothing, and it can be undone.

Mail programs post here by themselves when their reader presses "Unsubscribe" (RFC 8058): without a cookie, without a
form token, from hosts that ask for many people at once; so no good key is ever turned away for coming too often, and
the answer is the page itself and not a redirect.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from grapevine.domain.letters import actions, queries
from grapevine.interfaces.web import limits
from grapevine.kit import clock
from grapevine.kit.errors import NotFound

UNDO = "undo"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks; POST stops, or takes it back with ``do=undo``."""
    try:
        asked = _act(request, token) if request.method == "POST" else queries.asked(token)
    except NotFound:
        answer = _unknown(request)
    else:
        name = asked.owner.name
        told = {"member_name": name, "first": (name.split() or [name])[0], "stopped": asked.stopped}
        told["undone"] = request.method == "POST" and not asked.stopped
        answer = render(request, "letters/stop.html", told)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _act(request: HttpRequest, token: str) -> queries.Asked:
    act = actions.undo_stop if request.POST.get("do") == UNDO else actions.stop
    act(now=clock.now(), token=token)
    return queries.asked(token)


def _unknown(request: HttpRequest) -> HttpResponse:
    if not limits.within(request, "stop"):
        return limits.too_often(request)
    told = {"member_name": "", "first": "", "stopped": False, "undone": False}
    return render(request, "letters/stop.html", told, status=404)
