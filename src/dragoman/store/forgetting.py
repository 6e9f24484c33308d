"""What goes when something is forgotten: found in every table that can hold it, and deleted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from dragoman.store.arrivals import stage_ids
from dragoman.store.database import Dialect, Transaction
from dragoman.store.dialects import fold, folded

Row = dict[str, Any]
Names = Callable[[str], bool]

#: Where a name can stand: a select, and its words as one text.
_WORDS = {
    "select s.id as story, s.title, s.url, s.publisher, s.text from stories s": (
        "s.title || ' ' || s.url || ' ' || s.publisher || ' ' || s.text"
    ),
    "select r.story, r.body from records r": "r.body",
    "select v.story, v.body from voices v": "v.body",
}
#: Tables whose rows go with their story.
_OF_STORIES = ("codings", "records", "voices", "story_keys")


@dataclass(frozen=True, slots=True)
class Lost:
    """What goes: stories with the records of all their coders, and what people said of others.

    `aside` are rows of stories that were set aside, as (story, url, message).
    """

    stories: Sequence[str]
    records: Sequence[str]
    judgements: Sequence[str] = ()
    corrections: Sequence[str] = ()
    aside: Sequence[tuple[str, str, str]] = ()


def stories_of_publisher(change: Transaction, publisher: str) -> list[str]:
    """The ids of a publisher's stories, its name written in any case."""
    names = change.read("select distinct publisher from stories")["publisher"].to_pylist()
    same = [name for name in names if name.casefold() == publisher.casefold()]
    rows = change.read("select id from stories where publisher = any(cast($1 as text[]))", [same])
    return sorted(rows["id"].to_pylist())


def stories_that_name(
    change: Transaction, name: str, names: Names, *, dialect: Dialect
) -> list[str]:
    """The ids of stories whose words, or whose actors and sources as any coder knows them, do."""
    parts = fold(name).split()
    found: set[str] = set()
    for select, words in _WORDS.items():
        tests = (f"{folded(dialect, words)} like ${at}" for at in range(1, len(parts) + 1))
        rows = change.read(
            f"{select} where {' and '.join(tests)}", [f"%{part}%" for part in parts]
        ).to_pylist()
        found.update(row.pop("story") for row in rows if _any(row, names))
    return sorted(found)


def records_of_all_coders(change: Transaction, stories: Iterable[str]) -> list[str]:
    """The ids of all records of these stories, whoever coded them."""
    stage_ids(change, "asked", stories)
    rows = change.read("select distinct r.id from records r join asked a on a.id = r.story")
    return sorted(rows["id"].to_pylist())


def judgements_that_name(change: Transaction, names: Names) -> list[Row]:
    """People's judgements, with both records, whose reason holds the name."""
    rows = change.read(
        "select j.id, j.left_record, j.right_record, j.why from judgements j where j.person"
    )
    return [row for row in rows.to_pylist() if names(row["why"])]


def corrections_that_name(change: Transaction, names: Names) -> list[Row]:
    """Corrections, with their record, whose answer or reason holds the name."""
    rows = change.read("select c.id, c.record, c.value, c.against, c.why from corrections c")
    return [
        row
        for row in rows.to_pylist()
        if names(_plain(row["value"])) or names(_plain(row["against"])) or names(row["why"])
    ]


def aside_of(
    change: Transaction, stories: Iterable[str], names: Names | None
) -> list[tuple[str, str, str]]:
    """Rows of stories that were set aside: under these ids, their addresses, or with the name."""
    stage_ids(change, "asked", stories)
    urls = change.read("select s.url from stories s join asked a on a.id = s.id where s.url <> ''")
    known = {*stories, *urls["url"].to_pylist()}
    rows = change.read("select a.story, a.url, a.message from set_aside a").to_pylist()
    return [
        (row["story"], row["url"], row["message"])
        for row in rows
        if row["story"] in known or row["url"] in known or (names and _any(row, names))
    ]


def counts(change: Transaction, lost: Lost) -> dict[str, int]:
    """How much goes, by what it is; of judgements those of people."""
    stage_ids(change, "going", lost.stories)
    stage_ids(change, "going_records", lost.records)
    stage_ids(change, "going_words", [*lost.judgements, *lost.corrections])
    [row] = change.read(_COUNTS).to_pylist()
    return {**row, "stories": len(lost.stories), "set_aside": len(lost.aside)}


_COUNTS = """
select
(select count(*) from records r where r.story in (select id from going)) as records,
(select count(*) from voices v where v.story in (select id from going)) as voices,
(select count(distinct m.event) from membership m
 where m.record in (select id from going_records)) as events,
(select count(*) from judgements j where j.person and (
    j.id in (select id from going_words) or j.left_record in (select id from going_records)
    or j.right_record in (select id from going_records))) as judgements,
(select count(*) from corrections c where c.id in (select id from going_words)
 or c.record in (select id from going_records)) as corrections
"""


def delete_stories(change: Transaction, lost: Lost) -> None:
    """Let the stories go with all that hangs on them but judgements, which still say who is near."""
    stage_ids(change, "going", lost.stories)
    change.write("delete from stories where id in (select id from going)")
    for name in _OF_STORIES:
        change.write(f"delete from {name} where story in (select id from going)")
    change.write(
        "delete from copies where left_story in (select id from going) "
        "or right_story in (select id from going)"
    )
    columns = zip(*lost.aside, strict=True) if lost.aside else ((), (), ())
    names = ("story", "url", "message")
    arrays = {name: pa.array(one, pa.string()) for name, one in zip(names, columns, strict=True)}
    change.stage("going_aside", pa.table(arrays))
    change.write(
        "delete from set_aside where exists (select 1 from going_aside g where g.story = "
        "set_aside.story and g.url = set_aside.url and g.message = set_aside.message)"
    )


def delete_said(change: Transaction, lost: Lost) -> None:
    """Let judgements and corrections go: those named, and those on records that are going."""
    stage_ids(change, "going_records", lost.records)
    stage_ids(change, "going_words", [*lost.judgements, *lost.corrections])
    change.write(
        "delete from judgements where id in (select id from going_words) "
        "or left_record in (select id from going_records) "
        "or right_record in (select id from going_records)"
    )
    change.write(
        "delete from corrections where id in (select id from going_words) "
        "or record in (select id from going_records)"
    )


def delete_dead_redirects(change: Transaction) -> None:
    """Let ids go that lead to an event that is no more."""
    change.write("delete from redirects where event not in (select id from events)")


def _plain(words: str) -> str:
    """JSON with every sign as itself."""
    return json.dumps(json.loads(words), ensure_ascii=False)


def _any(row: Row, names: Names) -> bool:
    return any(names(words) for words in row.values())
