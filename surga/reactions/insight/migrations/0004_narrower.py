"""Sums of what was asked and of the articles that answered; ways to one code without the other codes of its days."""

from django.db import migrations, models


def _as_they_are(apps, schema_editor):
    """Sorted times get no smaller by PostgreSQL's packing; it only takes time, at each reading and each writing."""
    if schema_editor.connection.vendor == 'postgresql':
        schema_editor.execute('ALTER TABLE insight_spread ALTER COLUMN times SET STORAGE EXTERNAL')


class Migration(migrations.Migration):

    dependencies = [
        ('insight', '0003_watching'),
    ]

    operations = [
        *(
            migrations.AddField(model_name='cell', name=name, field=models.BigIntegerField(default=0))
            for name in ('over_days', 'waiting_from', 'open_from')
        ),
        migrations.RunPython(_as_they_are, migrations.RunPython.noop),
        migrations.AddField(
            model_name='contactfact',
            name='article',
            field=models.CharField(default='', max_length=80),
        ),
        migrations.AddIndex(
            model_name='cell',
            index=models.Index(fields=['rollup', 'key', 'grain', 'period'], name='insight_cell_key'),
        ),
        migrations.AddIndex(
            model_name='cell',
            index=models.Index(condition=models.Q(('other', ''), _negated=True), fields=['rollup', 'other', 'grain', 'period'], name='insight_cell_other'),
        ),
        migrations.AddIndex(
            model_name='spread',
            index=models.Index(fields=['rollup', 'key', 'grain', 'period'], name='insight_spread_key'),
        ),
        migrations.AddIndex(
            model_name='spread',
            index=models.Index(condition=models.Q(('other', ''), _negated=True), fields=['rollup', 'other', 'grain', 'period'], name='insight_spread_other'),
        ),
    ]
