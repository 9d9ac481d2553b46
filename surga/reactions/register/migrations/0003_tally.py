
"""Counts that are added up instead of read from all cases, and indexes from which the others can be read alone."""

from django.db import migrations, models


def count(apps, schema_editor):
    cases = apps.get_model("register", "PublicCase").objects.order_by().values("region_code", "status")
    tally = apps.get_model("register", "Tally")
    tally.objects.bulk_create(tally(**row) for row in cases.annotate(n=models.Count("*")))


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0002_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_code', models.CharField(blank=True, max_length=32)),
                ('status', models.CharField(max_length=16)),
                ('n', models.IntegerField()),
            ],
            options={
                'verbose_name_plural': 'tallies',
            },
        ),
        migrations.AddIndex(
            model_name='publiccase',
            index=models.Index(fields=['topic_code', 'region_code', 'status'], name='public_of_topic'),
        ),
        migrations.AddIndex(
            model_name='publiccase',
            index=models.Index(fields=['agency_code', 'region_code', 'status'], name='public_of_agency'),
        ),
        migrations.AddIndex(
            model_name='publiccase',
            index=models.Index(fields=['place', 'region_code', 'status'], name='public_of_place'),
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
