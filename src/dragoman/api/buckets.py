"""A token bucket for each client: so many at once, then so many a second."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

#: Clients that are remembered; one that is forgotten begins with a full bucket.
MOST_CLIENTS = 10_000


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Buckets:
    """How much each client may still do; times are seconds of a clock that never goes back."""

    def __init__(self, *, burst: int, rate: float) -> None:
        self._burst, self._rate = burst, rate
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = Lock()

    def take(self, client: str, now: float) -> int:
        """0 if the client may go on, else the seconds to wait."""
        with self._lock:
            bucket = self._buckets.setdefault(client, _Bucket(self._burst, now))
            self._buckets.move_to_end(client)
            if len(self._buckets) > MOST_CLIENTS:
                self._buckets.popitem(last=False)
            bucket.left = min(self._burst, bucket.left + (now - bucket.at) * self._rate)
            bucket.at = now
            if bucket.left < 1:
                return math.ceil((1 - bucket.left) / self._rate)
            bucket.left -= 1
            return 0
