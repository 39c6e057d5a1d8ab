"""The API put together: routers, errors, the idempotency of every POST, the OpenAPI document and its page."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Router, Swagger
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from grapevine.interfaces.api import openapi, problems
from grapevine.interfaces.api.once import once
from grapevine.interfaces.api.routers import (
    account,
    asks,
    audit,
    briefs,
    bulk,
    coach,
    contact_accounts,
    depth,
    gives,
    goals,
    import_doubts,
    imports,
    insights,
    introductions,
    knowledge,
    lessons,
    letters,
    lines,
    links,
    merging,
    network,
    partner_suggestions,
    partnerships,
    people,
    preparation,
    professions,
    promises,
    questions,
    referral_guests,
    referrals,
    sources,
    stories,
    today,
    touches,
    webhooks,
    wishes,
)

elsewhere = Router()
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


class JsonOnly(Parser):
    """Reads a body that says it is JSON, and no other."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body as data. Raises Problem (415) for another kind, ValueError for what is no JSON."""
        if request.content_type != "application/json":
            raise problems.Problem("unsupported-media-type", "Send the body as application/json.")
        return json.loads(request.body, parse_constant=_no_number)


class Api(NinjaAPI):
    """The framework's API with our errors on every way out, also where it answers by itself."""

    @property
    def urls(self) -> Any:
        """The addresses, for ``path("api/v1/", api.urls)``."""
        patterns, app, namespace = super().urls
        for pattern in patterns:
            pattern.callback = guarded(once(pattern.callback))
        return patterns, app, namespace

    def get_openapi_schema(self, **where: Any) -> Any:
        """The OpenAPI document."""
        return openapi.finish(super().get_openapi_schema(**where))

    def get_openapi_operation_id(self, operation: Any) -> str:
        """The name of the function: it says what it does."""
        return operation.view_func.__name__


def guarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view; whatever it raises or refuses becomes a problem document, and nothing of it is kept by a proxy."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Exception as error:
            response = problems.answer_to(request, error)
        if response.status_code == 405:
            response = problems.not_allowed_method(response)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    answering.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie counts here, so none can be misused
    return answering


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


#: The page to try it out opens on its chapters: hundreds of operations at once keep a browser busy.
LOOK = {"docExpansion": "none", "defaultModelsExpandDepth": -1, "filter": True}
api = Api(
    title="Grapevine",
    version="1",
    description=openapi.DESCRIPTION,
    urls_namespace="api",
    parser=JsonOnly(),
    docs_decorator=require_safe,
    docs=Swagger(settings={**LOOK, "validatorUrl": None, "persistAuthorization": False}),
)
for kind in (Exception, Http404, HttpError, ValidationError):
    api.add_exception_handler(kind, problems.answer_to)
for module in (
    account, people, bulk, merging, knowledge, preparation, depth, questions, links, letters, asks, touches,
    gives, promises, professions, today, lines, network, imports, import_doubts, sources, contact_accounts, wishes,
    introductions, partner_suggestions, partnerships, briefs, lessons, referrals, referral_guests,
    stories, webhooks, audit, insights, goals, coach,
):  # fmt: skip
    api.add_router("", module.router)


@elsewhere.api_operation(METHODS, "/{path:rest}", include_in_schema=False)
def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address below ours."""
    raise Http404


api.add_router("", elsewhere)  # the last one, for it takes every address
