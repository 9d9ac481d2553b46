"""What was taken over from an archive is known since it happened."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="event",
            name="archived",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        )
    ]
