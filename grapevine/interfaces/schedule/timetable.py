"""The timetable: each line is one call, and when it is made. The worker puts it up when it starts."""

from __future__ import annotations

from django.db import transaction
from django_q.models import Schedule

_SWEEPING = "grapevine.interfaces.schedule.sweeping"
#: What is called -> how often.
TIMETABLE: dict[str, str] = {
    f"{_SWEEPING}.expired_sessions": Schedule.DAILY,
    f"{_SWEEPING}.old_answers": Schedule.HOURLY,
    f"{_SWEEPING}.left_uploads": Schedule.HOURLY,
}


@transaction.atomic
def put_up() -> None:
    """Make the table of schedules equal to the timetable; what stands there already keeps its next time."""
    Schedule.objects.exclude(func__in=TIMETABLE).delete()
    known = dict(Schedule.objects.values_list("func", "schedule_type"))
    for call, often in TIMETABLE.items():
        if known.get(call) != often:
            Schedule.objects.filter(func=call).delete()
            Schedule.objects.create(name=call.rsplit(".", 1)[1], func=call, schedule_type=often)
