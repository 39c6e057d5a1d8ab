"""Letters about referrals that the member wishes for, and whether their public page takes referrals."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from grapevine.domain.referrals.actions.wished import wish_letters
from grapevine.domain.referrals.queries.wished import wished_of
from grapevine.domain.referrals.rules.wished import Often
from grapevine.interfaces.web.actor import MemberRequest, member_page

OFTEN = {
    Often.NEVER: "Never",
    Often.EACH: "At once",
    Often.DAILY: "Each day there is news",
    Often.WEEKLY: "On Mondays",
}


@member_page
@require_http_methods(["GET", "POST"])
def wishes(request: MemberRequest) -> HttpResponse:
    """The choice, and (POST) kept."""
    if request.method == "POST":
        wish_letters(
            actor=request.actor, now=request.now, moves=request.POST.get("moves", Often.NEVER),
            reminders=request.POST.get("reminders") == "on", intake=request.POST.get("intake") == "on",
        )  # fmt: skip
        messages.success(request, "Kept.")
        return redirect("referral_wishes")
    found = wished_of(request.actor)
    context = {
        "often": [(str(each), words) for each, words in OFTEN.items()], "moves": found.moves,
        "reminders": found.reminders, "intake": found.intake, "address": request.actor.email,
    }  # fmt: skip
    return render(request, "referral_links/wishes.html", context)
