"""How long the desk takes to find readers among 250,000, asked over HTTP by a signed-in membership lead.

Run     .venv/bin/python -m bench.desk_readers [--readers 250000] [--data FOLDER: one built before, or to be kept]
Prints  p50 and p95 of the list in many ways and of one reader's page; beside them, as the yardstick of the same run,
        the list of newsletters, which has three rows: what the desk itself takes
Bar     every list and a reader's page: p95 within 300 ms
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from bench.desk import ANALYSE, measured, said
from tests.servers import Newsroom

FILL = """
import random
from datetime import timedelta
from django.utils import timezone
from wagtail.models import Locale
from freesheet.private.newsletters.models import Newsletter, Subscription
from freesheet.private.readers.models import Reader
now, chance = timezone.now(), random.Random(1)
english = Locale.objects.get(language_code="en")
named = (("morning", 0.6), ("evening", 0.3), ("rare", 0.0001))
letters = [(Newsletter.objects.create(locale=english, slug=slug, name=slug.title()), part) for slug, part in named]
homes = ("gmail.com", "ukr.net", "example.org", "outlook.com")
for start in range(0, {readers}, 5000):
    made = Reader.objects.bulk_create([Reader(
        email=f"{{chance.choice(('anna', 'petro', 'grace'))}}.{{n}}@{{chance.choice(homes)}}",
        name=chance.choice(("", "Anna Brook", "Olena Koval", "Марія Коваль")),
        since=now - timedelta(minutes=3 * n),
        proven_at=now if chance.random() < 0.97 else None,
        suppressed_at=now if chance.random() < 0.01 else None,
    ) for n in range(start, start + 5000)])
    Subscription.objects.bulk_create([Subscription(reader=reader, newsletter=letter, confirmed_at=now)
        for reader in made for letter, part in letters if reader.proven_at and chance.random() < part])
"""
MEMBERSHIP = """
from django.contrib.auth.models import Group
from freesheet.staff.models import User
User.objects.get(email="editor@example.org").groups.add(Group.objects.get(name="Membership"))
"""
FACTS = """
from freesheet.private.newsletters.models import Newsletter
from freesheet.private.readers.models import Reader
pk = dict(Newsletter.objects.values_list("slug", "pk"))
print("facts", Reader.objects.count(), pk["morning"], pk["rare"], Reader.objects.order_by("pk")[1000].pk)
"""


def asked_for(readers: int, morning: int, rare: int, one: int) -> dict[str, str]:
    ways = {
        "as it opens": "",
        "last page": f"?p={max(1, readers // 30)}",
        "middle page": f"?p={max(1, readers // 60)}",
        "oldest first": "?ordering=since",
        "of a large newsletter": f"?newsletters={morning}",
        "of a tiny newsletter": f"?newsletters={rare}",
        "not proven": "?proof=unproven",
        "gets no mail": "?mail=suppressed",
        "one address": "?q=petro.1717",
        "a common part": "?q=gmail",
        "a name": "?q=koval",
        "a name in Cyrillic": "?q=%D0%BA%D0%BE%D0%B2%D0%B0%D0%BB%D1%8C",
        "nobody": "?q=zzzz",
        "a common part, of a newsletter": f"?q=gmail&newsletters={morning}",
    }
    return {
        "yardstick: the list of newsletters": "/desk/newsletters/",
        **{f"list, {name}": f"/desk/readers/{query}" for name, query in ways.items()},
        "one reader": f"/desk/readers/{one}/",
    }


def built(folder: Path, readers: int) -> Newsroom:
    newsroom = Newsroom(folder, environment={"FREESHEET_DEMO": "yes"})
    if not (folder / "freesheet.sqlite3").exists():
        newsroom.command("prepare")
        newsroom.command("demo")
        newsroom.python(FILL.format(readers=readers))
    newsroom.python(ANALYSE)
    return newsroom


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=250_000)
    parser.add_argument("--times", type=int, default=25)
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    folder = options.data or Path(tempfile.mkdtemp(prefix="freesheet-bench-"))
    newsroom = built(folder, options.readers)
    readers, *numbers = map(int, said(newsroom, FACTS, "facts"))
    newsroom.python(MEMBERSHIP)
    print(f"{readers:,} readers\n")
    try:
        measured(newsroom, asked_for(readers, *numbers), times=options.times, barless="yardstick")
    finally:
        if options.data is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
