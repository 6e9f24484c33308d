"""Texts to be coded, and why a record's fields are what they are."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dragoman.api.limits import MOST_CHARACTERS, MOST_HTML
from dragoman.api.models.records import RecordShape


class ToCode(BaseModel):
    """One of a text, a page and an address; the rest is what is known of it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "Police arrested ten people in Oslo on Friday.",
                    "published": "2024-03-08",
                }
            ]
        },
    )

    text: str | None = Field(None, max_length=MOST_CHARACTERS, description="Plain text.")
    html: str | None = Field(None, max_length=MOST_HTML, description="A page's source.")
    url: str | None = Field(
        None, max_length=2_000, description="An http(s) address on the open internet."
    )
    title: str = Field("", max_length=2_000, description="Of a text.")
    publisher: str = Field("", max_length=300, description="Of a text.")
    published: date | None = Field(None, description="Yields to what a page itself says.")

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = [one for one in (self.text, self.html, self.url) if one is not None]
        if len(given) != 1:
            raise ValueError("give one of text, html and url")
        return self


class CandidateShape(BaseModel):
    """A place that a name can mean, with its share of the odds."""

    name: str
    country: str | None
    province: str | None
    feature: str | None
    lat: float | None
    lon: float | None
    share: float


class FieldReason(BaseModel):
    """Why one field is what it is."""

    field: str = Field(examples=["place"])
    text: str | None = Field(description="The story's words.", examples=["Narva"])
    name: str | None = Field(examples=["Narva"])
    basis: str = Field(examples=["exact"])
    score: float | None
    reason: str
    candidates: list[CandidateShape]


class Explained(BaseModel):
    """The reasons of a record; `reasoned` is false where this coder gives no such record now."""

    story: str
    record: RecordShape
    reasoned: bool
    fields: list[FieldReason]
