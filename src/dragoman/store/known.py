"""What a coder has coded already, so that it need not again."""

from __future__ import annotations

import pyarrow as pa

from dragoman.store.asked import Asked
from dragoman.store.requests import Known

CODERS = "select distinct k.name from coders k join codings c on c.coder = k.number order by k.name"
#: How many events hold a record of a run.
EVENTS_OF_RUN = """
select count(distinct m.event) as events from membership m join records r on r.id = m.record
join codings c on c.story = r.story and c.coder = r.coder where r.newest and c.run = $1
"""


def known(database: Asked, request: Known) -> pa.Table:
    """The `id` of each story that this coder has coded, and the MD5 of its `text`."""
    return database.read(
        "select s.id, md5(s.text) as text from stories s join codings c on c.story = s.id "
        "join coders k on k.number = c.coder where k.name = $1 and s.id = any($2)",
        [request.coder, list(request.ids)],
    )
