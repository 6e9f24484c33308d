"""Text search in PostgreSQL: its own text vectors, over expressions that its indices hold.

Words match by their English stem and without accents, as in the search file of a DuckDB store;
English stop words play no part.  The indices are those of migrations/*.postgres.sql, whose
expressions must be these.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyarrow as pa

from dragoman.store.database import Dialect, Parameter
from dragoman.store.dialects import fold, folded
from dragoman.store.indices import Index
from dragoman.store.search_tables import RANKED

Read = Callable[[str, Sequence[Parameter]], pa.Table]

#: A vector holds a megabyte at most, and what comes later in so long a text tells little.
LONGEST = 300_000


def vector(text: str) -> str:
    """The words of a text as PostgreSQL searches them."""
    return f"to_tsvector('english'::regconfig, {folded(Dialect.POSTGRES, text)})"


#: What is searched in each index; the title weighs more.
VECTORS = {
    Index.STORIES: (f"(setweight({vector('title')}, 'A') || {vector(f'left(text, {LONGEST})')})"),
    Index.RECORDS: vector("evidence"),
}
_NEWEST = {Index.STORIES: "true", Index.RECORDS: "newest"}


def find(read: Read, index: Index, phrases: Sequence[str]) -> pa.Table:
    """The `id` and `rank` of what holds all phrases, as `Database.search` wants it."""
    words = [fold(phrase) for phrase in phrases]
    asked = " && ".join(
        f"phraseto_tsquery('english'::regconfig, ${number})" for number in range(1, len(words) + 1)
    )
    fits = f"{_NEWEST[index]} and {VECTORS[index]} @@ ({asked})"
    [counted] = read(f"select count(*) as found from {index.value} where {fits}", words).to_pylist()
    rank = f"ts_rank_cd({VECTORS[index]}, {asked})" if counted["found"] <= RANKED else "0"
    return read(
        f"select id, cast({rank} as double precision) as rank from {index.value} where {fits}",
        words,
    )
