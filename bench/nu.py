"""The Nu checker over every public page: each kind, edition, text edition, search and error page that links lead to.

Run     .venv/bin/python -m bench.nu --jar vnu.jar [--url http://localhost:8000]   (without a URL it starts the demo)
Needs   Java and the checker, which is no dependency of ours: npm install --ignore-scripts vnu-jar in a folder outside
        this one, then --jar FOLDER/node_modules/vnu-jar/build/dist/vnu.jar
Bar     no error and no warning; ends with 1 otherwise
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from urllib.parse import quote

from bench.page import demo
from tests.servers import get

SEARCHES = ("", "?q=bridge", "?q=zzxqv", "?q=a", "?q=bridge&section=town&order=newest", f"?q={quote('міст')}")
BEGIN = [
    *("/", "/uk/", "/text/", "/uk/text/"),
    *("/nothing-here/", "/uk/nothing-here/"),  # every error page is made by the same template
    *(f"{edition}/search/{query}" for edition in ("", "/uk") for query in SEARCHES),
]
_LINK = re.compile(r'<a\s[^>]*href="(/[^"#?]*)')
_NO_PAGE = re.compile(r"^/(?:media|static|desk|search|uk/search)/|\.\w+$")
MOST = 2000


def crawl(url: str) -> dict[str, str]:
    """Path → HTML of every page that links lead to from the front pages on, and of those no link leads to."""
    waiting, found = list(BEGIN), {}
    while waiting and len(found) < MOST:
        path = waiting.pop()
        if path in found:
            continue
        answer = get(url + path)
        if answer.headers["content-type"].startswith("text/html"):
            found[path] = answer.text
            waiting += [link for link in _LINK.findall(answer.text) if not _NO_PAGE.search(link)]
    return found


def check(jar: str, pages: dict[str, str]) -> list[dict]:
    """The checker's messages, each with the path of its page."""
    with tempfile.TemporaryDirectory(prefix="freesheet-nu-") as folder:
        files = {}
        for number, (path, html) in enumerate(pages.items()):
            file = Path(folder) / f"{number}.html"
            file.write_text(html, encoding="utf-8")
            files[file.as_uri().removeprefix("file://")] = path
        arguments = [
            "java",
            "-jar",
            jar,
            "--format",
            "json",
            "--stdout",
            "--exit-zero-always",
            "--skip-non-html",
            folder,
        ]
        done = subprocess.run(arguments, check=True, capture_output=True, text=True, timeout=600)
    messages = json.loads(done.stdout)["messages"]
    return [{**one, "path": files.get(re.sub(r"^file:/*", "/", one.get("url", "")), "")} for one in messages]


def report(url: str, jar: str) -> int:
    """Print what was found; returns how many errors and warnings."""
    pages = crawl(url)
    messages = check(jar, pages)
    kinds = Counter(one.get("subType") or one["type"] for one in messages)
    print(f"{len(pages)} pages: {kinds['error'] + kinds['fatal']} errors, {kinds['warning']} warnings")
    for text, count in Counter(one["message"] for one in messages).most_common():
        example = next(one for one in messages if one["message"] == text)
        print(f"{count} times: {text}")
        print(f"  {example['path']}, line {example.get('lastLine')}: {example.get('extract', '')!r}")
    return len(messages)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jar", required=True, help="path of vnu.jar")
    parser.add_argument("--url", help="a newsroom that runs already")
    options = parser.parse_args()
    if options.url:
        sys.exit(bool(report(options.url.rstrip("/"), options.jar)))
    folder = Path(tempfile.mkdtemp(prefix="freesheet-bench-"))
    newsroom = demo(folder)
    try:
        found = report(newsroom.url, options.jar)
    finally:
        newsroom.remove()
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
