"""States, institutions and persons in public office."""

from __future__ import annotations

from pydantic import BaseModel, Field

from dragoman.api.models.records import RecordItem, VoiceItem


class ActorHead(BaseModel):
    """An actor in a list."""

    id: str = Field(examples=["Government_of_Norway"])
    name: str = Field(examples=["Government of Norway"])
    country: str | None = Field(examples=["NOR"])
    sectors: list[str] = Field(examples=[["GOV"]])


class ActorItem(ActorHead):
    """The same with the number of events."""

    events: int


class ActorsFound(BaseModel):
    """Actors by name, those in most events first."""

    items: list[ActorItem]


class Office(BaseModel):
    """An office held; the days are as exact as the source."""

    office: str
    country: str
    from_: str | None = Field(alias="from", examples=["2021-10"])
    to: str | None
    source: str


class Deed(BaseModel):
    """How many events of a type there are with somebody on the other side."""

    type: str = Field(examples=["CONSULT"])
    other: str | None
    count: int


class WholeActor(ActorHead):
    """What an actor is, did and had done, said, and what others say about them."""

    offices: list[Office]
    did: list[Deed]
    had_done: list[Deed]
    said: list[VoiceItem]
    said_about: list[RecordItem]
