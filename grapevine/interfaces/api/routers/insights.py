"""What was given, what grew, and whether relationship-first members do better."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from grapevine.domain.accounts.rules.access import Permission
from grapevine.domain.insights.actions.organisation import ask_figures
from grapevine.domain.insights.queries.giving import giving
from grapevine.domain.insights.queries.growth import growth
from grapevine.domain.insights.queries.organisation import standing
from grapevine.domain.insights.queries.pipeline import steps
from grapevine.domain.insights.queries.together import is_counted, together
from grapevine.interfaces.api.answers import answer
from grapevine.interfaces.api.door import needs
from grapevine.interfaces.api.shapes.insights import InsightsReport, PlacesCompared
from grapevine.interfaces.api.shapes.organisation import OrganisationReport
from grapevine.interfaces.exchange import insights as plain
from grapevine.interfaces.exchange import organisation as plain_organisation
from grapevine.kit import clock

router = Router(tags=["insights"])
READ = (Permission.GIVES_READ, Permission.NETWORK_READ, Permission.REFERRALS_READ, Permission.TOUCHES_READ)


@router.get("/insights", response=InsightsReport, **needs(*READ))
def show_insights(request: HttpRequest) -> HttpResponse:
    """Give and take, from a name to a client, the network's year, hours against depth gained."""
    actor, now = request.auth, clock.now()
    way, grown = plain.way(steps(actor, now)), plain.growth(growth(actor, now))
    return answer({"giving": plain.giving(giving(actor, now)), "way": way, **grown})


@router.get("/insights/together", response=PlacesCompared, **needs(Permission.NETWORK_READ))
def show_comparison(request: HttpRequest) -> HttpResponse:
    """Your chapters and organisation: the relationship-first comparison and the last survey."""
    actor = request.auth
    return answer({"counted": is_counted(actor) is not None, "items": [plain.place(one) for one in together(actor)]})


_ORGANISATION = "/insights/organisations/{organisation_id}"


@router.get(_ORGANISATION, response=OrganisationReport, **needs(Permission.ORGANISATION_READ))
def show_organisation(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """The last count over an organisation that you organise; groups of five and more, nobody's own figures."""
    return answer(plain_organisation.standing(standing(request.auth, organisation_id)))


@router.post(f"{_ORGANISATION}/count", response={202: OrganisationReport}, **needs(Permission.ORGANISATION_READ))
def count_organisation(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """Count the last year anew. A large one is counted in a minute or so: look at `counting` and `percent`."""
    ask_figures(actor=request.auth, now=clock.now(), organisation_uid=organisation_id)
    return answer(plain_organisation.standing(standing(request.auth, organisation_id)), status=202)
