"""Make the full-text index over people."""

from django.db import migrations


def _create(apps, schema_editor):
    from grapevine.domain.people.models import SEARCH

    SEARCH.create()


def _drop(apps, schema_editor):
    from grapevine.domain.people.models import SEARCH

    SEARCH.drop()


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(_create, _drop)]
