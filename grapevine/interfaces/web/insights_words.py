"""What the insights say, in words."""

from __future__ import annotations

from collections.abc import Sequence

from grapevine.domain.insights.queries.giving import Giving
from grapevine.domain.insights.queries.growth import Growth
from grapevine.domain.insights.rules.funnel import Step
from grapevine.domain.referrals.rules.figures import FEW
from grapevine.domain.referrals.rules.moves import Stage
from grapevine.interfaces.web.audit_words import count
from grapevine.interfaces.web.pictures.insights import Stand
from grapevine.interfaces.web.pictures.pen import signed

STEPS = {
    Stage.SENT: "Sent", Stage.ACCEPTED: "Accepted", Stage.CONTACTED: "Contacted", Stage.MET: "Met",
    Stage.PROPOSED: "Proposal", Stage.WON: "Won",
}  # fmt: skip


def lede(given: Giving) -> str:
    """How much went each way, and that it came round."""
    if not given.gave and not given.got:
        return (
            "Nothing given or received is recorded for these twelve months yet. Log the next act of help, either way."
        )
    told = f"You gave {count(given.gave, 'time')} and {given.got} came back."
    if given.came >= FEW and given.around * 2 >= given.came:
        return f"{told} Most of it came from people you had given nothing to: around the corner, and later."
    return told


def stats(given: Giving, way: Sequence[Step], grown: Growth) -> list[tuple[str, str, str]]:
    """(figure, what it is, beside it)."""
    found = []
    if grown.shapes:
        now, then = grown.shapes[-1].deep, grown.shapes[0].deep
        found.append((str(now), "deep both ways", f"{then} a year ago"))
    if given.came >= FEW:
        share = f"{100 * given.around / given.came:.0f}%"
        beside = f"{given.around} of {given.came}"
        found.append((share, "of what came, came from people you had given nothing to in a year", beside))
    accepted = next((step for step in way if step.stage is Stage.CONTACTED), None)
    if accepted and accepted.days is not None:
        found.append((days(accepted.days), "from a referral to your first call, typically", f"of {accepted.count}"))
    won = way[-1] if way else None
    if won and way[0].count >= FEW:
        found.append((str(won.count), "became clients", f"of {way[0].count} sent to you"))
    return found


def balance(given: Giving) -> str:
    """The headline of give and take: a share with its range."""
    of = given.flow
    told = (
        f"Of all that passes between you and your network, you give about {_ten(of.share)} in 10 "
        f"(8 times in 10 between {_ten(of.low)} and {_ten(of.high)}), weighted by effort; half a year halves it."
    )
    if of.share >= 0.5:
        return f"{told} Giving more than you get is no fault."
    return told


def _ten(share: float) -> str:
    return f"{10 * share:.1f}".removesuffix(".0")


def goes_on(step: Step) -> str:
    """``91% go on``; empty for too few."""
    return "" if step.share is None else f"{100 * step.share:.0f}% go on"


def days(value: float | None) -> str:
    """``1.8 days``, or a dash."""
    if value is None:
        return "–"
    return f"{value:.0f} days" if value >= 10 else f"{value:.1f} days"


def way(steps: Sequence[Step]) -> str:
    """The finding under the picture."""
    first, last = steps[0], steps[-1]
    if first.count < FEW:
        return "Fewer than three referrals were sent to you in twelve months: too few to say how they go on."
    others, won = first.count - first.partners, last.count - last.partners
    return (
        f"Of {first.count} sent, {last.count} became clients: {last.partners} of {first.partners} from partners, "
        f"{won} of {others} from everyone else. Some are still on their way."
    )


def grown(looks: Sequence[Stand]) -> str:
    """The finding under the network's year."""
    first, last = looks[0], looks[-1]
    if not last.measured:
        return "Nothing is measured yet."
    change = last.deep - first.deep
    told = "as many as" if not change else f"{abs(change)} {'more' if change > 0 else 'fewer'} than"
    return f"{last.deep} of {last.measured} measured are deep both ways, {told} a year ago."


def hours(found: Growth) -> str:
    """The finding under hours and depth."""
    people = found.invested
    if len(people) < FEW:
        return "Too few meetings with their minutes noted: write how long it was, and this fills."
    whole = sum(one.minutes for one in people) / 60
    half = max(1, len(people) // 2)
    much, little = (sum(one.gained for one in part) / len(part) for part in (people[:half], people[half:]))
    return (
        f"{whole:.0f} hours with {len(people)} people. The half with most hours gained {signed(much)} on average, "
        f"the rest {signed(little)}. Hours go where it already grows, too: this is no proof of cause."
    )
