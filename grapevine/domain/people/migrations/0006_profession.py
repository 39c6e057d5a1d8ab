"""What a person works as, as a key of the catalogue. Who is here already is read by the worker, a batch at a time."""

from django.conf import settings
from django.db import migrations, models


class AddColumn(migrations.AddField):
    """Adds a column to the table as it stands: SQLite's ordinary way would copy a whole book, and lose the trigger by
    which the search index forgets whoever is removed."""

    DEFAULTS = {'profession_key': "varchar(60) NOT NULL DEFAULT ''", 'profession_said': 'bool NOT NULL DEFAULT 0'}

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == 'sqlite':
            schema_editor.execute(f'ALTER TABLE people_person ADD COLUMN {self.name} {self.DEFAULTS[self.name]}')
        else:
            super().database_forwards(app_label, schema_editor, from_state, to_state)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_changes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddColumn(
            model_name='person',
            name='profession_key',
            field=models.CharField(blank=True, default='', help_text='their work in our catalogue', max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='person',
            name='profession_sure',
            field=models.FloatField(help_text='0..1, how surely it was read; empty: not read yet', null=True),
        ),
        AddColumn(
            model_name='person',
            name='profession_said',
            field=models.BooleanField(default=False, help_text='the member chose it: never read anew'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['owner', 'profession_key', 'id'], name='person_by_work'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('profession_sure__isnull', True)), fields=['id'], name='person_work_unread'),
        ),
    ]
