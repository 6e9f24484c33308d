"""Where concrete classes are picked: settings in, a coder out; an address in, a store out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib.metadata import version
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.coding.coder import StoryCoder, coder_name
from dragoman.coding.source import Source
from dragoman.coding.time_limit import Overrun, can_ring, in_time, too_slow
from dragoman.errors import StoreError, UsageError
from dragoman.gathering.coded import read_coded_files
from dragoman.ontology import load_ontology
from dragoman.pipeline import run
from dragoman.reading import read
from dragoman.reading.identity import source_id
from dragoman.resolving.gazetteer import load_gazetteer
from dragoman.settings import STORE_MEMORY, Settings
from dragoman.tagging import load_tagger
from dragoman.tagging.bundle import open_bundle
from dragoman.types import Coded, GivenText, Outcome, Page

if TYPE_CHECKING:
    from dragoman.keeping.store import Store


def load(settings: Settings | None = None) -> StoryCoder:
    """The coder that these settings ask for; a SetupError if its model is not there."""
    settings = Settings() if settings is None else settings
    return StoryCoder(
        tagger=load_tagger(settings.model_folder),
        gazetteer=load_gazetteer(settings.places_file),
        ontology=load_ontology(),
        version=version("dragoman"),
        minimum_score=settings.min_score,
    )


def name_coder(settings: Settings) -> str:
    """The name of the coder that `load` gives, without loading it; a SetupError if it is not there."""
    return coder_name(version("dragoman"), open_bundle(settings.model_folder).labels.version)


@dataclass(frozen=True)
class Coder:
    """What `dragoman.load()` gives: code one text, or a stream of them."""

    coder: StoryCoder
    settings: Settings

    def code(
        self,
        text: str | Page | GivenText,
        *,
        published: str | date | None = None,
        seconds: float | None = None,
    ) -> Coded:
        """The records of one story; a StoryError says why it cannot be coded.

        `text` is plain text, or a Page or GivenText with all that is known of it; `published`
        is its day, as a date or "YYYY-MM-DD".  One that takes longer than so many seconds (by
        itself the settings' `story_seconds`; 0: none does) is "too-slow".  That limit is an alarm
        (SIGALRM), which only the main thread can have, and only while the program uses none
        itself: elsewhere asking for `seconds` is a UsageError, and `story_seconds` does not count.
        """
        source = GivenText(text) if isinstance(text, str) else text
        day, limit = _day(published), self._limit(seconds)
        try:
            return in_time(lambda: self.coder.code(read(source, published=day)), limit)
        except Overrun:
            raise too_slow(source_id(source), limit) from None

    def pipe(self, sources: Iterable[str | Source], *, workers: int = 1) -> Iterator[Outcome]:
        """An outcome for each source, in order: Coded, or SetAside with the reason.

        Sources may be an endless stream.  With several workers each is a process of its own,
        so a script that asks for them starts under `if __name__ == "__main__":`.  A story that
        takes longer than the settings' `story_seconds` is set aside: with several workers in any
        thread, else where `code` has the limit, too.
        """
        items = (GivenText(one) if isinstance(one, str) else one for one in sources)
        seconds = self.settings.story_seconds
        return run(items, self._loader(workers), workers=workers, seconds=seconds)

    def _limit(self, seconds: float | None) -> float:
        """The seconds that were asked for, or those of the settings."""
        if seconds is not None and not 0 <= seconds < inf:
            raise UsageError(f"seconds cannot be {seconds}: 0 for no limit, else more than 0")
        if seconds and not can_ring():
            raise UsageError(
                "seconds= needs the main thread of a program that does not use SIGALRM itself: "
                "leave it out, or use pipe(…, workers=2), whose limit holds in any thread"
            )
        return self.settings.story_seconds if seconds is None else seconds

    def _loader(self, workers: int) -> partial[StoryCoder]:
        return partial(load, self.settings) if workers > 1 else partial(_itself, self.coder)


def load_coder(settings: Settings) -> Coder:
    """A coder for programs."""
    return Coder(load(settings), settings)


def open_store(address: str, *, memory: int = STORE_MEMORY) -> Store:
    """The store in a file, or behind a postgresql:// address; made where there is none.

    It can be written into; a lake cannot.  So many megabytes of a file are in memory at most.
    """
    if Path(address).is_dir():
        raise UsageError(f"{address} is a folder: name a file, or one that is yet to be made")
    return _opened(address, memory)


def open_existing(address: str, *, memory: int = STORE_MEMORY) -> Store:
    """The same, or a lake's folder, but a StoreError where there is none.

    Who asks wants no new one.
    """
    if "://" not in address and not Path(address).exists():
        raise StoreError(f"no store {address}: `dragoman add --store {address} …` makes one")
    return _opened(address, memory)


def read_coded(name: str) -> Iterator[Outcome]:
    """What was coded before, whole: in JSONL that `dragoman code` wrote, or in a lake."""
    if not Path(name).is_dir():
        yield from read_coded_files([name])
        return
    from dragoman.store.lakes.database import open_lake
    from dragoman.store.lakes.outcomes import read_lake

    with closing(open_lake(Path(name))) as lake:
        yield from read_lake(lake)


def _opened(address: str, memory: int) -> Store:
    """The libraries of databases are loaded here, so that no other command waits for them."""
    from dragoman.build.stores import open_store as opened

    return opened(address, memory=memory)


def _itself(coder: StoryCoder) -> StoryCoder:
    return coder


def _day(published: str | date | None) -> date | None:
    if not isinstance(published, str):
        return published
    try:
        return date.fromisoformat(published)
    except ValueError as error:
        raise UsageError(f'published must be "YYYY-MM-DD", not {published!r}') from error
