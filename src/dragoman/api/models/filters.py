"""Filters as query parameters, named as the fields of a Filter."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from dragoman.api.limits import MOST_ROWS, ROWS
from dragoman.errors import UsageError
from dragoman.store.filter_reading import read_filter
from dragoman.store.filters import Filter

#: A name, a code or some words; the longest names of institutions are half as long.
Word = Annotated[str, StringConstraints(max_length=300)]
#: Alternatives of one filter: all countries there are, and room.
Words = Annotated[list[Word], Field(max_length=300)]
#: More publishers than there are.
_MOST_CORROBORATION = 1_000_000


class _Filters(BaseModel):
    """Base of all filters: an unknown one is refused, so that a misspelt one is not overlooked."""

    model_config = ConfigDict(extra="forbid")

    def chosen(self, *without: str) -> Filter:
        """The filter asked for; a UsageError says what cannot be asked."""
        given = self.model_dump(exclude=set(without))
        words = [one for value in given.values() for one in _texts(value)]
        if any("\x00" in one for one in words):
            raise UsageError("no filter can hold the character U+0000")
        return read_filter(**given)


def _texts(value: object) -> list[str]:
    several = value if isinstance(value, list) else [value]
    return [one for one in several if isinstance(one, str)]


class _ToldBy(_Filters):
    """What everything can be asked by."""

    since: Word | None = Field(None, description="From this day on.", examples=["2024-01-01"])
    until: Word | None = Field(None, description="Up to this day.", examples=["2024-12-31"])
    sector: Words = Field([], description="PLOVER sectors.", examples=[["GOV"]])
    publisher: Words = Field([], description="Whole words of a publisher's name.")
    voice: Words = Field([], description="Whole words of the name of who says so.")
    voice_country: Words = Field([], description="Country of who says so.", examples=[["NOR"]])
    words: Words = Field([], description="Text search; in quotation marks words follow each other.")
    id: Words = Field([], description="Only these; of voices, those of these stories.")


class Fitting(_ToldBy):
    """What events, records and stories can be asked by; several values are alternatives."""

    type: Words = Field([], description="PLOVER event types.", examples=[["PROTEST"]])
    quad: Words = Field([], description="PLOVER quad classes, 1 to 4.", examples=[["4"]])
    auxiliary: Words = Field([], description="PLOVER auxiliary modes.", examples=[["actual"]])
    mode: Words = Field([], description="PLOVER modes.", examples=[["arrest"]])
    context: Words = Field([], description="PLOVER contexts.", examples=[["election"]])
    actor: Words = Field([], description="Whole words of the name of who does it.")
    recipient: Words = Field([], description="Whole words of the name of whom it is done to.")
    party: Words = Field([], description="Whole words of either name.")
    actor_country: Words = Field([], description="Three letters.", examples=[["SWE"]])
    recipient_country: Words = Field([], description="Three letters.", examples=[["NOR"]])
    country: Words = Field([], description="Country of either side.")
    place: Words = Field([], description="Whole words of the place or its province.")
    place_country: Words = Field([], description="Country of the place.")
    near: Word | None = Field(
        None, description="Latitude, longitude, kilometres.", examples=["59.4,28.2,50"]
    )
    disputed: bool | None = Field(None, description="Whether somebody denies it.")
    min_corroboration: int | None = Field(
        None, ge=1, le=_MOST_CORROBORATION, description="Independent publishers."
    )
    min_score: float | None = Field(None, ge=0, le=1, description="How sure the program is.")


class Listed(Fitting):
    """The same in pages."""

    limit: int = Field(ROWS, ge=1, le=MOST_ROWS, description="Rows of this page.")
    cursor: str | None = Field(
        None, max_length=2_000, description="`next` of the page before, to go on from it."
    )


class ListedVoices(_ToldBy):
    """What voices can be asked by, in pages."""

    limit: int = Field(ROWS, ge=1, le=MOST_ROWS, description="Rows of this page.")
    cursor: str | None = Field(
        None, max_length=2_000, description="`next` of the page before, to go on from it."
    )


class Counted(Fitting):
    """What is to be counted, and by what."""

    by: Word = Field(description="One or several of the dimensions.", examples=["month,type"])
    of: Annotated[str, StringConstraints(pattern="^(events|records)$")] = Field(
        "events", description="events or records."
    )


class Paired(Fitting):
    """Which events make dyads, and how many dyads."""

    limit: int = Field(200, ge=1, le=MOST_ROWS, description="Dyads, those with most events first.")


class Exported(Fitting):
    """Which events are exported, and as what."""

    format: Word = Field(description="See docs/exports.md.", examples=["polecat"])
    table: Word | None = Field(
        None, description="Of csv and parquet: events, records or voices.", examples=["records"]
    )
    all_auxiliaries: bool = Field(False, description="Also what is not told as actual.")
