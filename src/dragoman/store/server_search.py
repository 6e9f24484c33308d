"""Text search in a PostgreSQL store: its own indices, over functions of the migrations."""

from __future__ import annotations

from dragoman.store.indices import Index

#: All phrases of a list of texts ($1); above so many finds ($2) there is no rank.
_ASKED = "phrases_of(cast($1 as text[]))"


def _search(table: str, words: str, condition: str) -> str:
    """The `id` and `rank` of the rows of a table whose words hold all phrases."""
    return f"""
with found as materialized (
    select t.ctid as at_row, t.id from {table} t where {condition} {words} @@ {_ASKED}
)
select f.id, case when (select count(*) from found) <= $2
    then cast(ts_rank({words}, {_ASKED}, 1) as double precision) else 0 end as rank
from found f join {table} t on t.ctid = f.at_row
"""


SEARCH = {
    Index.STORIES: _search("stories", "words_of_story(t.title, t.text)", ""),
    Index.RECORDS: _search("records", "words_of(t.evidence)", "t.newest and"),
}
