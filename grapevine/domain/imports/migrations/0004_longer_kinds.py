# Kinds of records are words of up to twelve letters.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0003_contact_accounts'),
    ]

    operations = [
        migrations.AlterField(
            model_name='staged',
            name='kind',
            field=models.CharField(help_text='one of payload.TURN', max_length=12),
        ),
    ]
