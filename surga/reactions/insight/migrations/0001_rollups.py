"""What is known of each case and contact, and the sums of it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = []
    operations = []
