"""The calendar by which the sums stand, beside the print of it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('insight', '0004_narrower'),
    ]

    operations = [
        migrations.AddField(model_name='standing', name='calendar', field=models.TextField(default='')),
    ]
