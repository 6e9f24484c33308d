"""Events in the formats of others, as a stream; evidence sentences and no whole texts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from dragoman.api.access import Reader
from dragoman.api.exports import read_form, stream
from dragoman.api.models.filters import Exported
from dragoman.api.served import ServedHere
from dragoman.exporting.formats import FORMATS
from dragoman.store.objects import read_events
from dragoman.store.sentences import with_sentences

router = APIRouter(tags=["export"])

#: Formats that number the sentences of a story.
_NUMBERED = ("icews", "gdelt-mentions", "plover")
_NOT_FILTERS = ("format", "table", "all_auxiliaries")


@router.get(
    "/v1/export",
    response_class=StreamingResponse,
    responses={200: {"description": f"One of {', '.join(FORMATS)}.", "content": {"*/*": {}}}},
)
def export(served: ServedHere, _: Reader, asked: Annotated[Exported, Query()]) -> StreamingResponse:
    """All events that fit, as a file."""
    form = read_form(asked.format, asked.table, all_auxiliaries=asked.all_auxiliaries)
    events = read_events(served.store, asked.chosen(*_NOT_FILTERS))
    if form.name in _NUMBERED:
        events = with_sentences(served.store, events)
    headers = {
        "Content-Disposition": f'attachment; filename="{form.file}"',
        "Cache-Control": "private, no-cache",
    }
    return StreamingResponse(stream(events, form), headers=headers, media_type=form.media_type)
