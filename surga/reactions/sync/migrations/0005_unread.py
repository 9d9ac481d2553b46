from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sync', '0004_settle'),
    ]

    operations = [
        migrations.AddField(
            model_name='cursor',
            name='reason',
            field=models.CharField(blank=True, default='', max_length=80),
        ),
    ]
