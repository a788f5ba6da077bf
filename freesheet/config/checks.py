"""What would make an install fail later, found before, each with the way to mend it."""

import os
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register

from freesheet.config import environment as env

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
LEAST_FREE_BYTES = 500 * 1024 * 1024


@register()
def time_zone_exists(**_: Any) -> list[CheckMessage]:
    if settings.TIME_ZONE in available_timezones():
        return []
    hint = "Write an IANA name such as Europe/Kyiv; Debian's tzdata package has them."
    return [
        Error(f"FREESHEET_TIME_ZONE is {settings.TIME_ZONE!r}, which no clock knows.", hint=hint, id="freesheet.E001")
    ]


@register()
def data_folder_is_ours(**_: Any) -> list[CheckMessage]:
    if os.access(settings.DATA, os.W_OK | os.X_OK):
        return []
    hint = f"Give the account that runs Freesheet the right to write in {settings.DATA}."
    return [Error("FREESHEET_DATA cannot be written.", hint=hint, id="freesheet.E002")]


@register()
def secret_key_is_private(**_: Any) -> list[CheckMessage]:
    file = Path(settings.DATA) / "secret-key"
    if not file.exists() or not file.stat().st_mode & 0o077:
        return []
    words = "Others on this machine can read the secret key."
    return [checks.Warning(words, hint=f"chmod 600 {file}", id="freesheet.W001")]


@register()
def disk_has_room(**_: Any) -> list[CheckMessage]:
    free = shutil.disk_usage(settings.DATA).free
    if free >= LEAST_FREE_BYTES:
        return []
    hint = "Free some space: at none, publishing says so and readers keep the old pages."
    return [
        checks.Warning(f"{free // 2**20} MB are left on the disk of FREESHEET_DATA.", hint=hint, id="freesheet.W002")
    ]


@register()
def demo_is_not_public(**_: Any) -> list[CheckMessage]:
    names = {urlsplit(settings.SITE_URL).hostname, env.text("HOST"), *env.listed("HOSTS")}
    if not settings.DEMO or (names <= LOOPBACK and not env.number("TRUSTED_PROXIES")):
        return []
    hint = (
        "Unset FREESHEET_DEMO: the demo's passwords are known to everybody. Or have no URL, HOST, HOSTS or proxy set."
    )
    return [Error("This is a demo at a public address.", hint=hint, id="freesheet.E003")]
