"""Annotations kept without the text: one row a story, everything quoted kept as offsets.

A row holds the text's sha256, its sentences as offsets and what was annotated.  With the
text beside it the gold's own files come back exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from typing import NotRequired, TypedDict

from dragoman.errors import StoryError

TEXT_DIFFERS = "text-differs"

Offsets = list[int]
Edit = tuple[int, int, str]


class Part(TypedDict):
    """Words of a voice as the gold writes them."""

    s: int
    text: str


class Source(Part):
    """A voice's source as the gold writes it."""

    name: str | None
    country: str | None
    sector: list[str] | None


class GoldVoiceRow(TypedDict):
    """A voice as the gold writes it."""

    source: Source | None
    cue: Part | None
    content: list[Part]
    manner: str
    verb: str


class PackedSource(TypedDict):
    """A voice's source without its words."""

    at: Offsets
    name: str | None
    country: str | None
    sector: list[str] | None


class PackedVoice(TypedDict):
    """A voice without its words."""

    source: PackedSource | None
    cue: Offsets | None
    content: list[Offsets]
    manner: str
    verb: str


class Row(TypedDict):
    """A story's annotations without its text.

    `edits` turn the text that the general rules rebuild into the one that was annotated.
    """

    id: str
    split: str
    url: str
    date: str | None
    sha256: str
    sentences: list[Offsets]
    edits: NotRequired[list[Edit]]
    contexts: list[str]
    events: list[dict[str, object]]
    voices: list[PackedVoice]


class Article(TypedDict):
    """A story's text as the gold writes it."""

    id: str
    url: str
    date: str | None
    title: str
    text: str
    sentences: list[Offsets]


@dataclass(frozen=True, slots=True)
class Annotated:
    """The three files of one gold story."""

    article: Article
    contexts: list[str]
    events: list[dict[str, object]]
    voices: list[GoldVoiceRow]


# Fields in the gold's order, with what an event that lacks them has.
_EVENT_FIELDS: dict[str, object] = {
    "s": None,
    "e": None,
    "type": None,
    "mode": None,
    "aux": None,
    "trigger": None,
    "actors": [],
    "recipients": [],
    "date": None,
    "place": None,
    "said": None,
}


def digest(text: str) -> str:
    """The sha256 of a text."""
    return sha256(text.encode()).hexdigest()


# --- without the text ----------------------------------------------------------------


def pack(gold: Annotated, *, split: str, rebuilt: str | None = None) -> Row:
    """A story's row; `rebuilt` is what the general rules make of the public text, if known."""
    article = gold.article
    row: Row = {
        "id": article["id"],
        "split": split,
        "url": article["url"],
        "date": article["date"],
        "sha256": digest(article["text"]),
        "sentences": article["sentences"],
        "contexts": gold.contexts,
        "events": [_without_empty(event) for event in gold.events],
        "voices": [_pack_voice(article, voice) for voice in gold.voices],
    }
    if rebuilt is not None and rebuilt != article["text"]:
        row["edits"] = edits(rebuilt, article["text"])
    return row


def edits(before: str, after: str) -> list[Edit]:
    """The replacements that turn one text into the other, as offsets into the first."""
    changes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(a, b, after[c:d]) for kind, a, b, c, d in changes if kind != "equal"]


def _without_empty(event: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in event.items() if value not in (None, [])}


def _pack_voice(article: Article, voice: GoldVoiceRow) -> PackedVoice:
    source = voice["source"]
    packed: PackedSource | None = None
    if source is not None:
        packed = {
            "at": _offsets(article, source),
            "name": source["name"],
            "country": source["country"],
            "sector": source["sector"],
        }
    return {
        "source": packed,
        "cue": None if voice["cue"] is None else _offsets(article, voice["cue"]),
        "content": [_offsets(article, part) for part in voice["content"]],
        "manner": voice["manner"],
        "verb": voice["verb"],
    }


def _offsets(article: Article, part: Part | Source) -> Offsets:
    start, end = article["sentences"][part["s"]]
    words, _, nth = part["text"].rpartition("@")
    needle, count = (words, int(nth)) if words and nth.isdigit() else (part["text"], 1)
    at = start - 1
    for _ in range(count):
        at = article["text"].index(needle, at + 1, end)
    return [at, at + len(needle)]


# --- with the text -------------------------------------------------------------------


def unpack(row: Row, text: str, *, title: str = "") -> Annotated:
    """The gold's three files of a row; a text other than the annotated one is a StoryError."""
    whole = apply_edits(text, row.get("edits", ()))
    if digest(whole) != row["sha256"]:
        message = f"the text is not the one that was annotated (sha256 {digest(whole)[:12]}...)"
        raise StoryError(TEXT_DIFFERS, message)
    article: Article = {
        "id": row["id"],
        "url": row["url"],
        "date": row["date"],
        "title": title,
        "text": whole,
        "sentences": row["sentences"],
    }
    voices = [_unpack_voice(article, voice) for voice in row["voices"]]
    events = [_EVENT_FIELDS | event for event in row["events"]]
    return Annotated(article, row["contexts"], events, voices)


def apply_edits(text: str, changes: Iterable[Edit]) -> str:
    """The text with its replacements made; offsets are those of the text given."""
    for start, end, words in sorted(changes, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _unpack_voice(article: Article, voice: PackedVoice) -> GoldVoiceRow:
    source = voice["source"]
    return {
        "source": None if source is None else _unpack_source(article, source),
        "cue": None if voice["cue"] is None else _part(article, voice["cue"]),
        "content": [_part(article, offsets) for offsets in voice["content"]],
        "manner": voice["manner"],
        "verb": voice["verb"],
    }


def _unpack_source(article: Article, source: PackedSource) -> Source:
    part = _part(article, source["at"])
    return {
        "s": part["s"],
        "text": part["text"],
        "name": source["name"],
        "country": source["country"],
        "sector": source["sector"],
    }


def _part(article: Article, offsets: Sequence[int]) -> Part:
    """The words at some offsets, numbered where their sentence holds them before."""
    start, end = offsets
    at, (low, _) = next(
        (at, bounds)
        for at, bounds in enumerate(article["sentences"])
        if bounds[0] <= start and end <= bounds[1]
    )
    words = article["text"][start:end]
    before = _count(article["text"][low : end - 1], words)
    return {"s": at, "text": f"{words}@{before + 1}" if before else words}


def _count(text: str, words: str) -> int:
    """How often a text holds some words, overlapping ones counted too."""
    return sum(text.startswith(words, at) for at in range(len(text)))
