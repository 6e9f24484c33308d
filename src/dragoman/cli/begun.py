"""What a run of `dragoman code` was asked, so that it is taken up only as it was begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from dragoman.resolving.gazetteer import shipped_places
from dragoman.settings import Settings

Asked = dict[str, object]

_DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Order:
    """All of a run that decides what is written: its inputs, settings and form."""

    inputs: Sequence[str]
    settings: Settings
    published: date | None
    form: str
    mentions: bool


def asked(order: Order) -> Asked:
    """The order as JSON, with digests of the model and the places that it names.

    The number of workers is left out: it changes nothing.
    """
    settings = order.settings
    return {
        "dragoman": version("dragoman"),
        "model": _digest(sorted(settings.model_folder.glob("*"))),
        "places": _digest([settings.places_file or shipped_places()]),
        "inputs": list(order.inputs),
        "published": None if order.published is None else order.published.isoformat(),
        "format": order.form,
        "mentions": order.mentions,
        "min_score": settings.min_score,
        "max_page_bytes": settings.max_page_bytes,
    }


def changes(before: Mapping[str, object], now: Mapping[str, object]) -> str:
    """What differs between two orders, in words; "" if nothing does."""
    names = [name for name in now if before.get(name) != now[name]]
    return ", ".join(f"{name} {_was(before.get(name), now[name])}" for name in names)


def _was(before: object, now: object) -> str:
    words = f"was {before!r} and is {now!r}"
    return words if len(words) <= 100 else "is another"


def _digest(paths: Sequence[Path]) -> str:
    """One digest of some files' names and contents."""
    digest = blake2b(digest_size=_DIGEST_BYTES)
    for path in paths:
        if path.is_file():
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
