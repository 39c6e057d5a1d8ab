"""Changes of many people with their way back; who was put off while sorting."""

import django.db.models.deletion
import grapevine.kit.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_knowledge'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='later_at',
            field=models.DateTimeField(help_text='put off while sorting: comes again after all others', null=True),
        ),
        migrations.RemoveIndex(model_name='person', name='person_by_segment'),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['owner', 'segment', 'archived_at', 'sort_name', 'id'], name='person_by_segment'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('later_at__isnull', False)), fields=['owner', 'later_at', 'id'], name='person_put_off'),
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=grapevine.kit.ids.new, editable=False, unique=True)),
                ('do', models.CharField(help_text='one of bulk.Do', max_length=10)),
                ('value', models.CharField(blank=True, help_text='the segment or the tag', max_length=100)),
                ('people', models.PositiveIntegerField(help_text='how many it changed')),
                ('sorting', models.BooleanField(default=False, help_text='a step of sorting, undone there one by one')),
                ('made_at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['owner', '-id'], name='change_newest'),
                    models.Index(condition=models.Q(('sorting', True), ('undone_at__isnull', True)), fields=['owner', '-id'], name='change_sorting'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Before',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.JSONField(help_text='a segment, a time, or a tag with its position', null=True)),
                ('by_hand', models.BooleanField(default=False)),
                ('revision', models.PositiveIntegerField()),
                ('change', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='before', to='people.change')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
        ),
    ]
