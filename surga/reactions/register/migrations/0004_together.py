"""Reports of the same matter: how many a public case has, and where the pages of the others lead."""

from importlib import import_module

from django.db import migrations, models

words = import_module("surga.reactions.register.migrations.0002_words")


def words_again(apps, schema_editor):
    """On SQLite the table was made anew, and the index of its words went out of step with it."""
    if schema_editor.connection.vendor == "sqlite":
        words.no_words(apps, schema_editor)
        words.words(apps, schema_editor)


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0003_tally'),
    ]

    operations = [
        migrations.CreateModel(
            name='Joined',
            fields=[
                ('code', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('case_id', models.BigIntegerField(unique=True)),
                ('lead_code', models.CharField(max_length=20)),
            ],
            options={
                'verbose_name_plural': 'joined',
            },
        ),
        migrations.AddField(
            model_name='publiccase',
            name='followers',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunPython(words_again, words_again),
    ]
