"""How long a search takes at full size, through the real front door, one reader after another and several at once.

Run     .venv/bin/python -m bench.search [--data FOLDER] [--size 32000]   (a folder made before is used again)
Prints  for each kind of question: how many stories it finds, p50 and p95 of a whole answer
Bar     p95 within 300 ms at 32,000 stories
"""

import argparse
import http.client
import re
import shutil
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from urllib.parse import quote

from tests.servers import Newsroom, Postgres

QUESTIONS = {
    "common word": "q=council",
    "very common word": "q=the",
    "rare word": "q=langumgard",
    "two words": "q=ferry+council",
    "six words": "q=the+price+of+mooring+harbour+pilots",
    "phrase": f"q={quote('“ferry timetable”')}",
    "nothing found": "q=submarine",
    "by section": "q=council&section=town",
    "by author": "q=council&author={author}",
    "one year": "q=council&from=2023-01-01&to=2023-12-31",
    "newest first": "q=council&order=newest",
    "page 30": "q=council&page=30",
    "Ukrainian word": f"/uk/q={quote('міст')}",
}
AUTHOR = """
from freesheet.public.masthead.models import Author
print(Author.objects.filter(slug__endswith="-000").first().slug)
"""
_asked = count()


def address() -> str:
    """Of another network each time: limits are not what is measured."""
    number = next(_asked)
    return f"10.{number >> 8 & 255}.{number & 255}.1"


def ask(newsroom: Newsroom, question: str) -> tuple[float, str]:
    """Milliseconds that a whole answer took, and the answer."""
    edition, _, query = question.rpartition("/")
    path = f"{edition}/search/?{query}"
    connection = http.client.HTTPConnection("127.0.0.1", newsroom.port, timeout=30)
    started = time.perf_counter()
    connection.request("GET", path, headers={"Host": "localhost", "X-Forwarded-For": address()})
    reply = connection.getresponse()
    body = reply.read().decode()
    took = (time.perf_counter() - started) * 1000
    connection.close()
    assert reply.status == 200, (path, reply.status)
    return took, body


def told(name: str, found: str, took: list[float]) -> None:
    p95 = statistics.quantiles(took, n=20)[18]
    print(f"{name:18} {found:>8} stories   p50 {statistics.median(took):6.0f} ms   p95 {p95:6.0f} ms", flush=True)


def measure(newsroom: Newsroom, rounds: int) -> None:
    questions = dict(QUESTIONS)
    questions["by author"] = questions["by author"].format(author=newsroom.python(AUTHOR))
    for question in questions.values():
        ask(newsroom, question)
    every = []
    for name, question in questions.items():
        answers = [ask(newsroom, question) for _ in range(rounds)]
        found = re.search(r'search-count"[^>]*>([\d,\s\u00a0]+)', answers[0][1])
        every += [took for took, _ in answers]
        told(name, found[1].strip() if found else "0", [took for took, _ in answers])
    told("all of them", "", every)
    with ThreadPoolExecutor(4) as readers:
        mixed = list(questions.values()) * rounds
        told("four at once", "", [took for took, _ in readers.map(lambda one: ask(newsroom, one), mixed)])


def prepare(newsroom: Newsroom, size: int) -> None:
    """Build what is missing, in bites that a command's time allows."""
    newsroom.command("prepare")
    newsroom.python("from freesheet.demo import newsroom; newsroom.build(say=print)")
    for bite in range(8_000, size + 8_000, 8_000):
        newsroom.python(f"from freesheet.demo import size; size.build({min(bite, size)})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--size", type=int, default=32_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own")
    options = parser.parse_args()
    folder = options.data or Path(tempfile.mkdtemp(prefix="freesheet-search-"))
    newsroom = Newsroom(folder, {"FREESHEET_TRUSTED_PROXIES": "1"})
    server = Postgres(Path(tempfile.mkdtemp(prefix="freesheet-postgres-")) / "server") if options.postgres else None
    try:
        if server:
            server.start()
            newsroom.environment["FREESHEET_DATABASE_URL"] = server.create("freesheet")
        prepare(newsroom, options.size)
        newsroom.start("serve")
        measure(newsroom, options.rounds)
    finally:
        if newsroom.process:
            newsroom.stop()
        if server:
            server.stop()
            shutil.rmtree(server.folder.parent, ignore_errors=True)
        if not options.data:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
