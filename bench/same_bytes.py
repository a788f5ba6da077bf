"""Whether a change of the code's inside has changed what readers get: one newsroom, pressed by two versions.

Run     .venv/bin/python -m bench.same_bytes REVISION [--size 300] [--as-read]   (REVISION: the version before)
How     the version before builds the demo; each version then presses every page of its own copy of it
Shows   pages that one of them lacks, bytes that differ but for addresses of bundles and moments, keys that differ
Bar     nothing differs that the change was not made for; ends with 1 when anything does
"""

import argparse
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMPRESSED = {".br", ".gz"}
VARYING = (
    (re.compile(rb"/media/[0-9a-f/]+\.(css|js)|/static/theme/page(\.[0-9a-f]{12})?\.js"), b"/BUNDLE"),
    (re.compile(rb"(/static/[\w/.-]+?)\.[0-9a-f]{12}(\.\w+)"), rb"\1\2"),
    (re.compile(rb'(<!--as of |data-as-of="|"as_of": ?"?)\d{13}'), rb"\1MOMENT"),
    (re.compile(rb"<lastBuildDate>[^<]*"), b"<lastBuildDate>"),
)
"""What stands for the same in other bytes: bundles by their content, and the moment of pressing."""
AS_READ = (
    (re.compile(rb"(\s|\\n)+"), b" "),
    (re.compile(rb' (?=["/]?>)|(?<==") | (?=")|(?<=>) | (?=<)'), b""),
)
"""And what a change of the templates' lines leaves: white space where a browser reads one space, or none."""
SHOWN_CHARACTERS, SHOWN_KINDS = 160, 30


def run(code: Path, data: Path, *command: str) -> None:
    """One of freesheet's commands, by the code in a folder, on the newsroom in another."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FREESHEET_", "PYTHON"))}
    environment = {**kept, "PYTHONPATH": str(code), "FREESHEET_DATA": str(data), "FREESHEET_DEMO": "yes"}
    subprocess.run(
        [sys.executable, "-m", "freesheet", *command], cwd=code, env=environment, check=True, stdout=subprocess.DEVNULL
    )


def alike(body: bytes, *, as_read: bool) -> bytes:
    for pattern, instead in (*VARYING, *(AS_READ if as_read else ())):
        body = pattern.sub(instead, body)
    return body


def pressed(data: Path, *, as_read: bool) -> dict[str, bytes]:
    """Path below the site → bytes, without what may vary; compressed variants are made of these."""
    site = data / "pressed" / "site"
    files = (file for file in site.rglob("*") if file.is_file() and file.suffix not in COMPRESSED)
    return {str(file.relative_to(site)): alike(file.read_bytes(), as_read=as_read) for file in files}


def keys(data: Path) -> set[str]:
    """Every sheet with its owner, and every key it was made from."""
    with sqlite3.connect(data / "freesheet.sqlite3") as database:
        sheets = database.execute("SELECT path, owner, status, rank FROM press_sheet")
        lines = {f"{path} owner {owner} status {status} rank {rank}" for path, owner, status, rank in sheets}
        shown = database.execute("SELECT path, key FROM press_sheetkey JOIN press_sheet s ON s.id = sheet_id")
        return lines | {f"{path} shows {key}" for path, key in shown}


def differences(before: bytes, after: bytes) -> list[str]:
    """What was replaced by what, in words long enough to be found again."""
    old, new = (re.findall(r"[^<>]+|[<>]", body.decode(errors="replace")) for body in (before, after))
    changed = [step for step in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if step[0] != "equal"]
    return [
        f"- {''.join(old[a:b])[:SHOWN_CHARACTERS]!r}\n    + {''.join(new[c:d])[:SHOWN_CHARACTERS]!r}"
        for _, a, b, c, d in changed
    ]


def report(before: Path, after: Path, *, as_read: bool) -> int:
    """Print what differs; returns how many pages and keys do."""
    old, new = pressed(before, as_read=as_read), pressed(after, as_read=as_read)
    lacking = [f"lost {path}" for path in sorted(old.keys() - new.keys())]
    lacking += [f"new  {path}" for path in sorted(new.keys() - old.keys())]
    differing = [path for path in sorted(old.keys() & new.keys()) if old[path] != new[path]]
    kinds = Counter(kind for path in differing for kind in set(differences(old[path], new[path])))
    moved = sorted(keys(before) ^ keys(after))
    print(f"{len(old)} pages before, {len(new)} after: {len(lacking)} on one side only, {len(differing)} differ")
    for line in [*lacking, *differing][:SHOWN_KINDS]:
        print(f"  {line}")
    for kind, count in kinds.most_common(SHOWN_KINDS):
        print(f"  on {count} pages\n    {kind}")
    print(f"{len(moved)} owners, ranks and keys differ")
    for line in moved[:SHOWN_KINDS]:
        print(f"  {line}")
    return len(lacking) + len(differing) + len(moved)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("revision", help="the version before, such as main or a commit")
    parser.add_argument("--size", type=int, default=0, help="with an archive of so many stories")
    parser.add_argument("--as-read", action="store_true", help="without regard to how templates are broken into lines")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="freesheet-bytes-") as folder:
        code, before, after = (Path(folder) / name for name in ("code", "before", "after"))
        subprocess.run(["git", "worktree", "add", "--detach", "--quiet", code, asked.revision], cwd=ROOT, check=True)
        try:
            run(code, before, "prepare")
            run(code, before, "demo", *(["--size", str(asked.size)] if asked.size else []))
            shutil.copytree(before, after)
            run(code, before, "press", "--all")
            run(ROOT, after, "prepare")
            run(ROOT, after, "press", "--all")
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", code], cwd=ROOT, check=True)
        return 1 if report(before, after, as_read=asked.as_read) else 0


if __name__ == "__main__":
    sys.exit(main())
