"""What people corrected in records, to be shown."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.store.asked import Asked
from dragoman.types import Correction


def corrections_to(store: Asked, records: Sequence[str]) -> list[Correction]:
    """The corrections of these records that stand, the oldest first."""
    rows = store.read(
        "select c.* from corrections c where c.withdrawn_at is null "
        'and c.record = any(cast($1 as text[])) order by c."at", c.id',
        [list(records)],
    )
    return [Correction(**row) for row in rows.to_pylist()]
