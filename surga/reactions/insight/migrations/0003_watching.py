"""Saved views, alerts and digests."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("insight", "0002_planning")]
    operations = []
