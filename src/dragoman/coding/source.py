"""One source coded, whoever calls for it: a story with its records, or why it is set aside."""

from __future__ import annotations

import logging
from datetime import date
from hashlib import blake2b

from dragoman.coding.coder import StoryCoder
from dragoman.coding.time_limit import Overrun, in_time, too_slow
from dragoman.errors import SetupError, StoryError
from dragoman.reading import read
from dragoman.reading.identity import source_id
from dragoman.types import Coded, GivenText, Outcome, Page, SetAside

log = logging.getLogger(__name__)

Source = Page | GivenText | SetAside


def code_source(
    source: Source, coder: StoryCoder, *, published: date | None = None, seconds: float = 0.0
) -> Outcome:
    """The source's records, or why it is set aside; never an exception.

    What takes longer than so many seconds is set aside, too (0: nothing is).
    """
    if isinstance(source, SetAside):
        return source

    def work() -> Coded:
        return coder.code(read(source, published=published))

    try:
        coded = in_time(work, seconds)
        log.info("story %s: %d records", coded.story.id, len(coded.records))
        return coded
    except StoryError as error:
        return set_aside(source, error)
    except Overrun:
        return set_aside(source, too_slow(source_id(source), seconds))
    except SetupError:
        raise
    except Exception as error:  # one story's surprise must not cost the others
        log.exception("story %s", source_id(source))
        message = f"{type(error).__name__}: {error}"
        return SetAside(source_id(source), "internal", message, url=source.url)


def set_aside(source: Page | GivenText, error: StoryError) -> SetAside:
    """What becomes of a source that cannot be coded."""
    log.info("story %s: set aside as %s", source_id(source), error.kind)
    return SetAside(source_id(source), error.kind, error.message, url=source.url)


def clash(story: str, url: str) -> SetAside:
    """A story whose id stood on another text before."""
    message = f"id {story} was given before with another text"
    return SetAside(story, "duplicate-id", message, url=url)


def digest(words: str) -> bytes:
    """Eight bytes that stand for a text."""
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()
