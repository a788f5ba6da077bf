"""`freesheet serve`: the front door alone; `freesheet run` starts it with the workers."""

import os
from typing import Any

from django.core.management.base import BaseCommand
from granian.constants import HTTPModes, Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server

from freesheet.config import environment as env
from freesheet.config.listening import wait_until_free
from freesheet.kit.processes import PARENT


class Command(BaseCommand):
    help = "Serves pressed pages, and the desk, at FREESHEET_HOST and FREESHEET_PORT."

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = env.text("HOST"), env.port()
        if PARENT not in os.environ:  # a household looked before it began; whoever falls is up again at once
            wait_until_free(host, port, say=self.stdout.write)
        Server(
            "freesheet.config.front_door:app",
            address=host,
            port=port,
            interface=Interfaces.RSGI,
            workers=env.number("WEB_PROCESSES"),
            runtime_blocking_threads=32,  # slow readers of large files hold one each
            backlog=4096,
            loop=Loops.uvloop,
            http=HTTPModes.http1,  # HTTP/2 is the edge's: TLS ends there
            websockets=False,
            respawn_failed_workers=True,
            workers_kill_timeout=10,
            log_level=LogLevels.warning,
        ).serve()
