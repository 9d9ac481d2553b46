"""The calendars by which what was known before stands."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('insight', '0006_topic_days'),
    ]

    operations = [
        migrations.AddField(model_name='standing', name='calendars', field=models.JSONField(default=list)),
    ]
