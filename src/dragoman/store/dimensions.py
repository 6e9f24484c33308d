"""What events and records can be counted by."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from dragoman.errors import UsageError


class Dimension(StrEnum):
    """What can be counted by."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    TYPE = "type"
    QUAD = "quad"
    MODE = "mode"
    AUXILIARY = "auxiliary"
    ACTOR = "actor"
    RECIPIENT = "recipient"
    ACTOR_COUNTRY = "actor-country"
    RECIPIENT_COUNTRY = "recipient-country"
    DYAD = "dyad"
    SECTOR = "sector"
    CONTEXT = "context"
    PLACE_COUNTRY = "place-country"
    PUBLISHER = "publisher"
    VOICE = "voice"
    VOICE_COUNTRY = "voice-country"


def read_dimensions(words: str | Sequence[str]) -> tuple[Dimension, ...]:
    """Dimensions from "month,type" or a list of names; a UsageError names those there are."""
    names = words.split(",") if isinstance(words, str) else list(words)
    known = {one.value: one for one in Dimension}
    chosen = [name.strip().replace("_", "-") for name in names]
    for name in chosen:
        if name not in known:
            raise UsageError(f"cannot count by {name!r}; there are {', '.join(known)}")
    if len(set(chosen)) < len(chosen):
        raise UsageError(f"counted twice by the same: {', '.join(chosen)}")
    return tuple(known[name] for name in chosen)
