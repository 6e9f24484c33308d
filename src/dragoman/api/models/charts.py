"""Counts, points and dyads."""

from __future__ import annotations

from pydantic import BaseModel, Field


class Counts(BaseModel):
    """How many there are of each combination."""

    by: list[str] = Field(examples=[["month", "type"]])
    rows: list[list[str | int | None]] = Field(examples=[[["2024-03", "PROTEST", 12]]])
    total: int = Field(description="What fits, each once.")


class Points(BaseModel):
    """Places with their events: latitude, longitude, count, name, country."""

    points: list[list[float | int | str | None]] = Field(
        examples=[[[59.91, 10.75, 12, "Oslo", "NOR"]]]
    )


class Dyads(BaseModel):
    """Pairs of countries: actor, recipient, count, mean scale."""

    rows: list[list[str | int | float | None]] = Field(examples=[[["NOR", "SWE", 7, 3.5]]])
