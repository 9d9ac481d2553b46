"""The tables of like cases.

The keys are by far the greatest: about 26 rows a case. On SQLite their table is its own index (`WITHOUT ROWID`), which
Django cannot say, so that it takes half of the room.
"""

from django.db import migrations, models

SQLITE = """
CREATE TABLE similar_key (key bigint NOT NULL, case_id bigint NOT NULL, PRIMARY KEY (key, case_id)) WITHOUT ROWID
"""
POSTGRESQL = """
CREATE TABLE similar_key (key bigint NOT NULL, case_id bigint NOT NULL, PRIMARY KEY (key, case_id))
"""


def make_keys(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def drop_keys(apps, schema_editor):
    schema_editor.execute("DROP TABLE similar_key")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Key",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "key", "case_id", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("case_id", models.BigIntegerField()),
                    ],
                )
            ],
            database_operations=[migrations.RunPython(make_keys, drop_keys)],
        ),
        migrations.CreateModel(
            name="Vocabulary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.BigIntegerField()),
                ("reports", models.BigIntegerField()),
                ("last_case", models.BigIntegerField()),
                ("counts", models.BinaryField()),
            ],
            options={"verbose_name_plural": "vocabularies"},
        ),
        migrations.CreateModel(
            name="Suspicion",
            fields=[
                ("case_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("like_id", models.BigIntegerField(null=True)),
                ("score", models.FloatField(default=0)),
                ("spam", models.CharField(blank=True, default="", max_length=12)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["at"], name="suspicion_by_time"),
                    models.Index(
                        condition=models.Q(("like_id__isnull", False)), fields=["like_id"], name="suspicion_by_like"
                    ),
                ],
            },
        ),
    ]
