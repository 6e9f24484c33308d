"""What a coder has coded already, so that it need not again."""

from __future__ import annotations

import pyarrow as pa

from dragoman.store.database import Database
from dragoman.store.requests import Known


def known(database: Database, request: Known) -> pa.Table:
    """The `id` of each story that this coder has coded, and the MD5 of its `text`."""
    return database.read(
        "select s.id, md5(s.text) as text from stories s join codings c on c.story = s.id "
        "join coders k on k.number = c.coder where k.name = $1 and s.id = any($2)",
        [request.coder, list(request.ids)],
    )
