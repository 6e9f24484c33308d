"""What tombstones are written under: hashes of ids, texts and names, never the words themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from hashlib import blake2b

from dragoman.errors import UsageError
from dragoman.store.dialects import fold
from dragoman.types import Actor, Coded, SetAside, Story

Key = tuple[str, str]

_BYTES = 16
#: A name of more words is not looked for in texts that come in.
LONGEST_NAME = 8


def story_key(story: str) -> Key:
    """The tombstone of a story's id."""
    return "story", _hashed(story)


def text_key(text: str) -> Key:
    """The tombstone of a story's words, under whatever id they come back."""
    return "story", _hashed(text)


def url_key(url: str) -> Key:
    """The tombstone of a story's address, whatever text it gives by then."""
    return "story", _hashed(url)


def publisher_key(publisher: str) -> Key:
    """The tombstone of a publisher."""
    return "publisher", _hashed(publisher.casefold())


def person_key(name: str) -> Key:
    """The tombstone of a person's name, whatever its case, accents and signs."""
    return "person", _hashed(fold(name))


def keys_of_story(story: Story) -> set[Key]:
    """The tombstones of a story that is forgotten by itself."""
    keys = {story_key(story.id), text_key(story.text)}
    return keys | ({url_key(story.url)} if story.url else set())


def own_keys(coded: Coded) -> set[Key]:
    """The tombstones of a story and of its publisher that would keep it out."""
    return keys_of_story(coded.story) | {publisher_key(coded.story.publisher)}


def names_one_of(coded: Coded, dead: Collection[str]) -> bool:
    """Whether a story, or who its actors turned out to be, names a person with such a key."""
    return any(_hashed(name) in dead for words in _words(coded) for name in _names_in(words))


def forgotten(story: str) -> SetAside:
    """A story that comes in again after it was forgotten."""
    message = "it was forgotten on purpose, or tells of who was: it does not come back"
    return SetAside(story, "forgotten", message)


def require_name(name: str) -> None:
    """A UsageError for what cannot be looked for as words of a text."""
    words = fold(name).split()
    length = sum(any(map(str.isalnum, word)) for word in words) and len(words)
    if not 0 < length <= LONGEST_NAME:
        raise UsageError(f"a name has from 1 to {LONGEST_NAME} words, not {length}: {name!r}")


def names(words: str, name: str) -> bool:
    """Whether the words hold the name, as whole words in any case and with or without accents."""
    return f" {fold(name)} " in f" {fold(words)} "


def _words(coded: Coded) -> Iterator[str]:
    story = coded.story
    yield from (story.title, story.url, story.publisher, story.text)
    yield from {actor.name for actor in _actors(coded) if actor.name}


def _names_in(text: str) -> Iterator[str]:
    """All runs of words that could be a name."""
    words = fold(text).split()
    for start in range(len(words)):
        for length in range(1, min(LONGEST_NAME, len(words) - start) + 1):
            yield " ".join(words[start : start + length])


def _actors(coded: Coded) -> Iterator[Actor]:
    for record in coded.records:
        yield from (*record.actors, *record.recipients)
        yield from (voice.source for voice in record.voices if voice.source is not None)
    yield from (voice.source for voice in coded.voices if voice.source is not None)


def _hashed(words: str) -> str:
    return blake2b(words.encode(), digest_size=_BYTES).hexdigest()
