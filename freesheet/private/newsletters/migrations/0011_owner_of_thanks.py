from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Replace

BEFORE, AFTER = 'newsletters-pagesigned-up/', 'newsletters-thanks'


def rename(apps, old, new):
    for model, field in (('Sheet', 'owner'), ('SheetKey', 'key')):
        rows = apps.get_model('press', model).objects.filter(**{f'{field}__startswith': f'{old}:'})
        rows.update(**{field: Replace(F(field), Value(f'{old}:'), Value(f'{new}:'))})


class Migration(migrations.Migration):

    dependencies = [
        ('newsletters', '0010_list_members'),
        ('press', '0003_rank_labels'),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, _: rename(apps, BEFORE, AFTER), lambda apps, _: rename(apps, AFTER, BEFORE)
        ),
    ]
