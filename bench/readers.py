"""How fast pressed pages leave, beside nginx serving the same bytes in the same run.

Run     .venv/bin/python -m bench.readers   (needs Debian's nginx-light and wrk)
Prints  requests a second and p99, medians of the rounds, and their ratios to nginx with gzip_static
Bar     a page and a random unknown address: at least 0.5 of nginx's rate, p99 at most twice nginx's
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("FREESHEET_DATA", tempfile.mkdtemp(prefix="freesheet-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freesheet.config.settings")

import django

django.setup()

from django.test import override_settings  # noqa: E402

from freesheet.press import store  # noqa: E402
from tests.servers import Newsroom, free_port, get, wait_for  # noqa: E402

PAGE = "/2026/11/ferry/"
RANDOM = """
local counter = 0
request = function()
  counter = counter + 1
  return wrk.format("GET", "/" .. counter .. "-" .. math.random(1e9) .. "/")
end
init = function() math.randomseed(os.time()) end
"""


@dataclass
class Figures:
    rate: float
    p99_ms: float


def measure(url: str, *, seconds: int, script: Path | None) -> Figures:
    """One wrk run with 64 connections, asking for gzip."""
    command = ["wrk", "-t2", "-c64", f"-d{seconds}s", "--latency", "-H", "Accept-Encoding: gzip"]
    command += ["-s", str(script)] if script else []
    out = subprocess.run([*command, url], check=True, capture_output=True, text=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", out).groups()
    return Figures(rate, float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit])


def nginx(folder: Path, root: Path, port: int) -> subprocess.Popen[bytes]:
    configuration = folder / "nginx.conf"
    user = "user root; " if os.geteuid() == 0 else ""  # the folder is ours alone
    configuration.write_text(
        f"""{user}daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 4096; }}
http {{
  types {{ text/html html; }} default_type text/html; access_log off; sendfile on; open_file_cache max=1000;
  keepalive_requests 100000000;
  server {{ listen 127.0.0.1:{port}; root {root}; index index.html; gzip_static on;
    error_page 404 /errors/404/index.html; }}
}}"""
    )
    return subprocess.Popen(["nginx", "-c", str(configuration), "-p", str(folder)])


def article() -> bytes:
    """40 KB of HTML that compresses as articles do."""
    words = Path(__file__).read_text().split() + sys.version.split()
    text = " ".join(words[number * 7919 % len(words)] + str(number % 97) for number in range(6000))
    return f"<!doctype html><title>Ferry</title><p>{text}".encode()[:40_000]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    options = parser.parse_args()
    folder = Path(os.environ["FREESHEET_DATA"])
    script = folder / "random.lua"
    script.write_text(RANDOM)
    newsroom = Newsroom(folder / "newsroom")
    with override_settings(PRESS_ROOT=newsroom.data / "pressed"):
        store.prepare(PAGE, article()).put()
        store.prepare("/errors/404/", b"<!doctype html><title>Not found</title>" + b"<p>Nothing here.</p>" * 40).put()
        store.bump()
    port = free_port()
    server = nginx(folder, newsroom.data / "pressed" / "site", port)
    newsroom.start("serve")
    wait_for(lambda: get(f"http://localhost:{port}{PAGE}").status == 200)
    try:
        for name, path, lua in (("page of 40 KB", PAGE, None), ("unknown address", "/", script)):
            ours, theirs = [], []
            for _ in range(options.rounds):
                theirs.append(measure(f"http://127.0.0.1:{port}{path}", seconds=options.seconds, script=lua))
                ours.append(measure(f"http://127.0.0.1:{newsroom.port}{path}", seconds=options.seconds, script=lua))
            report(name, ours, theirs)
    finally:
        server.terminate()
        newsroom.stop()
        shutil.rmtree(folder, ignore_errors=True)


def report(name: str, ours: list[Figures], theirs: list[Figures]) -> None:
    def median(figures: list[Figures], field: str) -> float:
        return statistics.median(getattr(figure, field) for figure in figures)

    rate, yardstick = median(ours, "rate"), median(theirs, "rate")
    p99, yard99 = median(ours, "p99_ms"), median(theirs, "p99_ms")
    print(f"{name}: Freesheet {rate:,.0f}/s p99 {p99:.2f} ms · nginx {yardstick:,.0f}/s p99 {yard99:.2f} ms")
    print(f"  rate {rate / yardstick:.2f} of nginx's (bar 0.50), p99 {p99 / yard99:.2f} times nginx's (bar 2.00)")


if __name__ == "__main__":
    main()
