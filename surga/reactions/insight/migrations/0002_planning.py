"""Plans, decisions, their versions, and forecasts."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("insight", "0001_rollups")]

    operations = [
        migrations.CreateModel(
            name='Outlook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('code', models.CharField(blank=True, default='', max_length=64)),
                ('begins', models.CharField(max_length=7)),
                ('history', models.JSONField()),
                ('content', models.JSONField()),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'code'), name='insight_outlook_once')],
            },
        ),
        migrations.CreateModel(
            name='Writing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('content', models.JSONField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('ready_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'changed_at'], name='insight_writing_kind')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('actor', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('writing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insight.writing')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('writing', 'number'), name='insight_version_once')],
            },
        ),
    ]
