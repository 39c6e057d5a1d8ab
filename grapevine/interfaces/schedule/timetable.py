"""The timetable: each line is one call, and when it is made. The worker puts it up when it starts."""

from __future__ import annotations

from django.db import transaction
from django_q.models import Schedule

_SWEEPING = "grapevine.interfaces.schedule.sweeping"
_EXCHANGE = "grapevine.interfaces.exchange"
#: What is called -> how often: a type of django-q2's, or a number of minutes.
TIMETABLE: dict[str, str | int] = {
    f"{_SWEEPING}.expired_sessions": Schedule.DAILY,
    f"{_SWEEPING}.old_answers": Schedule.HOURLY,
    f"{_SWEEPING}.old_changes": Schedule.DAILY,
    f"{_SWEEPING}.left_uploads": Schedule.HOURLY,
    f"{_SWEEPING}.imports_left": 15,
    f"{_SWEEPING}.unread_work": 2,
    f"{_SWEEPING}.partner_counts": Schedule.DAILY,
    f"{_SWEEPING}.agreements_reckoned": Schedule.DAILY,
    f"{_SWEEPING}.forecasts_kept": Schedule.DAILY,
    "grapevine.interfaces.mail.sending.send_due": 1,
    "grapevine.interfaces.mail.sending.sweep": Schedule.DAILY,
    "grapevine.interfaces.mail.refreshers.send_due": Schedule.DAILY,
    "grapevine.interfaces.mail.referral_letters.send_news": 5,
    "grapevine.interfaces.mail.referral_letters.send_reminders": Schedule.HOURLY,
    "grapevine.interfaces.mail.referral_letters.forget_requests": Schedule.DAILY,
    "grapevine.interfaces.mail.mondays.send_due": 10,
    f"{_EXCHANGE}.webhooks.send_due": 1,
    f"{_EXCHANGE}.webhooks.sweep": Schedule.DAILY,
    f"{_EXCHANGE}.calendars.look_at_all": 5,
    f"{_EXCHANGE}.drop.look": 3,
    f"{_EXCHANGE}.carddav.jobs.look_at_due": 15,
}


@transaction.atomic
def put_up() -> None:
    """Make the table of schedules equal to the timetable; what stands there already keeps its next time."""
    Schedule.objects.exclude(func__in=TIMETABLE).delete()
    known = {func: minutes or often for func, often, minutes in Schedule.objects.values_list(*_FIELDS)}
    for call, often in TIMETABLE.items():
        if known.get(call) != often:
            Schedule.objects.filter(func=call).delete()
            minutes = often if isinstance(often, int) else None
            Schedule.objects.create(
                name=call.removeprefix("grapevine.interfaces."), func=call, minutes=minutes,
                schedule_type=Schedule.MINUTES if minutes else often,
            )  # fmt: skip


_FIELDS = ("func", "schedule_type", "minutes")
