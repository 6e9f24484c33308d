"""Annotated stories as the trainer reads them: `articles/`, `annotations/` and `voices/`.

The form is that of corpus/README.md; every string is found in its sentence and becomes a span.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import SetupError
from dragoman.types import Auxiliary, Role, Span, VoiceVerb


@dataclass(frozen=True, slots=True)
class GoldArgument:
    """Words in a role, with the canonical name and sectors that the annotator gave them."""

    span: Span
    role: Role
    name: str = ""
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One annotated mention of an event; mentions of one event share `event`."""

    event: str
    trigger: Span
    type: str
    mode: str | None
    auxiliary: Auxiliary
    arguments: tuple[GoldArgument, ...]


@dataclass(frozen=True, slots=True)
class GoldVoice:
    """One annotated attribution; `name` is whom the source means."""

    source: Span | None
    name: str
    cue: Span | None
    content: tuple[Span, ...]
    verb: VoiceVerb


@dataclass(frozen=True, slots=True)
class GoldStory:
    """A story with all that an annotator wrote down; `furniture` are sentence numbers.

    Events of stories that tell of one episode carry the episode's names ("S01 X3").
    """

    id: str
    text: str
    sentences: tuple[Span, ...]
    events: tuple[GoldEvent, ...]
    voices: tuple[GoldVoice, ...]
    furniture: frozenset[int]
    contexts: tuple[str, ...] = ()


def load_gold(folder: Path, *, split: str) -> list[GoldStory]:
    """The stories of one gold folder that `split`.json names, in its order."""
    listed = folder / f"{split}.json"
    if not listed.exists():
        raise SetupError(f"no {listed.name} in {folder}: --data wants a folder of gold stories")
    shared = _episodes(folder / f"stories.{split}.jsonl")
    names = json.loads(listed.read_text(encoding="utf-8"))
    return [_read_story(folder, name, shared.get(name, {})) for name in names]


def _episodes(path: Path) -> dict[str, dict[str, str]]:
    """For each story that shares an episode, the episode's name of each of its events."""
    if not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return {
        row["article"]: {own: f"{row['story']} {name}" for own, name in row["events"].items()}
        for row in rows
    }


def _read_story(folder: Path, name: str, episode: Mapping[str, str]) -> GoldStory:
    article, events, voices = (
        json.loads((folder / part / f"{name}.json").read_text(encoding="utf-8"))
        for part in ("articles", "annotations", "voices")
    )
    sentences = tuple(Span(*pair) for pair in article["sentences"])
    find = _Finder(article["text"], sentences)
    return GoldStory(
        id=name,
        text=article["text"],
        sentences=sentences,
        events=tuple(_event(row, find, episode) for row in events["events"]),
        voices=tuple(_voice(row, find) for row in voices["voices"]),
        furniture=frozenset(article.get("furniture") or ()),
        contexts=tuple(events.get("contexts") or ()),
    )


@dataclass(frozen=True, slots=True)
class _Finder:
    text: str
    sentences: Sequence[Span]

    def __call__(self, sentence: int, words: str) -> Span:
        """Where the words stand; "he@2" is their second occurrence as a plain substring."""
        needle, _, nth = words.rpartition("@")
        if not (needle and nth.isdigit()):
            needle, nth = words, "1"
        span = self.sentences[sentence]
        at = span.start - 1
        for _ in range(int(nth)):
            at = self.text.find(needle, at + 1, span.end)
        if at < 0:
            raise SetupError(f"{words!r} is not in sentence {sentence}: {span.of(self.text)!r}")
        return Span(at, at + len(needle))


def _event(row: Mapping[str, Any], find: _Finder, episode: Mapping[str, str]) -> GoldEvent:
    return GoldEvent(
        event=episode.get(row["e"], row["e"]),
        trigger=find(row["s"], row["trigger"]),
        type=row["type"],
        mode=row.get("mode"),
        auxiliary=Auxiliary(row["aux"]),
        arguments=tuple(_arguments(row, find)),
    )


def _arguments(row: Mapping[str, Any], find: _Finder) -> Iterator[GoldArgument]:
    sentence = row["s"]
    for role, key in ((Role.ACTOR, "actors"), (Role.RECIPIENT, "recipients")):
        for part in row.get(key) or ():
            yield _argument(part, role, find(sentence, part["text"]))
    for role, key in ((Role.PLACE, "place"), (Role.DATE, "date")):
        part = row.get(key)
        if part is not None and part.get("text"):
            yield GoldArgument(find(sentence, part["text"]), role, part.get("name") or "")
    said = row.get("said")
    if said is not None:
        source = said["source"]
        yield _argument(source, Role.SAID, find(said.get("s", sentence), source["text"]))


def _argument(part: Mapping[str, Any], role: Role, span: Span) -> GoldArgument:
    return GoldArgument(span, role, part.get("name") or "", tuple(part.get("sector") or ()))


def _voice(row: Mapping[str, Any], find: _Finder) -> GoldVoice:
    def span(part: Mapping[str, Any] | None) -> Span | None:
        return None if part is None else find(part["s"], part["text"])

    source = row.get("source")
    return GoldVoice(
        source=span(source),
        name="" if source is None else source.get("name") or "",
        cue=span(row.get("cue")),
        content=tuple(sorted(find(part["s"], part["text"]) for part in row["content"])),
        verb=VoiceVerb(row["verb"]),
    )
