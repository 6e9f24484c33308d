"""Events, as docs/event.md describes them."""

from __future__ import annotations

from pydantic import BaseModel, Field

from dragoman.api.models.judged import CorrectionShape, JudgementShape
from dragoman.api.models.records import ActorShape, PlaceShape, RecordItem, VoiceShape


class FigureBySource(BaseModel):
    """Who gave which number."""

    source: str
    number: int


class FigureShape(BaseModel):
    """The range of one number over all reports."""

    field: str = Field(examples=["dead"])
    least: int
    most: int | None
    by_source: list[FigureBySource]


class StanceShape(BaseModel):
    """Who stands how to the event, and where."""

    stand: str = Field(examples=["denies"])
    auxiliary: str
    voice: VoiceShape | None
    record: str
    story: str
    publisher: str


class EventItem(BaseModel):
    """An event in a list."""

    id: str
    type: str = Field(examples=["COERCE"])
    mode: str | None = Field(examples=["arrest"])
    auxiliary: str = Field(examples=["actual"])
    contexts: list[str]
    quad: int = Field(examples=[4])
    scale: float | None
    first: str | None = Field(examples=["2024-03-08"])
    last: str | None = Field(examples=["2024-03-08"])
    corroboration: int
    disputed: bool
    score: float
    actors: list[ActorShape]
    recipients: list[ActorShape]
    place: PlaceShape | None
    numbers: list[FigureShape]
    stances: list[StanceShape]
    first_report: str
    records: list[str]


class EventsPage(BaseModel):
    """A page of events."""

    items: list[EventItem]
    next: str | None = Field(description="The cursor of the next page, null after the last.")
    total: int


class ChangeShape(BaseModel):
    """What a report changed in the view when it came in."""

    at: str
    record: str
    field: str
    before: str
    after: str


class ReportShape(BaseModel):
    """One report of the event."""

    record: str
    story: str
    publisher: str
    url: str
    title: str
    published: str | None
    added: str
    copy_of: str | None
    trigger: str
    evidence: str


class WholeEvent(EventItem):
    """An event with its reports, claims, links and corrections."""

    history: list[ChangeShape]
    reports: list[ReportShape]
    claims: dict[str, RecordItem] = Field(description="The records, by id.")
    links: list[JudgementShape]
    corrections: list[CorrectionShape]
