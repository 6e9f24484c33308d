"""Who may do what: bearer tokens with roles, or anybody at the machine itself."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Header, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from dragoman.errors import UsageError

#: A token that can be guessed is none: 16 characters of letters and digits are 95 bits.
SHORTEST_TOKEN = 16
_BEARER = HTTPBearer(auto_error=False, description="A token of --token-file, where there is one.")


class Role(IntEnum):
    """What a token allows; each role may do what those before it may."""

    READ = 1
    WRITE = 2
    ADMIN = 3


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: the name that judgements are signed with, and the role."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Token:
    """One line of the token file."""

    secret: str
    person: Person


def read_tokens(path: Path) -> tuple[Token, ...]:
    """The tokens of a file with lines of role, token and the name to sign with (or none)."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the token file {path}: {error}") from error
    tokens = [
        _token(line.split(maxsplit=2), f"{path} line {number}")
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    if not tokens:
        raise UsageError(f"{path} has no token: write lines such as “read TOKEN NAME”")
    if len({token.secret for token in tokens}) < len(tokens):
        raise UsageError(f"{path} has the same token twice: each is one person's")
    return tuple(tokens)


def _token(parts: Sequence[str], where: str) -> Token:
    """The token of one line; what it complains of never shows the token itself."""
    role = {one.name.lower(): one for one in Role}.get(parts[0])
    if role is None:
        raise UsageError(f"{where}: a line begins with read, write or admin")
    if len(parts) < 2 or len(parts[1]) < SHORTEST_TOKEN or not parts[1].isascii():
        raise UsageError(
            f"{where}: after {parts[0]} comes a token of {SHORTEST_TOKEN} characters or more, "
            "as from `openssl rand -hex 24`"
        )
    return Token(parts[1], Person(parts[2].strip() if len(parts) > 2 else parts[0], role))


@dataclass(frozen=True, slots=True)
class Access:
    """Whom a server lets in: the owners of its tokens, or without any everybody as `anybody`."""

    tokens: tuple[Token, ...] = ()
    anybody: Person = Person("somebody", Role.ADMIN)

    def who(self, given: str | None) -> Person | None:
        """The person with this token; None for a wrong one, and where one is needed."""
        if not self.tokens:
            return self.anybody
        found = None
        for token in self.tokens:  # all of them: how long it takes tells nothing
            if hmac.compare_digest(token.secret.encode(), (given or "").encode()):
                found = token.person
        return found


def secret_of(header: str) -> str | None:
    """The token in an Authorization header."""
    scheme, _, secret = header.partition(" ")
    return secret.strip() if scheme.lower() == "bearer" and secret else None


def requires(role: Role) -> Callable[..., Awaitable[Person]]:
    """A dependency: the person who asks, if the role allows it."""

    async def person(  # asynchronous, so that it costs no thread
        request: Request,
        given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
    ) -> Person:
        access: Access = request.app.state.served.access
        found = access.who(None if given is None else given.credentials)
        if found is None:
            detail = "this server needs a token: send the header Authorization: Bearer TOKEN"
            raise HTTPException(401, detail, {"WWW-Authenticate": "Bearer"})
        if found.role < role:
            detail = f"the token of {found.name} may {found.role.name.lower()}; this needs one for {role.name.lower()}"
            raise HTTPException(403, detail)
        return found

    return person


may_read, may_write = requires(Role.READ), requires(Role.WRITE)


async def meant(x_dragoman: Annotated[str | None, Header(examples=["1"])] = None) -> None:
    """Refuse to write without the header that no other site's page can send."""
    if x_dragoman != "1":
        raise HTTPException(403, "what writes needs the header X-Dragoman: 1")


Reader = Annotated[Person, Depends(may_read)]
Writer = Annotated[Person, Depends(may_write)]
Meant = Depends(meant)
