"""One reader of a served store: a socket that stays open, and what it draws to ask next."""

from __future__ import annotations

import asyncio
import gzip
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

#: One reader in ten goes on to the next page.
_GOES_ON = 0.10
_NEXT = re.compile(rb'"next":"([^"]+)"')
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """One answer: how long it took, and whether it was what was asked for."""

    path: str
    begun: float
    seconds: float
    ok: bool


class Reader:
    """Asks for what is popular more often: the second question half as often as the first."""

    def __init__(
        self, where: tuple[str, int], questions: Sequence[str], chance: random.Random, think: float
    ) -> None:
        self._where, self._questions, self._chance, self._think = where, questions, chance, think
        self._weights = list(accumulate(1 / rank for rank in range(1, len(questions) + 1)))
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def read_until(self, end: float) -> list[Read]:
        """Every answer up to this moment."""
        reads: list[Read] = []
        wanted: list[str] = []
        await asyncio.sleep(self._chance.random() * self._think)
        while time.perf_counter() < end:
            path = wanted.pop() if wanted else self._drawn()
            read, body = await self._ask(path)
            reads.append(read)
            wanted.extend(self._following(path, body) if not wanted else ())
            if self._think:
                await asyncio.sleep(self._think)
        return reads

    def _drawn(self) -> str:
        [path] = self._chance.choices(self._questions, cum_weights=self._weights)
        return path

    def _following(self, path: str, body: bytes) -> list[str]:
        """The next page, if this reader wants it."""
        if self._chance.random() < _GOES_ON and "cursor=" not in path:
            found = _NEXT.search(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)
            return [] if found is None else [f"{path}&cursor={found[1].decode()}"]
        return []

    async def _ask(self, path: str) -> tuple[Read, bytes]:
        begun = time.perf_counter()
        try:
            status, body = await asyncio.wait_for(self._answer(path), timeout=60)
        except (OSError, EOFError, TimeoutError, ValueError):
            self._line, status, body = None, 0, b""
        return Read(path, begun, time.perf_counter() - begun, status == 200), body

    async def _answer(self, path: str) -> tuple[int, bytes]:
        if self._line is None:
            self._line = await asyncio.open_connection(*self._where)
        coming, going = self._line
        going.write(
            f"GET {path} HTTP/1.1\r\nHost: {self._where[0]}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        )
        head = await coming.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if length is None:
            raise ValueError("an answer of unknown length")
        return int(head.split(b" ", 2)[1]), await coming.readexactly(int(length[1]))
