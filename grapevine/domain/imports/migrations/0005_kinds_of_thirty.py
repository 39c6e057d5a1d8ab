# Kinds of records are words of up to thirty letters; PostgreSQL refuses what is longer than its column.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0004_longer_kinds'),
    ]

    operations = [
        migrations.AlterField(
            model_name='staged',
            name='kind',
            field=models.CharField(help_text='one of payload.TURN', max_length=30),
        ),
    ]
