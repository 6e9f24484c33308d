"""What people and the program judge, and what people correct: in both directions."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from dragoman.api.models.records import RecordItem

_ID = Field(max_length=300, min_length=1, examples=["9f2c0d6c8f1b4a3e"])
_WHY = Field("", max_length=2_000, examples=["the same raid, told a day later"])


class ReasonShape(BaseModel):
    """One comparison behind a link."""

    feature: str = Field(examples=["type"])
    found: str
    weight: float = Field(description="Its part of the log odds.")


class JudgementShape(BaseModel):
    """Whether two records are of one event, by whom and why."""

    id: str
    left: str
    right: str
    answer: Literal["same", "different", "unsure"]
    score: float
    by: str
    person: bool
    at: str
    why: str
    reasons: list[ReasonShape]
    withdrawn_at: str | None
    withdrawn_by: str | None


class CorrectionShape(BaseModel):
    """A person's answer for one field of a record, and the coder's that it stands against."""

    id: str
    record: str
    field: str
    value: JsonValue
    against: JsonValue
    by: str
    at: str
    why: str
    withdrawn_at: str | None
    withdrawn_by: str | None


class NewJudgement(BaseModel):
    """An answer about two records."""

    model_config = ConfigDict(extra="forbid")

    left: str = _ID
    right: str = _ID
    answer: Literal["same", "different", "unsure"]
    why: str = _WHY


class NewCorrection(BaseModel):
    """An answer for one field of a record, as JSON (docs/event.md)."""

    model_config = ConfigDict(extra="forbid")

    record: str = _ID
    field: str = Field(max_length=100, examples=["type"])
    value: JsonValue = Field(examples=["PROTEST"])
    why: str = _WHY


class ReviewItem(BaseModel):
    """A pair of records to be judged; the program has said nothing where `judgement` is null."""

    doubt: str = Field(examples=["the program is not certain"])
    judgement: str | None
    left: RecordItem
    right: RecordItem
    score: float | None
    reasons: list[ReasonShape]
    said: list[JudgementShape] = Field(description="What people have said of the pair.")


class ReviewQueue(BaseModel):
    """The least certain pairs, the least certain first."""

    items: list[ReviewItem]
