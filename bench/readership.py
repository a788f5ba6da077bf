"""How long the desk takes with a large readership and many issues behind it, asked over HTTP by a signed-in editor.

Run     .venv/bin/python -m bench.readership [--readers 250000] [--issues 50] [--data FOLDER: to be kept]
Prints  p50 and p95 of home, the lists, a review with its count, an issue's report and what it is asked; the yardstick
        is one's own account page in the same run, which knows no reader
Bar     p95 within 300 ms
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from bench.desk import ANALYSE, measured, said
from tests.servers import Newsroom

SEED = """
from datetime import timedelta
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale
from freesheet.private.newsletters.actions.freezing import freeze
from freesheet.private.newsletters.models import Bundle, Delivery, Issue, Newsletter, Subscription
from freesheet.private.readers.models import Reader
now, readers, issues = timezone.now(), {readers}, {issues}
english = Locale.objects.get(language_code="en")
weekly, _ = Newsletter.objects.get_or_create(locale=english, slug="bench", defaults=dict(name="Bench"))
Reader.objects.bulk_create(
    [Reader(email=f"reader{{n}}@example{{n % 97}}.org", proven_at=now) for n in range(readers)], batch_size=5000)
sources = ["story", "front", "list", "newsletter"]
new = Reader.objects.filter(email__startswith="reader", email__contains="@example").only("pk")
Subscription.objects.bulk_create(
    [Subscription(reader=one, newsletter=weekly, confirmed_at=now - timedelta(hours=n % 9000), source=sources[n % 4])
     for n, one in enumerate(new.iterator())], batch_size=5000)
for n in range(issues):
    at = now - timedelta(days=7 * (issues - n))
    issue = Issue.objects.create(newsletter=weekly, subject=f"Number {{n}}", body=[("text", "<p>Words.</p>")])
    count = freeze(issue, start=at)
    Issue.objects.filter(pk=issue.pk).update(frozen_at=at, finished_at=at + timedelta(hours=1), prepared=count)
    Bundle.objects.filter(issue=issue).update(due_at=None)
    Delivery.objects.filter(issue=issue).update(fate="accepted", at=at)
    Delivery.objects.filter(issue=issue, bundle__lt=3).update(fate="failed", words="550 5.1.1 no such user")
print("rows", Delivery.objects.count())
"""
FACTS = """
from freesheet.private.newsletters.models import Issue, Newsletter
sent = Issue.objects.filter(newsletter__slug="bench", frozen_at__isnull=False).order_by("pk")
weekly = Newsletter.objects.get(slug="bench")
draft = Issue.objects.create(newsletter=weekly, subject="Next", body=[("text", "<p>Words.</p>")])
print("facts", draft.pk, sent.last().pk)
"""


def asked_for(draft: int, sent: int) -> dict[str, str]:
    """Each page that is measured, by its name."""
    issues = "/desk/newsletters/issues"
    return {
        "yardstick: one’s own account": "/desk/account/",
        "home": "/desk/",
        "list of issues": f"{issues}/",
        "list of newsletters": "/desk/newsletters/",
        "an issue read over, its readers counted": f"{issues}/{draft}/review/",
        "the question before it is sent": f"{issues}/{draft}/send/",
        "report": f"{issues}/{sent}/report/",
        "report, the part fetched again": f"{issues}/{sent}/report/progress/",
        "report, one address": f"{issues}/{sent}/report/?address=reader777@example1.org",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=250_000)
    parser.add_argument("--issues", type=int, default=50)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    folder = options.data or Path(tempfile.mkdtemp(prefix="freesheet-bench-"))
    newsroom = Newsroom(folder, environment={"FREESHEET_DEMO": "yes"})
    if not (folder / "freesheet.sqlite3").exists():
        newsroom.command("prepare")
        newsroom.command("demo")
        newsroom.python(SEED.format(readers=options.readers, issues=options.issues))
        newsroom.python(ANALYSE)
    draft, sent = said(newsroom, FACTS, "facts")
    print(f"{options.readers:,} readers, {options.issues} issues\n")
    try:
        measured(newsroom, asked_for(int(draft), int(sent)), times=options.times, barless="yardstick")
    finally:
        if options.data is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
