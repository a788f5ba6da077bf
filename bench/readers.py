"""How fast pressed pages leave, beside nginx serving the same bytes in the same run.

Run     .venv/bin/python -m bench.readers   (needs Debian's nginx-light and wrk)
Prints  requests a second and p99, medians of the rounds, and their ratios to nginx with gzip_static: as it comes,
        which is the yardstick, and tuned to keep its files open (open_file_cache), for scale
Bar     a page and a random unknown address: at least 0.5 of nginx's rate, p99 at most twice nginx's
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.test import override_settings

from bench.ready import FOLDER
from freesheet.doors.press import store
from tests.servers import Newsroom, free_port, get, wait_for

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


def nginx(folder: Path, root: Path, port: int, *, tuned: bool) -> subprocess.Popen[bytes]:
    """nginx with gzip_static and no log, as many workers as cores; tuned: files stay open, connections for ever."""
    folder.mkdir()
    configuration = folder / "nginx.conf"
    tuning = "open_file_cache max=1000; keepalive_requests 100000000;" if tuned else ""
    user = "user root; " if os.geteuid() == 0 else ""  # the folder is ours alone
    configuration.write_text(
        f"""{user}daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 4096; }}
http {{
  types {{ text/html html; }} default_type text/html; access_log off; sendfile on; tcp_nopush on; {tuning}
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
    script = FOLDER / "random.lua"
    script.write_text(RANDOM)
    newsroom = Newsroom(FOLDER / "newsroom")
    with override_settings(PRESS_ROOT=newsroom.data / "pressed"):
        store.prepare(PAGE, article()).put()
        store.prepare("/errors/404/", b"<!doctype html><title>Not found</title>" + b"<p>Nothing here.</p>" * 40).put()
        store.bump()
    site = newsroom.data / "pressed" / "site"
    ports = {"nginx": free_port(), "nginx tuned": free_port()}
    servers = [
        nginx(FOLDER / name.replace(" ", "-"), site, port, tuned="tuned" in name) for name, port in ports.items()
    ]
    newsroom.start("serve")
    ports["Freesheet"] = newsroom.port
    try:
        for port in ports.values():
            wait_for(lambda port=port: get(f"http://127.0.0.1:{port}{PAGE}").status == 200)
        for name, path, lua in (("page of 40 KB", PAGE, None), ("unknown address", "/", script)):
            seen: dict[str, list[Figures]] = {server: [] for server in ports}
            for _ in range(options.rounds):
                for server, port in ports.items():
                    url = f"http://127.0.0.1:{port}{path}"
                    seen[server].append(measure(url, seconds=options.seconds, script=lua))
            report(name, {server: median(figures) for server, figures in seen.items()})
    finally:
        for server in servers:
            server.terminate()
        newsroom.stop()


def median(figures: list[Figures]) -> Figures:
    return Figures(statistics.median(one.rate for one in figures), statistics.median(one.p99_ms for one in figures))


def report(name: str, seen: dict[str, Figures]) -> None:
    print(
        f"{name}: " + " · ".join(f"{server} {one.rate:,.0f}/s p99 {one.p99_ms:.2f} ms" for server, one in seen.items())
    )
    ours = seen.pop("Freesheet")
    for server, theirs in seen.items():
        bars = " (bars 0.50, 2.00)" if server == "nginx" else ""
        print(f"  rate {ours.rate / theirs.rate:.2f}, p99 {ours.p99_ms / theirs.p99_ms:.2f} times {server}'s{bars}")


if __name__ == "__main__":
    main()
