"""Sums of what was asked and of the articles that answered; ways to one code without the other codes of its days."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('insight', '0003_watching'),
    ]

    operations = [
        *(
            migrations.AddField(model_name='cell', name=name, field=models.BigIntegerField(default=0))
            for name in ('over', 'waiting_from', 'open_from')
        ),
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
