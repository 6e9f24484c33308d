"""One source coded, whoever calls for it: a story with its records, or why it is set aside."""

from __future__ import annotations

import logging
from datetime import date
from hashlib import blake2b

from dragoman.coding.coder import StoryCoder
from dragoman.errors import SetupError, StoryError
from dragoman.reading import read
from dragoman.reading.identity import source_id
from dragoman.types import GivenText, Outcome, Page, SetAside

log = logging.getLogger(__name__)

Source = Page | GivenText | SetAside


def code_source(source: Source, coder: StoryCoder, *, published: date | None = None) -> Outcome:
    """The source's records, or why it is set aside; never an exception."""
    if isinstance(source, SetAside):
        return source
    try:
        coded = coder.code(read(source, published=published))
        log.info("story %s: %d records", coded.story.id, len(coded.records))
        return coded
    except StoryError as error:
        log.info("story %s: set aside as %s", source_id(source), error.kind)
        return SetAside(source_id(source), error.kind, error.message, url=source.url)
    except SetupError:
        raise
    except Exception as error:  # one story's surprise must not cost the others
        log.exception("story %s", source_id(source))
        message = f"{type(error).__name__}: {error}"
        return SetAside(source_id(source), "internal", message, url=source.url)


def clash(story: str, url: str) -> SetAside:
    """A story whose id stood on another text before."""
    message = f"id {story} was given before with another text"
    return SetAside(story, "duplicate-id", message, url=url)


def digest(words: str) -> bytes:
    """Eight bytes that stand for a text."""
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()
