"""Coding while somebody waits; nothing is kept."""

from __future__ import annotations

import time
from typing import Annotated, Any

from fastapi import APIRouter, Body, HTTPException, Request

from dragoman.api.access import Reader
from dragoman.api.models.asked import ToCode
from dragoman.api.models.stories import CodedShape
from dragoman.api.served import Served, ServedHere
from dragoman.coding.source import Source
from dragoman.contract.writing import coded_json
from dragoman.gathering.guarded import PUBLIC_BYTES, fetch_public
from dragoman.types import GivenText, Page

router = APIRouter(tags=["coding"])


@router.post("/v1/code", response_model=CodedShape)
def code(
    request: Request, served: ServedHere, person: Reader, asked: Annotated[ToCode, Body()]
) -> dict[str, Any]:
    """The records of a text, a page or an address, in the form of docs/record.md."""
    client = "" if request.client is None else request.client.host
    wait = served.buckets.take(f"{person.name} {client}", time.monotonic())
    if wait:
        detail = f"too many texts at once: try again in {wait} s"
        raise HTTPException(429, detail, {"Retry-After": str(wait)})
    return coded_json(served.coder.code(_source(served, asked), published=asked.published))


def _source(served: Served, asked: ToCode) -> Source:
    if asked.text is not None:
        return GivenText(asked.text, title=asked.title, publisher=asked.publisher)
    if asked.html is not None:
        return Page(asked.html.encode("utf-8", "replace"), "", "utf-8")
    most = min(served.settings.max_page_bytes, PUBLIC_BYTES)
    return fetch_public(asked.url or "", network=served.network, max_bytes=most)
