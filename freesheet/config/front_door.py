"""The front door of this install, as Granian loads it: `freesheet.config.front_door:app`."""

import os

import django
from django.conf import settings

from freesheet.kit.processes import PARENT, die_with_parent

if PARENT in os.environ:  # Granian's worker of a household: it must not outlive a killed Granian
    die_with_parent(os.getppid())
django.setup()

from freesheet.config import environment as env  # noqa: E402 (Django must be set up before models load)
from freesheet.kit import addresses  # noqa: E402
from freesheet.press.front_door.door import FrontDoor, Prefix  # noqa: E402
from freesheet.press.front_door.dynamic import Allowance, Pool  # noqa: E402
from freesheet.press.front_door.headers import public_policy, security  # noqa: E402
from freesheet.press.front_door.limits import Buckets, Limits  # noqa: E402
from freesheet.press.front_door.shelf import Shelf  # noqa: E402
from freesheet.staff.sessions import is_signed_in  # noqa: E402
from freesheet.stories.embeds import FRAME_HOSTS  # noqa: E402
from freesheet.theme.inline import INLINE_SCRIPT_HASH  # noqa: E402

DESK_POLICY = (
    f"default-src 'none'; script-src 'self' {INLINE_SCRIPT_HASH}; style-src 'self' 'unsafe-inline'; "
    f"img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self'; "
    f"frame-src 'self' {' '.join(FRAME_HOSTS)}; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
)
"""Inline styles are Wagtail's; the one script's hash and the players are for previews."""
ACCOUNT_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)


HELD_BODIES = 16
"""How many bodies of the largest size may be held at once by one process."""


SEARCHES_BY_ADDRESS = (20, 30)
SEARCHES_BY_NETWORK = (60, 120)
"""At once, then a minute, in each process: readers search a few times an hour, also where many share an address."""


def _search_paths(languages: list[str]) -> list[str]:
    return [addresses.in_language("/search/", code, default=languages[0]) for code in languages]


def build() -> FrontDoor:
    """A front door with this install's limits."""
    common = security(settings.SITE_URL)
    private = [("cache-control", "no-store, private")]
    readers = Pool(
        "readers",
        threads=env.number("READER_THREADS"),
        waiting=4 * env.number("READER_THREADS"),
    )
    desk = Pool(
        "desk",
        threads=env.number("DESK_THREADS"),
        waiting=8 * env.number("DESK_THREADS"),
    )
    searching = Pool(
        "search",
        threads=env.number("SEARCH_THREADS"),
        waiting=8 * env.number("SEARCH_THREADS"),
    )
    anybody = Allowance(
        body_bytes=env.number("READER_BODY_BYTES"),
        body_seconds=env.number("BODY_SECONDS"),
        held_bytes=HELD_BODIES * env.number("READER_BODY_BYTES"),
    )
    staff = Allowance(
        body_bytes=env.number("UPLOAD_BYTES"),
        body_seconds=env.number("UPLOAD_SECONDS"),
        held_bytes=HELD_BODIES * env.number("UPLOAD_BYTES"),
    )
    policy = public_policy(script_hashes=(INLINE_SCRIPT_HASH,), frame_hosts=FRAME_HOSTS)
    languages = [code for code, _ in settings.LANGUAGES]
    shelf = Shelf(
        limit_bytes=env.number("CACHE_BYTES"),
        common=common,
        policy=policy,
        static_root=settings.STATIC_ROOT,
    )
    account = [*common, *private, ("content-security-policy", ACCOUNT_POLICY)]
    on_page = [*common, ("cache-control", "no-store"), ("content-security-policy", policy)]
    searches = Limits(address=Buckets(*SEARCHES_BY_ADDRESS), network=Buckets(*SEARCHES_BY_NETWORK))
    at_desk = [*common, *private, ("content-security-policy", DESK_POLICY)]
    return FrontDoor(
        shelf=shelf,
        prefixes=[
            Prefix("/desk/account/", readers, account, anybody),
            Prefix("/desk/", desk, at_desk, anybody, staff, is_signed_in),
            Prefix("/healthz", readers, [*common, *private], anybody),
            *(
                Prefix(path, searching, on_page, anybody, limits=searches, page=True)
                for path in _search_paths(languages)
            ),
        ],
        languages=languages,
        common=common,
        trusted_proxies=env.number("TRUSTED_PROXIES"),
    )


app = build()
