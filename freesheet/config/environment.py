"""Every variable a technician can set: its name, its default, and what it does.

Owns        the list VARIABLES; docs/settings.md is printed from it, and a test compares the two
Called by   settings.py, bin/ scripts, `freesheet doctor`
Rule        a technician's choice is a variable here; an editor's choice is a row in Imprint
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class BadSetting(ValueError):
    """A variable holds something we cannot use; the message says which and how to mend it."""


@dataclass(frozen=True)
class Variable:
    """One setting: `FREESHEET_<name>`, its default as it would be typed, and its help."""

    name: str
    default: str
    help: str

    @property
    def key(self) -> str:
        return f"FREESHEET_{self.name}"


VARIABLES = (
    Variable("DATA", "./var", "Folder of everything that lives: database, pressed pages, pictures, secret key."),
    Variable("URL", "http://localhost:8000", "The address readers type, scheme and host, no path."),
    Variable("HOSTS", "", "Further host names to answer to, separated by commas."),
    Variable("HOST", "127.0.0.1", "Address to listen on; 0.0.0.0 for all."),
    Variable("PORT", "8000", "Port to listen on."),
    Variable("WEB_PROCESSES", "2", "Front-door processes; as many as there are cores."),
    Variable("WORKERS", "1", "Worker processes for due work; on SQLite one is best."),
    Variable("DATABASE_URL", "", "postgresql://user:password@host:port/name; empty is SQLite in FREESHEET_DATA."),
    Variable("REDIS_URL", "", "redis://… for rate limits shared by several web nodes; empty is the database."),
    Variable(
        "TIME_ZONE",
        "UTC",
        "The newsroom's time zone (IANA name); story addresses and times use it. Fixed at set-up.",
    ),
    Variable("LANGUAGES", "en,uk", "Editions, the first without a prefix in its addresses."),
    Variable("SECRET_KEY", "", "Signing key; empty makes one and keeps it in FREESHEET_DATA/secret-key."),
    Variable("DEMO", "no", "yes opens the ready accounts of the demo newsroom; never on a public address."),
    Variable("TRUSTED_PROXIES", "0", "How many proxies stand in front and may name the client's address."),
    Variable(
        "SMTP_URL",
        "",
        "smtp://user:password@host:587 (STARTTLS) or smtps://…:465; empty writes mail to FREESHEET_DATA/outbox.",
    ),
    Variable("MAIL_FROM", "Freesheet <newsroom@localhost>", "Sender of mail to staff."),
    Variable("CACHE_BYTES", "67108864", "Memory each front-door process may keep pressed pages in."),
    Variable("READER_THREADS", "4", "Threads per process for readers' dynamic requests; full answers 503."),
    Variable("DESK_THREADS", "6", "Threads per process for the desk; full answers 503."),
    Variable("SEARCH_THREADS", "2", "Threads per process for searching; full answers 503, and nothing else waits."),
    Variable("BODY_SECONDS", "20", "Seconds in which a request's body must have arrived."),
    Variable("UPLOAD_SECONDS", "300", "Seconds in which an upload to the desk must have arrived."),
    Variable("READER_BODY_BYTES", "1048576", "Largest body of a reader's request."),
    Variable("UPLOAD_BYTES", "41943040", "Largest body of a request to the desk, so the largest picture."),
)

_BY_NAME = {variable.name: variable for variable in VARIABLES}


def text(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """The value of FREESHEET_<name>, or its default when unset or blank."""
    variable = _BY_NAME[name]
    return environ.get(variable.key, "").strip() or variable.default


def number(name: str, environ: Mapping[str, str] = os.environ) -> int:
    """The value as a whole number of 0 or more; raises BadSetting."""
    value = text(name, environ)
    if not value.isdecimal():
        raise BadSetting(f"FREESHEET_{name} is {value!r}: write a whole number, such as {_BY_NAME[name].default}.")
    return int(value)


def switch(name: str, environ: Mapping[str, str] = os.environ) -> bool:
    """The value as yes or no; raises BadSetting."""
    value = text(name, environ).lower()
    if value in {"yes", "true", "1", "on"}:
        return True
    if value in {"no", "false", "0", "off"}:
        return False
    raise BadSetting(f"FREESHEET_{name} is {value!r}: write yes or no.")


def listed(name: str, environ: Mapping[str, str] = os.environ) -> list[str]:
    """The value as the items between its commas, blanks dropped."""
    return [item.strip() for item in text(name, environ).split(",") if item.strip()]


def database(url: str) -> dict[str, Any]:
    """Django's settings for a postgresql:// address; raises BadSetting for any other scheme."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadSetting(
            "FREESHEET_DATABASE_URL must begin with postgresql://, as in postgresql://freesheet@localhost/freesheet; "
            "leave it empty for SQLite."
        )
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {**query, "pool": {"min_size": 1, "max_size": 8, "timeout": 5}},
        "CONN_HEALTH_CHECKS": True,
    }


def smtp(url: str) -> dict[str, Any]:
    """Django's EMAIL_… settings for an smtp:// or smtps:// address; raises BadSetting."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise BadSetting("FREESHEET_SMTP_URL must look like smtp://user:password@mail.example.org:587.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
        "EMAIL_TIMEOUT": 10,
    }


def as_markdown() -> str:
    """docs/settings.md, printed from VARIABLES."""
    rows = "".join(f"| `{v.key}` | {f'`{v.default}`' if v.default else 'empty'} | {v.help} |\n" for v in VARIABLES)
    return (
        "# Settings\n\n"
        "A technician's choices are environment variables; an editor's choices are in the desk, under Imprint.\n"
        "None has to be set to begin. This page is printed by `python -m freesheet.config.environment`.\n\n"
        f"| variable | default | what it does |\n|---|---|---|\n{rows}"
    )


if __name__ == "__main__":
    print(as_markdown(), end="")
