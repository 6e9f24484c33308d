"""Whether the server lives and reaches its store."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import APIRouter

from dragoman.api.models.problem import Health
from dragoman.api.served import ServedHere

router = APIRouter(tags=["running"])


@router.get("/health", response_model=Health)
def health(served: ServedHere) -> dict[str, str | bool]:
    """That all is well; 503 where the store cannot be read.  It needs no token."""
    served.store.read("select 1 as one")
    return {
        "status": "ok",
        "version": version("dragoman"),
        "store": served.store.dialect.value,
        "invented": served.invented,
    }
