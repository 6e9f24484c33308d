"""An address visited politely: in turn, by robots.txt, through its redirects."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from dragoman.reading.identity import canonical
from dragoman.watching.faults import FetchFault
from dragoman.watching.fetching import Answer, Fetcher, Question
from dragoman.watching.hosts import Hosts
from dragoman.watching.plan import Manners

#: The least pause that robots.txt asks for at an address, or a FetchFault where it forbids it.
Permit = Callable[[str, Manners], Awaitable[float]]


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of a visit: the last answer, and where the address has moved for good, if it has."""

    answer: Answer
    moved: str


class Visitor:
    """Visits addresses; what goes wrong is told to the hosts' book."""

    def __init__(self, fetcher: Fetcher, hosts: Hosts, *, redirects: int) -> None:
        self._fetcher, self._hosts, self._redirects = fetcher, hosts, redirects

    async def visit(self, question: Question, manners: Manners, permit: Permit) -> Visit:
        """The answer at the end of the redirects; a FetchFault where there is none."""
        seen: set[str] = set()
        moved, for_good = "", True
        while True:
            answer = await self._ask(question, manners, permit)
            if not answer.moved:
                return Visit(answer, moved)
            seen.add(question.url)
            question = _followed(question, answer, seen, most=self._redirects)
            for_good = for_good and answer.for_good
            moved = question.url if for_good else moved

    async def _ask(self, question: Question, manners: Manners, permit: Permit) -> Answer:
        gap = max(manners.gap, await permit(question.url, manners))
        async with self._hosts.turn(question.url, gap):
            try:
                answer = await self._fetcher.ask(question)
            except FetchFault as fault:
                self._hosts.failed(question.url, fault)
                raise
        self._hosts.went_well(question.url)
        return answer


async def anything_goes(_: str, __: Manners) -> float:
    """The permit of whoever does not ask robots.txt."""
    return 0.0


def _followed(question: Question, answer: Answer, seen: set[str], *, most: int) -> Question:
    """The question that a redirect leads to; a FetchFault where it leads nowhere."""
    if not canonical(answer.moved):
        message = f"{answer.url}: a redirect to {answer.moved[:80]!r}, no http address"
        raise FetchFault(message, lasting=True)
    if answer.moved in seen:
        raise FetchFault(f"{answer.url}: redirects in a circle")
    if len(seen) > most:
        raise FetchFault(f"{answer.url}: more than {most} redirects")
    # A time says nothing about another address; a tag that fits there was given there.
    headers = tuple(pair for pair in question.headers if pair[0] != "If-Modified-Since")
    return replace(question, url=answer.moved, headers=headers)
