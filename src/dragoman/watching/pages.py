"""One page fetched: kept when it came whole, else asked again later, else given up."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from dragoman.errors import StoryError
from dragoman.gathering.fetch import PAGE_KINDS
from dragoman.types import Page, SetAside
from dragoman.watching.clock import Clock
from dragoman.watching.faults import FetchFault
from dragoman.watching.fetching import Answer, Question
from dragoman.watching.headers import charset_of, kind_of
from dragoman.watching.ledger_pages import PageRows, Waiting
from dragoman.watching.plan import Bounds, Manners
from dragoman.watching.retrying import pause_before
from dragoman.watching.visiting import Permit, Visitor

log = logging.getLogger(__name__)

_ACCEPT = (("Accept", "text/html, application/xhtml+xml, text/plain;q=0.5, */*;q=0.1"),)
_BEGINS = re.compile(rb"<(?:html|body)\b", re.IGNORECASE)
_ENDS = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
_HEAD = 20_000
#: Some pages are never closed; one that is not so often, is one of them.
_TRIES_FOR_AN_END = 3
#: Feeds list a page before all servers have it; after so many tries it is not there.
_TRIES_FOR_LATE = 3
#: Seconds after which the pages of a host that is away are given up like others.
_PATIENCE_WITH_HOSTS = 3 * 86_400.0


@dataclass(frozen=True, slots=True)
class PageFetcher:
    """Fetches pages."""

    visitor: Visitor
    permit: Permit
    pages: PageRows
    clock: Clock
    bounds: Bounds

    async def fetch(self, page: Waiting, manners: Manners) -> bool:
        """Whether there is something to be coded now: a page, or the reason why there is none."""
        question = Question(
            page.url, self.bounds.page_bytes, headers=_ACCEPT, allow_private=manners.allow_private
        )
        try:
            visit = await self.visitor.visit(question, manners, self.permit)
            content = _content(visit.answer, page)
        except StoryError as fault:
            return self._failed(page, fault)
        except Exception as error:  # one page's surprise must not cost the others
            log.exception("page %s", page.url)
            message = f"{page.url}: {type(error).__name__}: {error}"
            return self._failed(page, FetchFault(message, kind="internal"))
        return self.pages.keep_body(page, content, at=self.clock.wall())

    def _failed(self, page: Waiting, fault: StoryError) -> bool:
        aside = SetAside(page.url, fault.kind, fault.message, url=page.url)
        if self._is_last(page, fault):
            return self.pages.give_up(page, aside)
        pause = pause_before(page.tries + 1, first=self.bounds.retry, most=self.bounds.retry_most)
        asked = fault.rest if isinstance(fault, FetchFault) and fault.rest is not None else 0.0
        wait = min(max(self.clock.about(pause), asked), self.longest_wait)
        counts = not self._is_the_host(page, fault)
        self.pages.try_later(page, aside, due=self.clock.wall() + wait, counts=counts)
        return False

    @property
    def longest_wait(self) -> float:
        """The seconds after which every page is due again."""
        return max(self.bounds.retry_most, self.bounds.rest_most)

    def _is_the_host(self, page: Waiting, fault: StoryError) -> bool:
        """Whether the whole host is away, which is no fault of the page's, for a few days."""
        busy = isinstance(fault, FetchFault) and fault.busy
        return busy and self.clock.wall() - page.listed < _PATIENCE_WITH_HOSTS

    def _is_last(self, page: Waiting, fault: StoryError) -> bool:
        if self._is_the_host(page, fault):
            return False
        tries = page.tries + 1
        if not isinstance(fault, FetchFault):
            return tries >= self.bounds.tries
        late = fault.is_answer and not fault.busy and tries >= _TRIES_FOR_LATE
        return fault.lasting or late or tries >= self.bounds.tries


def _content(answer: Answer, page: Waiting) -> Page:
    """The page of an answer; a FetchFault for one that is none, or does not look whole."""
    kind = kind_of(answer.headers)
    if kind and kind not in PAGE_KINDS:
        raise FetchFault(f"{answer.url}: {kind}, not a page", lasting=True)
    if not answer.body.strip():
        raise FetchFault(f"{answer.url}: the page is empty")
    if page.unclosed + 1 < _TRIES_FOR_AN_END and not looks_whole(answer.body):
        raise FetchFault(f"{answer.url}: the page ends in the middle", kind="cut")
    return Page(answer.body, answer.url, charset_of(answer.headers))


def looks_whole(body: bytes) -> bool:
    """Whether hypertext that is opened is closed: a server may cut a page and not say so."""
    return not _BEGINS.search(body[:_HEAD]) or _ENDS.search(body) is not None
