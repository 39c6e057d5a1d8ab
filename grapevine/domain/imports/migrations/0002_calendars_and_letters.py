"""Calendars that are asked again and again, and letters dropped by mail."""

import django.db.models.deletion
import grapevine.kit.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=grapevine.kit.ids.new, editable=False, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('host', models.CharField(help_text='all of the address that is shown', max_length=254)),
                ('sealed', models.TextField(help_text="the address, sealed with this instance's key")),
                ('address_key', models.CharField(help_text='SHA-256 of the address', max_length=64)),
                ('paused', models.BooleanField(default=False)),
                ('etag', models.CharField(blank=True, max_length=300)),
                ('modified', models.CharField(blank=True, help_text='Last-Modified as the host wrote it', max_length=100)),
                ('digest', models.CharField(blank=True, help_text='of all it said, less the stamps of the moment', max_length=64)),
                ('stale_at', models.DateTimeField(help_text='from then on an unchanged calendar can say something new', null=True)),
                ('asked_at', models.DateTimeField(help_text='when the member last wanted it to be looked at', null=True)),
                ('looked_at', models.DateTimeField(help_text='the last try', null=True)),
                ('fresh_at', models.DateTimeField(help_text='the last try that worked', null=True)),
                ('due_at', models.DateTimeField(db_index=True)),
                ('failures', models.PositiveIntegerField(default=0, help_text='in a row')),
                ('lasting', models.BooleanField(default=False, help_text='it will not get better without the member')),
                ('message', models.TextField(blank=True, help_text='why the last look failed, in plain words')),
                ('counts', models.JSONField(default=dict, help_text='what the last look that worked found')),
                ('created_at', models.DateTimeField()),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='DropPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(help_text="SHA-256 of the mailbox's address", max_length=64, unique=True)),
                ('validity', models.BigIntegerField(default=0, help_text='UIDVALIDITY')),
                ('uid', models.BigIntegerField(default=0, help_text='every letter up to this UID has been dealt with')),
                ('looked_at', models.DateTimeField(help_text='the last look that worked', null=True)),
                ('message', models.TextField(blank=True, help_text='why the last look failed, in plain words')),
            ],
        ),
        migrations.CreateModel(
            name='DropAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed', models.TextField()),
                ('secret_key', models.CharField(help_text='SHA-256 of the secret', max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('owner', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='DroppedLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='SHA-256 of its message id', max_length=64)),
                ('at', models.DateTimeField(help_text='when it was taken')),
                ('touches', models.PositiveIntegerField(default=0)),
                ('reason', models.TextField(blank=True, help_text='why it is no touch')),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='imports.batch')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Heard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text="SHA-256 of the record's key", max_length=64)),
                ('digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('subscription', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='heard', to='imports.subscription')),
            ],
        ),
        migrations.AddField(
            model_name='batch',
            name='subscription',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='batches', to='imports.subscription'),
        ),
        migrations.AddIndex(
            model_name='droppedletter',
            index=models.Index(fields=['owner', '-at'], name='letter_by_owner'),
        ),
        migrations.AddConstraint(
            model_name='droppedletter',
            constraint=models.UniqueConstraint(fields=('owner', 'key'), name='letter_once'),
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.UniqueConstraint(fields=('owner', 'address_key'), name='calendar_once'),
        ),
        migrations.AddConstraint(
            model_name='heard',
            constraint=models.UniqueConstraint(fields=('subscription', 'key'), name='heard_once'),
        ),
    ]
