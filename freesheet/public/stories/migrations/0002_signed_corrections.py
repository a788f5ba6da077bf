import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def note_retractions(apps, schema_editor):
    correction = apps.get_model("stories", "Correction")
    for one in correction.objects.filter(kind="retraction").order_by("-stated_at").select_related("story"):
        type(one.story).objects.filter(pk=one.story_id).update(retracted_at=one.stated_at)


class Migration(migrations.Migration):

    dependencies = [
        ('masthead', '0004_where_corrections_stand'),
        ('stories', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='correction',
            name='signed_by',
            field=models.ForeignKey(blank=True, help_text='Empty: the newsroom signs.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='masthead.author', verbose_name='signed by'),
        ),
        migrations.AlterField(
            model_name='correction',
            name='stated_at',
            field=models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='stated'),
        ),
        migrations.AddField(
            model_name='story',
            name='retracted_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunPython(note_retractions, migrations.RunPython.noop),
    ]
