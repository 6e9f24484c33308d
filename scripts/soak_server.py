"""A server of many feeds and pages that misbehaves by lot, for `make soak`.

Run as `python scripts/soak_server.py FEEDS PAGES LOG`.  It prints its port.  Every page that
was written whole to somebody who listened to the end is noted in LOG, one number a line.
Each feed is a host of its own (an address of 127/8), as feeds are in the world.
"""

from __future__ import annotations

import asyncio
import gzip
import random
import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path

#: Faults of pages, in shares of all answers; one answer in ten is a 5xx.
FAULTS = {
    "error": 0.10,
    "silent": 0.005,
    "reset": 0.02,
    "hang-up": 0.02,
    "cut": 0.02,
    "short": 0.01,
    "unclosed": 0.01,
    "endless": 0.005,
    "bomb": 0.01,
    "circle": 0.01,
    "moved": 0.05,
}
FEED_FAULTS = {"error": 0.10, "reset": 0.02, "silent": 0.005, "cut": 0.02, "xml-bomb": 0.02}
SILENCE = 60.0
RESET = struct.pack("ii", 1, 0)
WHO = ("Police", "Soldiers", "Workers", "Ministers", "Rebels", "Students", "Judges", "Farmers")
DEEDS = (
    "arrested {n} people in {place}",
    "went on strike in {place} for {n} days",
    "met in {place} to talk about treaty {n}",
    "shelled village {n} near {place}",
    "signed agreement {n} in {place}",
    "marched through {place} against law {n}",
    "sent {n} tonnes of grain to {place}",
    "refused to leave square {n} of {place}",
)
PLACES = ("Oslo", "Narva", "Turku", "Riga", "Bergen", "Tartu", "Malmo", "Vilnius", "Umea", "Kotka")
WORDS = [
    "river",
    "harbour",
    "winter",
    "market",
    "council",
    "budget",
    "bridge",
    "school",
    "border",
    "engine",
    "station",
    "garden",
    "letter",
    "window",
    "summer",
    "island",
    "factory",
    "museum",
    "journey",
    "hospital",
    "forest",
    "weather",
    "teacher",
    "library",
    "concert",
]
XML_BOMB = (
    b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel>'
    b"<item><link>&c;</link></item></channel></rss>"
)
BOMB = gzip.compress(b"<html>" + b"0" * 30_000_000)


def page_of(number: int) -> bytes:
    """The page of this number, whose words no other page has."""
    chance = random.Random(number)
    place, n = chance.choice(PLACES), chance.randrange(2, 9_000)
    deed = chance.choice(DEEDS).format(n=n, place=place)
    talk = " ".join(chance.choices(WORDS, k=25))
    return (
        f"<html><head><title>Report {number}</title></head><body><article>"
        f"<p>{chance.choice(WHO)} {deed} on Friday.</p>"
        f"<p>A spokesman said that report {number} would follow.</p>"
        f"<p>It was about the {talk}.</p></article></body></html>"
    ).encode()


class Soak:
    """The site: what is at each path, by lot."""

    def __init__(self, feeds: int, pages: int, log: Path) -> None:
        self.feeds, self.pages = feeds, pages
        self.chance = random.Random(11)
        self.log = log.open("a", buffering=1)
        self.port = 0
        self.began = 0.0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one question, and close."""
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ")[1]
            host = writer.get_extra_info("sockname")[0]
            await self._answer(path, host, writer)
        with suppress(OSError):
            writer.close()

    async def _answer(self, path: str, host: str, writer: asyncio.StreamWriter) -> None:
        if path == "/robots.txt":
            await self._send(writer, b"User-agent: *\nAllow: /\n", kind="text/plain")
        elif path == "/feed":
            await self._feed(self._number(host), writer)
        elif path.startswith("/p/"):
            await self._page(int(path[3:]), writer, moved=False)
        elif path.startswith("/m/"):
            await self._page(int(path[3:]), writer, moved=True)
        else:
            await self._send(writer, b"", status=404)

    async def _feed(self, feed: int, writer: asyncio.StreamWriter) -> None:
        """The pages of this feed: more of them as time goes by."""
        fault = self._lot(FEED_FAULTS)
        if fault == "xml-bomb":
            await self._send(writer, XML_BOMB, kind="application/rss+xml")
            return
        own = range(feed, self.pages, self.feeds)
        items = "".join(
            f"<item><title>Report {n}</title><link>/p/{n}</link></item>"
            for n in own[: self._shown(len(own))]
        )
        body = f'<rss version="2.0"><channel><title>Feed {feed}</title>{items}</channel></rss>'
        await self._send(writer, body.encode(), kind="application/rss+xml", fault=fault)

    def _shown(self, own: int) -> int:
        """Half at once, the rest within a minute."""
        passed = asyncio.get_running_loop().time() - self.began
        return min(own, int(own * (0.5 + passed / 120)) + 1)

    async def _page(self, number: int, writer: asyncio.StreamWriter, *, moved: bool) -> None:
        fault = self._lot(FAULTS)
        if fault == "circle":
            await self._send(writer, b"", status=302, head=f"Location: /p/{number}\r\n")
            return
        if fault == "moved" and not moved:
            await self._send(writer, b"", status=301, head=f"Location: /m/{number}\r\n")
            return
        if fault in ("", "moved") and await self._send(writer, page_of(number)):
            self.log.write(f"{number}\n")
        elif fault not in ("", "moved"):
            await self._send(writer, page_of(number), fault=fault)

    def _lot(self, faults: dict[str, float]) -> str:
        drawn = self.chance.random()
        for name, share in faults.items():
            drawn -= share
            if drawn < 0:
                return name
        return ""

    async def _send(
        self,
        writer: asyncio.StreamWriter,
        body: bytes,
        *,
        status: int = 200,
        kind: str = "text/html",
        head: str = "",
        fault: str = "",
    ) -> bool:
        """Whether all was written, and the other side heard it to its end."""
        if fault == "silent":
            await asyncio.sleep(SILENCE)
        if fault in ("silent", "hang-up"):
            return False
        if fault == "reset":
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            writer.transport.abort()
            return False
        if fault == "error":
            status, body = self.chance.choice((500, 502, 504)), b""
        if fault == "bomb":
            body, head = BOMB, "Content-Encoding: gzip\r\n"
        if fault == "unclosed":
            body = body[: len(body) // 2]
        stated = len(body) + (500 if fault == "cut" else 0) - (40 if fault == "short" else 0)
        length = "" if fault == "endless" else f"Content-Length: {stated}\r\n"
        top = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n{head}{length}Connection: close\r\n\r\n"
        writer.write(top.encode() + body)
        await writer.drain()
        while fault == "endless":
            writer.write(b"a" * 65_536)
            await writer.drain()
        return not writer.transport.is_closing()

    def _number(self, host: str) -> int:
        """The feed whose host this is: 127.0.1.0 is the first."""
        _, _, high, low = map(int, host.split("."))
        return (high - 1) * 256 + low


async def serve(feeds: int, pages: int, log: Path) -> None:
    """Serve until killed."""
    soak = Soak(feeds, pages, log)
    soak.began = asyncio.get_running_loop().time()
    server = await asyncio.start_server(soak.answer, "0.0.0.0", 0)
    soak.port = server.sockets[0].getsockname()[1]
    print(soak.port, flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])))
