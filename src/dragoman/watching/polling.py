"""One source asked for news: conditionally, politely, and all that follows written at once."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from hashlib import blake2b

from dragoman.errors import StoryError
from dragoman.watching.clock import Clock
from dragoman.watching.entry import Entry, Listing, Part
from dragoman.watching.faults import FetchFault
from dragoman.watching.feeds import read_feed, worth_reading
from dragoman.watching.fetching import Answer, Question
from dragoman.watching.headers import charset_of, pause_of
from dragoman.watching.ledger import change
from dragoman.watching.ledger_pages import PageRows
from dragoman.watching.ledger_sources import SourceRows, SourceState
from dragoman.watching.pace import Pace
from dragoman.watching.plan import Bounds, Source
from dragoman.watching.retrying import pause_before
from dragoman.watching.visiting import Permit, Visit, Visitor

log = logging.getLogger(__name__)

_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
    "application/json;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
#: Parts of an index of sitemaps that are read in one poll, the latest.
_MOST_PARTS = 20
_GONE = 410
#: Seconds after which a source that robots.txt forbids is asked again.
_FORBIDDEN_PAUSE = 86_400.0


@dataclass(frozen=True, slots=True)
class Polled:
    """What a poll brought: the hosts of pages to fetch, and why it failed ("" if it did not)."""

    hosts: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _News:
    """What a source answered."""

    visit: Visit
    digest: str = ""
    entries: tuple[Entry, ...] = ()
    parts: tuple[Part, ...] = ()
    asked: float = 0.0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Poller:
    """Polls sources."""

    visitor: Visitor
    permit: Permit
    sources: SourceRows
    pages: PageRows
    clock: Clock
    bounds: Bounds

    async def poll(self, source: Source) -> Polled:
        """Ask a source, and note what it lists and how it is."""
        state = self.sources.state(source.name)
        try:
            news = await self._news(source, state)
        except StoryError as fault:
            self.sources.write(self._failed(source, state, fault))
            return Polled(fault=fault.message)
        except Exception as error:  # one feed's surprise must not cost the others
            log.exception("source %s", source.name)
            surprise = FetchFault(f"{type(error).__name__}: {error}", kind="internal")
            self.sources.write(self._failed(source, state, surprise))
            return Polled(fault=surprise.message)
        return self._note(source, state, news)

    async def _news(self, source: Source, state: SourceState) -> _News:
        visit = await self._visit(source, state.address, _conditions(state))
        answer = visit.answer
        asked = pause_of(answer.headers)
        digest = blake2b(answer.body, digest_size=16).hexdigest()
        if answer.is_unchanged:
            return _News(visit, state.digest, asked=asked)
        listing = await self._read(answer)
        if listing.parts:
            return await self._news_of_parts(source, listing, _News(visit, digest, asked=asked))
        return _News(visit, digest, listing.entries, asked=max(asked, listing.pause))

    async def _news_of_parts(self, source: Source, listing: Listing, news: _News) -> _News:
        """The entries of the parts of an index that have changed; one that fails costs no other."""
        stamps = self.sources.stamps(source.name)
        entries: list[Entry] = []
        read: list[Part] = []
        fault = ""
        for part in listing.parts[:_MOST_PARTS]:
            if part.stamp and stamps.get(part.url) == part.stamp:
                continue
            try:
                visit = await self._visit(source, part.url, ())
                entries.extend((await self._read(visit.answer)).entries)
                read.append(part)
            except StoryError as error:
                fault = error.message
        return replace(news, entries=tuple(entries), parts=tuple(read), fault=fault)

    async def _visit(
        self, source: Source, url: str, conditions: tuple[tuple[str, str], ...]
    ) -> Visit:
        question = Question(
            url,
            self.bounds.feed_bytes,
            headers=(("Accept", _ACCEPT), *conditions),
            allow_private=source.manners.allow_private,
        )
        return await self.visitor.visit(question, source.manners, self.permit)

    async def _read(self, answer: Answer) -> Listing:
        """The listing; read beside the loop, for a large one takes a second."""
        charset = charset_of(answer.headers)
        return await asyncio.to_thread(
            read_feed, answer.body, answer.url, charset=charset, most=self.bounds.feed_bytes
        )

    def _note(self, source: Source, state: SourceState, news: _News) -> Polled:
        manners, now = source.manners, self.clock.now()
        entries = worth_reading(
            news.entries,
            today=now.date(),
            max_age_days=manners.max_age_days,
            most=manners.max_entries,
        )
        with change(self.sources.connection):
            listed = self.pages.list_entries(
                source.name, entries, at=now.timestamp(), versions=manners.max_versions
            )
            self.sources.write_parts(source.name, news.parts)
            self.sources.write(self._went_well(source, state, news, new=len(listed.new)))
        return Polled(tuple(dict.fromkeys([*listed.new, *listed.again])), news.fault)

    def _went_well(
        self, source: Source, state: SourceState, news: _News, *, new: int
    ) -> SourceState:
        now, answer = self.clock.wall(), news.visit.answer
        pace = Pace(source.manners.poll_least, source.manners.poll_most, news.asked)
        pause = pace.next(state.pace, new=new, listed=len(news.entries))
        unchanged = answer.is_unchanged
        # An index is asked in full next time if one of its parts failed.
        kept = {} if news.fault else answer.headers
        return replace(
            state,
            moved=news.visit.moved or state.moved,
            etag=kept.get("etag", state.etag if unchanged else ""),
            modified=kept.get("last-modified", state.modified if unchanged else ""),
            digest=news.digest,
            pace=pause,
            due=now + self.clock.about(pause),
            polls=state.polls + 1,
            tried=now,
            succeeded=now,
            news=now if new else state.news,
            failures=0,
            fault=news.fault,
        )

    def _failed(self, source: Source, state: SourceState, fault: StoryError) -> SourceState:
        now = self.clock.wall()
        return replace(
            state,
            due=now + self.clock.about(self._pause_after(source, state, fault)),
            polls=state.polls + 1,
            tried=now,
            failures=state.failures + 1,
            fault=fault.message,
            # What moved may have moved back.
            moved=state.moved if isinstance(fault, FetchFault) and not fault.lasting else "",
            gone=int(isinstance(fault, FetchFault) and fault.status == _GONE),
        )

    def _pause_after(self, source: Source, state: SourceState, fault: StoryError) -> float:
        manners = source.manners
        if isinstance(fault, FetchFault) and fault.kind == "robots":
            return _FORBIDDEN_PAUSE
        own = pause_before(state.failures + 1, first=self.bounds.retry, most=manners.poll_most)
        asked = fault.rest if isinstance(fault, FetchFault) and fault.rest is not None else 0.0
        return min(max(own, asked), max(self.bounds.rest_most, manners.poll_most))


def _conditions(state: SourceState) -> tuple[tuple[str, str], ...]:
    """The headers by which a server need not send again what we have."""
    pairs = (("If-None-Match", state.etag), ("If-Modified-Since", state.modified))
    return tuple((name, value) for name, value in pairs if value)
