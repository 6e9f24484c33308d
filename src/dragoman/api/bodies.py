"""Requests of a bounded size."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.api.problems import problem


class BodyLimit:
    """Refuses a request whose body is larger than allowed, whatever its headers announce."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app, self.most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request on with its whole body, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        body = None if _number(announced) > self.most else await self._read(receive)
        if body is None:
            detail = f"a request may have {self.most:,} bytes; send a shorter text"
            await problem(413, detail)(scope, receive, send)
            return
        await self.app(scope, _replay(body, receive), send)

    async def _read(self, receive: Receive) -> bytes | None:
        """The body, None as soon as it is too large."""
        read = bytearray()
        while True:
            message = await receive()
            read += message.get("body", b"")
            if len(read) > self.most:
                return None
            if not message.get("more_body", False):
                return bytes(read)


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else 0


def _replay(body: bytes, receive: Receive) -> Receive:
    """Gives the body once, and then what the connection tells."""
    waiting = [body]

    async def replay() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return replay
