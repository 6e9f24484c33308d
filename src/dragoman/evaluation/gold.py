"""The gold: stories with their event records and voices as an annotator read them.

A folder of gold holds `articles/ID.json`, `annotations/ID.json`, `voices/ID.json` and
`splits.json`.  A string of an annotation is an exact part of its sentence; "he@2" is
the second place where the sentence holds "he".
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TypedDict

from dragoman.errors import SetupError, UsageError
from dragoman.types import Span

EVERY_STORY = "all"
_NTH = re.compile(r"(.*)@(\d+)")


# --- what is read --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GoldActor:
    """Who does or is done to, with the words in the sentence and whom they mean."""

    span: Span | None
    name: str
    country: str | None
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """Where, as a canonical name and its country."""

    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class GoldSource:
    """To whom the text attributes the report of an event."""

    span: Span | None
    name: str
    manner: str


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One mention of an event; `event` joins the mentions of one happening, `days` are inclusive."""

    event: str
    type: str
    mode: str | None
    auxiliary: str
    sentence: Span
    trigger: Span
    actors: tuple[GoldActor, ...] = ()
    recipients: tuple[GoldActor, ...] = ()
    days: tuple[date, date] | None = None
    place: GoldPlace | None = None
    source: GoldSource | None = None


@dataclass(frozen=True, slots=True)
class GoldVoice:
    """One attribution."""

    source: Span | None
    name: str | None
    cue: Span | None
    content: tuple[Span, ...]
    manner: str
    verb: str


@dataclass(frozen=True, slots=True)
class GoldStory:
    """A story with all that its annotator marked.

    `furniture` and `voices` are None where the story was not annotated for them, which is
    not the same as having none.
    """

    id: str
    text: str
    sentences: tuple[Span, ...]
    events: tuple[GoldEvent, ...]
    voices: tuple[GoldVoice, ...] | None = None
    furniture: tuple[Span, ...] | None = None
    url: str = ""
    published: str = ""
    title: str = ""
    contexts: tuple[str, ...] = ()


# --- the form on disk ----------------------------------------------------------------


class _ActorRow(TypedDict):
    text: str
    name: str
    country: str | None
    sector: list[str] | None


class _PlaceRow(TypedDict):
    name: str
    country: str | None


class _DateRow(TypedDict):
    value: str


class _SaidRow(TypedDict, total=False):
    source: _ActorRow
    kind: str
    s: int


class _EventRow(TypedDict):
    s: int
    e: str
    type: str
    mode: str | None
    aux: str
    trigger: str
    actors: list[_ActorRow]
    recipients: list[_ActorRow]
    date: _DateRow | None
    place: _PlaceRow | None
    said: _SaidRow | None


class _PartRow(TypedDict, total=False):
    s: int
    text: str
    name: str | None


class _VoiceRow(TypedDict):
    source: _PartRow | None
    cue: _PartRow | None
    content: list[_PartRow]
    manner: str
    verb: str


class _ArticleRow(TypedDict, total=False):
    id: str
    url: str | None
    date: str | None
    title: str | None
    text: str
    sentences: list[tuple[int, int]]
    furniture: list[int]


class _AnnotationRow(TypedDict):
    contexts: list[str]
    events: list[_EventRow]


class _VoicesRow(TypedDict):
    voices: list[_VoiceRow]


# --- reading it ----------------------------------------------------------------------


def load_gold(folder: Path, split: str) -> tuple[GoldStory, ...]:
    """The stories of one split ("train", "dev" ...), or of "all", in the order of its list."""
    return tuple(_load_story(folder, story_id) for story_id in split_ids(folder, split))


def gold_folders(folder: Path) -> tuple[Path, ...]:
    """A folder of gold itself, or the folders of gold that stand in it."""
    if (folder / "articles").is_dir():
        return (folder,)
    found = tuple(sorted(path.parent for path in folder.glob("*/articles")))
    if not found:
        raise SetupError(f"no gold in {folder}: neither it nor a folder in it holds articles/")
    return found


def split_ids(folder: Path, split: str) -> tuple[str, ...]:
    """The ids of a split; "all" are all stories that have an annotation."""
    if split == EVERY_STORY:
        return tuple(sorted(path.stem for path in (folder / "annotations").glob("*.json")))
    splits: dict[str, list[str]] = json.loads(_bytes_of(folder / "splits.json"))
    if split not in splits:
        known = ", ".join(sorted([*splits, EVERY_STORY]))
        raise UsageError(f"no split {split!r} in {folder}: choose one of {known}")
    return tuple(splits[split])


