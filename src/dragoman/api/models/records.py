"""Records and voices, as docs/record.md describes them."""

from __future__ import annotations

from pydantic import BaseModel, Field


class Stretch(BaseModel):
    """Characters of the story's text, half-open."""

    start: int = Field(examples=[12])
    end: int = Field(examples=[20])


class Wording(Stretch):
    """The same with its words."""

    text: str = Field(examples=["arrested"])


class ActorShape(BaseModel):
    """Who is meant by a mention."""

    id: str | None = Field(examples=["oslo-police-nor"])
    text: str = Field(examples=["Police in Oslo"])
    start: int = Field(examples=[0])
    end: int = Field(examples=[14])
    name: str | None = Field(examples=["Police in Oslo"])
    country: str | None = Field(examples=["NOR"])
    sectors: list[str] = Field(examples=[["COP"]])
    office: str | None = Field(examples=[None])
    wikidata: str | None = Field(examples=[None])
    basis: str = Field(examples=["exact"])
    score: float = Field(examples=[0.9])


class PlaceShape(BaseModel):
    """Where."""

    text: str = Field(examples=["Oslo"])
    start: int = Field(examples=[36])
    end: int = Field(examples=[40])
    name: str | None = Field(examples=["Oslo"])
    country: str | None = Field(examples=["NOR"])
    province: str | None = Field(examples=["Oslo"])
    district: str | None
    lat: float | None = Field(examples=[59.91])
    lon: float | None = Field(examples=[10.75])
    geonames: int | None = Field(examples=[3143244])
    feature: str | None = Field(examples=["PPLC"])
    basis: str = Field(examples=["exact"])
    score: float = Field(examples=[0.9])


class DateShape(BaseModel):
    """When; both days inclusive."""

    text: str | None = Field(examples=["Friday"])
    start: int | None
    end: int | None
    first: str | None = Field(examples=["2024-03-08"])
    last: str | None = Field(examples=["2024-03-08"])
    granularity: str | None = Field(examples=["day"])
    basis: str = Field(examples=["exact"])


class CountShape(Wording):
    """A number of people in words, with what the words allow."""

    least: int | None
    most: int | None


class NumbersShape(BaseModel):
    """Figures that the sentence gives."""

    dead: int | None
    injured: int | None
    arrested: int | None = Field(examples=[10])
    participants: int | None
    words: dict[str, CountShape]


class VoiceShape(BaseModel):
    """One attribution."""

    source: ActorShape | None
    cue: Wording | Stretch | None
    content: list[Stretch]
    manner: str = Field(examples=["indirect"])
    verb: str = Field(examples=["statement"])
    score: float


class RecordShape(BaseModel):
    """One mention of an event in one story."""

    id: str = Field(examples=["9f2c0d6c8f1b4a3e"])
    event: str | None = Field(description="Of the store; in a story alone, inside the story.")
    type: str = Field(examples=["COERCE"])
    mode: str | None = Field(examples=["arrest"])
    auxiliary: str = Field(examples=["actual"])
    contexts: list[str]
    quad: int = Field(examples=[4])
    scale: float | None = Field(examples=[-7.0])
    trigger: Wording
    actors: list[ActorShape]
    recipients: list[ActorShape]
    date: DateShape
    place: PlaceShape | None
    numbers: NumbersShape
    voices: list[VoiceShape]
    evidence: Stretch
    empty: dict[str, str]
    score: float
    coder: str


class StoryHead(BaseModel):
    """A story as it is named beside what it tells."""

    id: str
    url: str
    publisher: str = Field(examples=["Fjord Herald"])
    title: str
    published: str | None = Field(examples=["2024-03-08"])


class RecordItem(RecordShape):
    """A record with its story; `sentence` are the words of its evidence."""

    event_in_story: str
    sentence: str
    story: StoryHead


class RecordsPage(BaseModel):
    """A page of records."""

    items: list[RecordItem]
    next: str | None = Field(description="The cursor of the next page, null after the last.")
    total: int


class VoiceItem(VoiceShape):
    """A voice with its words and its story."""

    words: str
    story: StoryHead


class VoicesPage(BaseModel):
    """A page of voices."""

    items: list[VoiceItem]
    next: str | None = Field(description="The cursor of the next page, null after the last.")
    total: int
