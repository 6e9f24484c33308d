"""Who may take a judgement or a correction back: its author, and an admin."""

from __future__ import annotations

from typing import Annotated

from fastapi import HTTPException, Path

from dragoman.api.access import Person, Role
from dragoman.api.served import Served

Id = Annotated[str, Path(max_length=300)]

_AUTHOR = {
    "judgements": 'select "by" from judgements where id = $1',
    "corrections": 'select "by" from corrections where id = $1',
}


def require_own(served: Served, person: Person, kind: str, id_: str) -> None:
    """Nothing; 404 where there is none, 403 where it is another person's."""
    authors = [] if "\x00" in id_ else served.store.read(_AUTHOR[kind], [id_])["by"].to_pylist()
    if not authors:
        raise HTTPException(404, f"no {kind.removesuffix('s')} {id_} in this store")
    if person.role < Role.ADMIN and authors[0] != person.name:
        detail = f"{id_} is by {authors[0]}: its author or an admin can take it back"
        raise HTTPException(403, detail)
