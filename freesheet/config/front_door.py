"""The front door of this install, as Granian loads it: `freesheet.config.front_door:app`."""

import os

import django
from django.conf import settings

from freesheet.kit import rooms
from freesheet.kit.editions import Edition, languages
from freesheet.kit.processes import PARENT, die_with_parent

if PARENT in os.environ:  # Granian's worker of a household: it must not outlive a killed Granian
    die_with_parent(os.getppid())
django.setup()

from freesheet.config import environment as env  # noqa: E402 (Django must be set up before models load)
from freesheet.doors.press.front_door.door import FrontDoor, Prefix  # noqa: E402
from freesheet.doors.press.front_door.dynamic import Allowance, Pool  # noqa: E402
from freesheet.doors.press.front_door.headers import Headers, public_policy, security  # noqa: E402
from freesheet.doors.press.front_door.limits import Buckets, Limits  # noqa: E402
from freesheet.doors.press.front_door.shelf import Shelf  # noqa: E402
from freesheet.public.stories.body.players import FRAME_HOSTS  # noqa: E402
from freesheet.public.theme.looks.inline import INLINE_SCRIPT_HASH  # noqa: E402
from freesheet.staff.sessions import is_signed_in  # noqa: E402

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


HOOK_THREADS = 2
"""Providers come back when they are told to wait; readers do not."""
HELD_BODIES = 16
"""How many bodies of the largest size may be held at once by one process."""


SEARCHES_BY_ADDRESS = (20, 30)
SEARCHES_BY_NETWORK = (60, 120)
"""At once, then a minute, in each process: readers search a few times an hour, also where many share an address."""


FORMS_BY_ADDRESS = (20, 20)
FORMS_BY_NETWORK = (100, 200)
"""Of readers' own pages and forms, which a few taps ask for: a school behind one address signs up, a flood does not."""


def _pool(name: str, threads: int, *, waiting: int) -> Pool:
    """waiting: how many may wait for each thread."""
    return Pool(name, threads=threads, waiting=waiting * threads)


def _allowance(bytes_variable: str, seconds_variable: str) -> Allowance:
    largest = env.number(bytes_variable)
    return Allowance(body_bytes=largest, body_seconds=env.number(seconds_variable), held_bytes=HELD_BODIES * largest)


def _prefixes(common: Headers, policy: str) -> list[Prefix]:
    """What Django answers itself, and for whom: the desk, and what rooms have announced."""
    private = [*common, ("cache-control", "no-store, private")]
    pools = {
        rooms.Pool.READERS: _pool("readers", env.number("READER_THREADS"), waiting=4),
        rooms.Pool.SEARCH: _pool("search", env.number("SEARCH_THREADS"), waiting=8),
        rooms.Pool.HOOKS: _pool("hooks", HOOK_THREADS, waiting=16),
    }
    desk = _pool("desk", env.number("DESK_THREADS"), waiting=8)
    anybody = _allowance("READER_BODY_BYTES", "BODY_SECONDS")
    staff = _allowance("UPLOAD_BYTES", "UPLOAD_SECONDS")
    headers = {
        rooms.Audience.ONE_READER: [*private, ("content-security-policy", policy)],
        rooms.Audience.EVERYBODY: [*common, ("cache-control", "no-store"), ("content-security-policy", policy)],
        rooms.Audience.MACHINE: private,
    }
    limits = {
        rooms.Pool.READERS: Limits(address=Buckets(*FORMS_BY_ADDRESS), network=Buckets(*FORMS_BY_NETWORK)),
        rooms.Pool.SEARCH: Limits(address=Buckets(*SEARCHES_BY_ADDRESS), network=Buckets(*SEARCHES_BY_NETWORK)),
    }
    at_desk = [*private, ("content-security-policy", DESK_POLICY)]
    account = [*private, ("content-security-policy", ACCOUNT_POLICY)]
    return [
        Prefix("/desk/account/", pools[rooms.Pool.READERS], account, anybody),
        Prefix("/desk/", desk, at_desk, anybody, staff, is_signed_in),
        Prefix("/healthz", pools[rooms.Pool.READERS], private, anybody, exact=True),
        *(
            Prefix(
                path,
                pools[one.pool],
                headers[one.audience],
                anybody,
                limits=limits[one.pool] if one.limited else None,
                exact=one.exact,
                page=one.audience is rooms.Audience.EVERYBODY,
            )
            for one in rooms.dynamic_prefixes()
            for path in ([edition.path(one.path) for edition in Edition.every()] if one.by_edition else [one.path])
        ),
    ]


def build() -> FrontDoor:
    """A front door with this install's limits."""
    common = security(settings.SITE_URL)
    policy = public_policy(script_hashes=(INLINE_SCRIPT_HASH,), frame_hosts=FRAME_HOSTS)
    shelf = Shelf(
        limit_bytes=env.number("CACHE_BYTES"),
        common=common,
        policy=policy,
        static_root=settings.STATIC_ROOT,
    )
    return FrontDoor(
        shelf=shelf,
        prefixes=_prefixes(common, policy),
        languages=languages(),
        common=common,
        trusted_proxies=env.number("TRUSTED_PROXIES"),
    )


app = build()
