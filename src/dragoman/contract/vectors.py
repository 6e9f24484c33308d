"""A record's vector as it is kept: one signed byte a dimension."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dragoman.types import VECTOR_STEPS


def packed(vector: Sequence[float]) -> bytes:
    """A vector of length 1 as one signed byte a dimension."""
    return np.round(np.asarray(vector) * VECTOR_STEPS).astype(np.int8).tobytes()


def unpacked(vector: bytes) -> tuple[float, ...]:
    """The vector again, to within half a step."""
    return tuple((np.frombuffer(vector, np.int8) / VECTOR_STEPS).tolist())
