"""What queries need of a store, whoever keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import pyarrow as pa

from dragoman.store.database import Dialect, Parameter
from dragoman.store.indices import Index


class Asked(Protocol):
    """A store that answers selects and searches words."""

    @property
    def dialect(self) -> Dialect:
        """Whose SQL it speaks."""
        ...

    def read(self, sql: str, parameters: Sequence[Parameter] = ()) -> pa.Table:
        """The rows of one select."""
        ...

    def search(self, index: Index, phrases: Sequence[str]) -> pa.Table:
        """The `id` and `rank` of what holds all phrases; a higher rank fits better.

        Where so much is found that an order says nothing, every rank is 0.
        """
        ...
