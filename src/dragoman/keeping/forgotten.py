"""What tombstones are written under: ids, and hashes of texts and names."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from dragoman.types import Actor, Coded

Key = tuple[str, str]

_BYTES = 16


def story_key(story: str) -> Key:
    """The tombstone of a story's id."""
    return "story", story


def text_key(text: str) -> Key:
    """The tombstone of a story's words, under whatever id they come back."""
    return "story", _hashed(text)


def publisher_key(publisher: str) -> Key:
    """The tombstone of a publisher."""
    return "publisher", _hashed(publisher.casefold())


def person_key(name: str) -> Key:
    """The tombstone of a person's name."""
    return "person", _hashed(name.casefold())


def keys_of(coded: Coded) -> set[Key]:
    """All tombstones that would keep this story out."""
    story = coded.story
    names = {word for actor in _actors(coded) for word in (actor.name, actor.text) if word}
    own = {story_key(story.id), text_key(story.text), publisher_key(story.publisher)}
    return own | {person_key(name) for name in names}


def _actors(coded: Coded) -> Iterator[Actor]:
    for record in coded.records:
        yield from (*record.actors, *record.recipients)
        yield from (voice.source for voice in record.voices if voice.source is not None)
    yield from (voice.source for voice in coded.voices if voice.source is not None)


def _hashed(words: str) -> str:
    return blake2b(words.encode(), digest_size=_BYTES).hexdigest()
