"""Stories: in a list, whole, and coded without being kept."""

from __future__ import annotations

from pydantic import BaseModel, Field

from dragoman.api.models.judged import CorrectionShape
from dragoman.api.models.records import RecordShape, StoryHead, Stretch, VoiceShape


class StoryItem(StoryHead):
    """A story in a list."""

    language: str = Field(examples=["en"])
    copy_of: str | None = Field(description="The story whose text it repeats, or null.")
    added: str = Field(description="When it came in, UTC.")


class StoriesPage(BaseModel):
    """A page of stories."""

    items: list[StoryItem]
    next: str | None = Field(description="The cursor of the next page, null after the last.")
    total: int


class StoryShape(StoryHead):
    """A story with its text."""

    published_evidence: str
    language: str
    text: str


class KeptStory(StoryShape):
    """A story of the store."""

    copy_of: str | None


class WholeStory(BaseModel):
    """A story with all that was read from it; spans count characters of its text."""

    story: KeptStory
    records: list[RecordShape]
    voices: list[VoiceShape]
    furniture: list[Stretch]
    corrections: list[CorrectionShape]
    events: dict[str, str] = Field(description="The event of each record.")


class CodedShape(BaseModel):
    """A story that was coded for the asking, in the form of docs/record.md."""

    story: StoryShape
    records: list[RecordShape]
    voices: list[VoiceShape]
    furniture: list[Stretch]
