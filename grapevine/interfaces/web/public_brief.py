"""The public page of a brief: what the member published and nothing beside it; no account, no cookie, no script.

Nobody is counted here. Whoever keeps a copy asks each time whether it is still so, hence a page that is taken down is
gone at once.
"""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from grapevine.domain.education import queries
from grapevine.domain.referrals.queries.incoming import taking
from grapevine.domain.stories.queries import testimonials
from grapevine.interfaces.exchange.briefs import qr
from grapevine.interfaces.exchange.briefs.reading import body
from grapevine.interfaces.web import limits

#: Of a sentence that a messenger shows under the address.
_PREVIEW = 200


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The page; a kind word where it was taken down (410), or never was (404)."""
    found = queries.public_brief(slug)
    if found is None:
        if not limits.within(request, "brief"):
            return limits.too_often(request)
        return render(request, "education/public_over.html", {"down": False}, status=404)
    if found.down:
        return render(request, "education/public_over.html", {"down": True}, status=410)
    address = f"{settings.BASE_URL}/b/{slug}"
    shown = body(found.text)
    about = " ".join([found.text.headline, found.text.whom_i_help]).strip()
    context = {"brief": shown, "qr": qr.shown(address), "address": address, "about": about[:_PREVIEW],
               "indexed": found.indexed, "said": testimonials.in_brief(slug),
               "send_to": slug if taking(slug) else ""}  # fmt: skip
    answer = render(request, "education/public.html", context)
    if found.indexed:
        answer.headers["X-Robots-Tag"] = "all"
    return _fresh(request, answer)


def _fresh(request: HttpRequest, answer: HttpResponse) -> HttpResponseBase:
    """The answer with its mark, or "nothing new" for whoever has it already."""
    mark = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    answer.headers["ETag"], answer.headers["Referrer-Policy"] = mark, "no-referrer"
    answer.headers["Cache-Control"] = "public, no-cache"
    found = get_conditional_response(request, etag=mark, response=answer)
    if found is not answer and found is not None:
        found.headers["Cache-Control"] = "public, no-cache"
        if "X-Robots-Tag" in answer.headers:
            found.headers["X-Robots-Tag"] = answer.headers["X-Robots-Tag"]
    return found or answer
