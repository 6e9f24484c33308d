"""What is to be watched, how politely, and who is to be told: feeds.toml as data."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.store.filters import Filter, Kind

#: The target that every file has: a line on standard output.
STDOUT = "stdout"
#: How often an alert is sent before it goes to the dead letters, and the first pause in seconds.
ALERT_TRIES, ALERT_RETRY = 8, 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a source and the hosts of its pages are treated.  Times are in seconds.

    `gap` lies between two requests to one host, `poll_least` and `poll_most` bound how often
    a feed is asked, `max_age_days` leaves older entries out (0 takes all).  A page that changes
    is had `max_versions` times at most.
    """

    robots: bool = True
    allow_private: bool = False
    gap: float = 1.0
    poll_least: float = 300.0
    poll_most: float = 21_600.0
    max_age_days: float = 0.0
    max_entries: int = 1_000
    max_versions: int = 5


@dataclass(frozen=True, slots=True)
class Source:
    """One feed or news sitemap."""

    name: str
    url: str
    manners: Manners = Manners()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one answer of a server may cost, in seconds and bytes, and when a page is given up.

    A page is asked for `tries` times, the first pause being `retry` and each longer than the
    last, up to `retry_most`; a host that asks for rest gets no more than `rest_most` at a time.
    `backlog` are pages that may wait to be coded before fetching pauses.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    page_bytes: int = 10_000_000
    feed_bytes: int = 10_000_000
    redirects: int = 5
    connections: int = 32
    retry: float = 30.0
    retry_most: float = 21_600.0
    rest_most: float = 86_400.0
    tries: int = 8
    backlog: int = 1_000


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that alerts are posted to, signed with this key."""

    name: str
    url: str
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """People that alerts are mailed to, and the SMTP server that takes the mail."""

    name: str
    to: tuple[str, ...]
    sender: str
    host: str
    port: int
    starttls: bool = False
    user: str = ""
    password: str = field(default="", repr=False)


Target = Webhook | Mailbox


@dataclass(frozen=True, slots=True)
class Rule:
    """Whoever is named in `to` hears of what newly fits."""

    name: str
    kind: Kind
    chosen: Filter
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All of a feeds file."""

    sources: tuple[Source, ...]
    agent: str
    bounds: Bounds = Bounds()
    proxy: str = ""
    rules: tuple[Rule, ...] = ()
    targets: tuple[Target, ...] = ()
    alert_tries: int = ALERT_TRIES
    alert_retry: float = ALERT_RETRY
