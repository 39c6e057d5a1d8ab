"""What a member works as, as a key of the catalogue; recognised from what they wrote."""

from django.db import migrations, models


def recognise(apps, schema_editor):
    """Members are few and have few professions: all of them at once."""
    from grapevine.domain.professions.rules import work_of

    Member = apps.get_model("accounts", "Member")
    for said in Member.objects.exclude(profession="").values_list("profession", flat=True).distinct().order_by():
        if key := work_of(said).key:
            Member.objects.filter(profession=said).update(profession_key=key)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_invitations'),
    ]

    operations = [
        migrations.AddField(
            model_name='member',
            name='profession_key',
            field=models.CharField(blank=True, default='', help_text='their work in our catalogue', max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='member',
            name='profession_said',
            field=models.BooleanField(default=False, help_text='chosen by themselves: never read anew'),
        ),
        migrations.RunPython(recognise, migrations.RunPython.noop, elidable=True),
    ]
