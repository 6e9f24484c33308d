"""What the handlers of one application share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from dragoman.api.access import Access
from dragoman.api.answers import Answers
from dragoman.api.buckets import Buckets
from dragoman.api.coder_process import CoderProcess
from dragoman.api.freshness import Freshness
from dragoman.api.limits import Limits
from dragoman.api.pages import Pages
from dragoman.api.remembered import Remembered
from dragoman.gathering.guarded import Network
from dragoman.linking.linker import Linker
from dragoman.resolving.gazetteer import Gazetteer, load_gazetteer
from dragoman.settings import Settings
from dragoman.store.invented import holds_invented

if TYPE_CHECKING:
    from dragoman.keeping.store import Store


@dataclass(frozen=True)
class Served:
    """A store with what is needed to answer for it.

    `network` is how addresses of strangers are reached.
    """

    store: Store
    settings: Settings
    access: Access
    limits: Limits
    freshness: Freshness
    remembered: Remembered
    pages: Pages
    answers: Answers
    coder: CoderProcess
    buckets: Buckets
    network: Network

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """What names mean, read when it is first needed."""
        return load_gazetteer(self.settings.places_file)

    @cached_property
    def invented(self) -> bool:
        """Whether it holds stories of the demo, which every page then says."""
        return holds_invented(self.store)

    @cached_property
    def same(self) -> float:
        """The score from which the program takes two records for one event."""
        return Linker().same


async def _served(request: Request) -> Served:
    served: Served = request.app.state.served
    return served


ServedHere = Annotated[Served, Depends(_served)]


def now() -> datetime:
    """This moment as a store writes it: UTC, and not saying so."""
    return datetime.now(UTC).replace(tzinfo=None)
