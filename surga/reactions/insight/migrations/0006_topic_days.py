"""The days of each topic by an index of their own, from which alone their cases can be read."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('insight', '0005_calendar'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='cell',
            index=models.Index(
                condition=models.Q(('grain', 'd'), ('rollup', 'topic')),
                fields=['period', 'key'],
                include=('cases',),
                name='insight_cell_topic_days',
            ),
        ),
    ]
