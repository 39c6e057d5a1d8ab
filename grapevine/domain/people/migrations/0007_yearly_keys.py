"""The key of a date begins with its month and day, so that birthdays of the next days are found by their index."""

from django.db import migrations

from grapevine.domain.people.rules.yearly import date_key

PART = 2_000


def make_keys(apps, schema_editor) -> None:
    detail = apps.get_model("people", "Detail")
    last = 0
    while part := list(detail.objects.filter(kind="date", pk__gt=last).order_by("pk")[:PART]):
        for row in part:
            row.key = date_key(row.value)[:254]
        detail.objects.bulk_update(part, ["key"])
        last = part[-1].pk


class Migration(migrations.Migration):
    dependencies = [("people", "0006_profession")]

    operations = [migrations.RunPython(make_keys, migrations.RunPython.noop, elidable=True)]
