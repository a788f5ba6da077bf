"""Every variable a technician can set: its name, its default, and what it does.

Owns    the list VARIABLES; docs/settings.md is printed from it, and a test compares the two
Rule    a technician's choice is a variable here; an editor's choice is a row in Imprint
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

LOCAL_LONGEST = 16
"""Of 64 octets before an @ (RFC 5321), a mark of ours and its + take up to 48."""


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
    Variable("THEME", "", "Folder of a theme of the newsroom's own, as docs/theming.md describes; empty: ours alone."),
    Variable("SECRET_KEY", "", "Signing key; empty makes one and keeps it in FREESHEET_DATA/secret-key."),
    Variable(
        "SECRET_KEY_FALLBACKS",
        "",
        "Former signing keys, separated by commas: what they sealed, signed and hashed still counts, so keep them.",
    ),
    Variable("DEMO", "no", "yes opens the ready accounts of the demo newsroom; never on a public address."),
    Variable("TRUSTED_PROXIES", "0", "How many proxies stand in front and may name the client's address."),
    Variable(
        "SMTP_URL",
        "",
        "smtp://user:password@host:587 (STARTTLS) or smtps://…:465; empty keeps mail in FREESHEET_DATA/outbox.",
    ),
    Variable("SMTP_LINES", "4", "Connections a worker keeps to the relay while it sends."),
    Variable("MAILS_A_SECOND", "0", "Mails a worker hands over in any second at most; 0 sets no limit."),
    Variable(
        "DKIM",
        "no",
        "yes signs every mail with keys kept in FREESHEET_DATA/dkim; `freesheet doctor` shows the DNS records.",
    ),
    Variable(
        "BOUNCES_TO",
        "",
        "Address for mail that comes back, as bounces@mail.example.org: each mail of ours adds +<its own mark> to it.",
    ),
    Variable(
        "BOUNCE_MAILBOX",
        "",
        "imaps://user:password@mail.example.org/INBOX, looked into each minute for mail that came back.",
    ),
    Variable(
        "MAIL_HOOK_SECRET",
        "",
        "user:password with which your mail provider calls /hooks/mail/<provider>/; a second one after a comma.",
    ),
    Variable(
        "MAIL_PROVIDER_KEYS",
        "",
        "Keys by which a provider's hooks are signed, as MAILGUN_WEBHOOK_SIGNING_KEY=…, as django-anymail names them.",
    ),
    Variable("MAIL_FROM", "Freesheet <newsroom@localhost>", "Sender of letters to staff and readers."),
    Variable(
        "DISPOSABLE_ADDRESSES",
        "refuse",
        "What becomes of sign-ups with throw-away e-mail addresses: refuse, or flag to let them in and mark them.",
    ),
    Variable(
        "CONFIRMATIONS_AN_HOUR",
        "2000",
        "Letters an hour that ask for confirmation, for the whole site; what is over them waits its turn.",
    ),
    Variable(
        "FLOOD_OF_SIGN_UPS",
        "300",
        "Sign-ups in ten minutes from which on browsers are asked to work for a second before they send one.",
    ),
    Variable(
        "DELIVERIES_KEPT_DAYS",
        "180",
        "Days after an issue ended for which what became of each address can be found; then the counts alone stay.",
    ),
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


def port(environ: Mapping[str, str] = os.environ) -> int:
    """FREESHEET_PORT as a number one can listen at; raises BadSetting."""
    value = number("PORT", environ)
    if not 0 < value < 65_536:
        raise BadSetting(f"FREESHEET_PORT is {value}: write a port from 1 to 65535.")
    return value


def switch(name: str, environ: Mapping[str, str] = os.environ) -> bool:
    """The value as yes or no; raises BadSetting."""
    value = text(name, environ).lower()
    if value in {"yes", "true", "1", "on"}:
        return True
    if value in {"no", "false", "0", "off"}:
        return False
    raise BadSetting(f"FREESHEET_{name} is {value!r}: write yes or no.")


def choice(name: str, among: tuple[str, ...], environ: Mapping[str, str] = os.environ) -> str:
    """The value as one of these words; raises BadSetting."""
    value = text(name, environ).lower()
    if value not in among:
        raise BadSetting(f"FREESHEET_{name} is {value!r}: write {' or '.join(among)}.")
    return value


def listed(name: str, environ: Mapping[str, str] = os.environ) -> list[str]:
    """The value as the items between its commas, blanks dropped."""
    return [item.strip() for item in text(name, environ).split(",") if item.strip()]


def database(url: str) -> dict[str, Any]:
    """Django's settings for a postgresql:// address; raises BadSetting for any other."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadSetting(
            "FREESHEET_DATABASE_URL must begin with postgresql://, as in postgresql://freesheet@localhost/freesheet; "
            "leave it empty for SQLite."
        )
    if not _port_is_one(parts):
        raise BadSetting(f"FREESHEET_DATABASE_URL {_NO_PORT} such as 5432.")
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


def smtp(url: str) -> str:
    """The address of a relay, smtp:// or smtps:// or empty; raises BadSetting."""
    parts = urlsplit(url)
    if url and (parts.scheme not in {"smtp", "smtps"} or not parts.hostname):
        raise BadSetting("FREESHEET_SMTP_URL must look like smtp://user:password@mail.example.org:587.")
    if parts.path not in {"", "/"} or not _port_is_one(parts):
        raise BadSetting(f"FREESHEET_SMTP_URL {_NO_PORT} such as 587.")
    return url


def bare_address(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """The value as an address with nothing around it, short enough to have a mark added; raises BadSetting."""
    value = text(name, environ)
    local, at, domain = value.rpartition("@")
    if value and not (
        at and domain and 0 < len(local) <= LOCAL_LONGEST and value.isascii() and re.fullmatch(r"[^\s<>,+]+", value)
    ):
        raise BadSetting(
            f"FREESHEET_{name} is {value!r}: write an address such as bounces@mail.example.org, "
            f"{LOCAL_LONGEST} characters before the @ at most and no +."
        )
    return value


def named(name: str, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The value as NAME=value pairs between its commas; raises BadSetting."""
    pairs = [item.partition("=") for item in listed(name, environ)]
    if not all(key.strip() and equals for key, equals, _value in pairs):
        raise BadSetting(f"FREESHEET_{name} must hold NAME=value, several separated by commas.")
    return {key.strip(): value.strip() for key, _equals, value in pairs}


def imap(url: str) -> str:
    """The address of a mailbox, imaps:// or imap:// or empty; raises BadSetting."""
    parts = urlsplit(url)
    if url and not (parts.scheme in {"imap", "imaps"} and parts.hostname and parts.username):
        raise BadSetting("FREESHEET_BOUNCE_MAILBOX must look like imaps://user:password@mail.example.org/INBOX.")
    if not _port_is_one(parts):
        raise BadSetting(f"FREESHEET_BOUNCE_MAILBOX {_NO_PORT} such as 993.")
    return url


_NO_PORT = (
    "has something after its host that is no port: in a password write / as %2F, # as %23, ? as %3F, @ as %40; "
    "a port is a number from 1 to 65535,"
)


def _port_is_one(parts: SplitResult) -> bool:
    """Whether the port, if one is written, can be dialled."""
    try:
        return parts.port != 0
    except ValueError:
        return False


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