def fingerprint(folder: Path, split: str) -> str:
    """The sha256 of all that a split's figures rest on, whatever the layout of its files."""
    digest = sha256()
    for story_id in split_ids(folder, split):
        for part in ("articles", "annotations", "voices"):
            path = folder / part / f"{story_id}.json"
            content: object = json.loads(path.read_bytes()) if path.exists() else None
            digest.update(json.dumps([part, story_id, content], sort_keys=True).encode())
    return digest.hexdigest()


def day_range(value: str) -> tuple[date, date]:
    """The first and last day of "2023", "2023-09", "2023-09-15" or an interval "a/b"."""
    first, _, last = value.partition("/")
    return _first_day(first), _last_day(last or first)


def locate(text: str, sentence: Span, words: str) -> Span | None:
    """Where a sentence holds an annotation's words, or None."""
    numbered = _NTH.fullmatch(words)
    needle, nth = (numbered[1], int(numbered[2])) if numbered else (words, 1)
    at = sentence.start - 1
    for _ in range(nth):
        at = text.find(needle, at + 1, sentence.end)
        if at < 0:
            return None
    return Span(at, at + len(needle))


def _first_day(value: str) -> date:
    year, month, day = ([int(part) for part in value.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def _last_day(value: str) -> date:
    parts = [int(part) for part in value.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SetupError(f"cannot read the gold's {path}: {error.strerror}") from error


def _load_story(folder: Path, story_id: str) -> GoldStory:
    article: _ArticleRow = json.loads(_bytes_of(folder / "articles" / f"{story_id}.json"))
    annotation: _AnnotationRow = json.loads(_bytes_of(folder / "annotations" / f"{story_id}.json"))
    frame = _Frame(
        story_id, article["text"], tuple(Span(start, end) for start, end in article["sentences"])
    )
    furniture = article.get("furniture")
    return GoldStory(
        id=story_id,
        text=frame.text,
        sentences=frame.sentences,
        events=tuple(_event(frame, row) for row in annotation["events"]),
        voices=_voices(frame, folder / "voices" / f"{story_id}.json"),
        furniture=None if furniture is None else tuple(frame.sentences[at] for at in furniture),
        url=article.get("url") or "",
        published=article.get("date") or "",
        title=article.get("title") or "",
        contexts=tuple(annotation.get("contexts", ())),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """The text that an annotation's words are looked up in."""

    story_id: str
    text: str
    sentences: tuple[Span, ...]

    def find(self, sentence: int, words: str) -> Span | None:
        return locate(self.text, self.sentences[sentence], words)

    def must_find(self, sentence: int, words: str) -> Span:
        found = self.find(sentence, words)
        if found is None:
            raise SetupError(f"gold {self.story_id}: sentence {sentence} does not hold {words!r}")
        return found


def _event(frame: _Frame, row: _EventRow) -> GoldEvent:
    when, where, said = row.get("date"), row.get("place"), row.get("said")
    return GoldEvent(
        event=row["e"],
        type=row["type"],
        mode=row.get("mode"),
        auxiliary=row["aux"],
        sentence=frame.sentences[row["s"]],
        trigger=frame.must_find(row["s"], row["trigger"]),
        actors=tuple(_actor(frame, row["s"], actor) for actor in row.get("actors", ())),
        recipients=tuple(_actor(frame, row["s"], actor) for actor in row.get("recipients", ())),
        days=day_range(when["value"]) if when else None,
        place=GoldPlace(where["name"], where.get("country")) if where else None,
        source=_source(frame, row["s"], said) if said else None,
    )


def _actor(frame: _Frame, sentence: int, row: _ActorRow) -> GoldActor:
    span = frame.find(sentence, row["text"])
    return GoldActor(span, row["name"], row.get("country"), tuple(row.get("sector") or ()))


def _source(frame: _Frame, sentence: int, row: _SaidRow) -> GoldSource:
    source = row["source"]
    span = frame.find(row.get("s", sentence), source["text"])
    return GoldSource(span, source["name"], row["kind"])


def _voices(frame: _Frame, path: Path) -> tuple[GoldVoice, ...] | None:
    if not path.exists():
        return None
    rows: _VoicesRow = json.loads(path.read_bytes())
    return tuple(_voice(frame, row) for row in rows["voices"])


def _voice(frame: _Frame, row: _VoiceRow) -> GoldVoice:
    source, cue = row.get("source"), row.get("cue")
    return GoldVoice(
        source=frame.must_find(source["s"], source["text"]) if source else None,
        name=source.get("name") if source else None,
        cue=frame.must_find(cue["s"], cue["text"]) if cue else None,
        content=tuple(frame.must_find(part["s"], part["text"]) for part in row["content"]),
        manner=row["manner"],
        verb=row["verb"],
    )
