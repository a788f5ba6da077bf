from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('newsletters', '0009_blocks_are_json'),
    ]

    operations = [
        migrations.RenameField(model_name='issue', old_name='found', new_name='list_members'),
    ]
