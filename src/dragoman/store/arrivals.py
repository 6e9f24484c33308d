"""Stories on their way in: what is known of them, their rows, and which coder's are the newest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from dragoman.store.database import Transaction
from dragoman.store.requests import Run
from dragoman.store.rows import (
    Entry,
    Row,
    coding_row,
    record_rows,
    set_aside_row,
    story_row,
    table,
    voice_rows,
)
from dragoman.types import SetAside


@dataclass(frozen=True, slots=True)
class KnownStory:
    """A story that the store has: its text, the newest coder, and all that coded it."""

    text: str
    newest: int
    coders: frozenset[int]


def stage_ids(change: Transaction, name: str, ids: Iterable[str]) -> None:
    """Ids as a staged table of that name with the one column `id`."""
    change.stage(name, pa.table({"id": pa.array(list(ids), pa.string())}))


def known_stories(change: Transaction, ids: Iterable[str]) -> dict[str, KnownStory]:
    """Those of the stories that are there."""
    stage_ids(change, "asked", ids)
    rows = change.read("select c.story, c.coder from codings c join asked a on a.id = c.story")
    coders: dict[str, set[int]] = {}
    for row in rows.to_pylist():
        coders.setdefault(row["story"], set()).add(row["coder"])
    if not coders:  # as mostly: then no text need be looked at
        return {}
    stories = change.read("select s.id, s.text, s.coder from stories s join asked a on a.id = s.id")
    return {
        row["id"]: KnownStory(row["text"], row["coder"], frozenset(coders[row["id"]]))
        for row in stories.to_pylist()
    }


def coder_numbers(change: Transaction, names: Iterable[str]) -> dict[str, int]:
    """The number of each coder; one that is new gets the next."""
    rows = change.read("select name, number from coders").to_pylist()
    numbers = {row["name"]: row["number"] for row in rows}
    new = [name for name in dict.fromkeys(names) if name not in numbers]
    first = max(numbers.values(), default=0) + 1
    added = {name: first + at for at, name in enumerate(new)}
    rows = [{"number": number, "name": name} for name, number in added.items()]
    change.insert("coders", table("coders", rows))
    return numbers | added


def insert_entries(change: Transaction, entries: Sequence[Entry], *, new: set[str]) -> None:
    """The rows of coded stories; the story itself only for the ids that are new."""
    stories = [story_row(entry) for entry in entries if entry.coded.story.id in new]
    change.insert("stories", table("stories", stories))
    change.insert("codings", table("codings", [coding_row(entry) for entry in entries]))
    change.insert("records", table("records", _all(record_rows(entry) for entry in entries)))
    change.insert("voices", table("voices", _all(voice_rows(entry) for entry in entries)))


def supersede(change: Transaction, coder_of: dict[str, int]) -> list[str]:
    """Let another coder's answers be the newest of these stories; the ids of records that were."""
    if not coder_of:
        return []
    numbers = pa.array(coder_of.values(), pa.int32())
    change.stage("recoded", pa.table({"id": pa.array(list(coder_of)), "coder": numbers}))
    rows = change.read("select r.id from records r join recoded a on a.id = r.story where r.newest")
    for name in ("records", "voices"):
        change.write(
            f"update {name} set newest = false where newest and story in (select id from recoded)"
        )
    change.write("update stories set coder = a.coder from recoded a where a.id = stories.id")
    return [str(one) for one in rows["id"].to_pylist()]


def insert_set_aside(
    change: Transaction, stories: Iterable[SetAside], *, run: Run, at: datetime
) -> None:
    """Stories that could not be coded, each with its reason once."""
    rows = [set_aside_row(story, run=run.id, at=at) for story in dict.fromkeys(stories)]
    change.stage("arriving_aside", table("set_aside", rows))
    columns = '"story", "url", "kind", "message", "run", "at"'
    change.write(
        f"insert into set_aside ({columns}) select {columns} from arriving_aside a "
        "where not exists (select 1 from set_aside s where s.story = a.story "
        "and s.url = a.url and s.kind = a.kind and s.message = a.message)"
    )


def count_run(change: Transaction, run: Run, *, stories: int, set_aside: int, at: datetime) -> None:
    """Add a batch to the counts of its run, which is as far as this batch."""
    there = change.read("select 1 as one from runs where id = $1", [run.id]).num_rows
    if not there:
        row = {"id": run.id, "coder": run.coder, "started": run.started, "finished": at}
        change.insert("runs", table("runs", [row | {"stories": 0, "set_aside": 0}]))
    change.write(
        "update runs set stories = stories + $2, set_aside = set_aside + $3, finished = $4 "
        "where id = $1",
        [run.id, stories, set_aside, at],
    )


def _all(rows: Iterable[Sequence[Row]]) -> list[Row]:
    return [row for several in rows for row in several]
