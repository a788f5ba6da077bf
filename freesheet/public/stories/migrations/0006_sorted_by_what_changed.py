"""An index on Wagtail's pages for the desk's lists, which show what changed last first: it has none of its own."""

from django.db import migrations, models

CREATE = "CREATE INDEX stories_page_changed ON wagtailcore_page (latest_revision_created_at DESC, id DESC)"
CREATE_ON_POSTGRESQL = (
    "CREATE INDEX stories_page_changed ON wagtailcore_page (latest_revision_created_at DESC NULLS LAST, id DESC)"
)
DROP = "DROP INDEX stories_page_changed"


def create(apps, editor):
    editor.execute(CREATE_ON_POSTGRESQL if editor.connection.vendor == "postgresql" else CREATE)


def drop(apps, editor):
    editor.execute(DROP)


class Migration(migrations.Migration):

    dependencies = [
        ("wagtailcore", "0098_apitoken"),
        ("stories", "0005_desk_and_links"),
    ]

    operations = [
        migrations.RunPython(create, drop),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(fields=["label"], name="stories_story_label"),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(condition=models.Q(("planned_at__isnull", False)), fields=["planned_at"], name="stories_story_planned"),
        ),
    ]
