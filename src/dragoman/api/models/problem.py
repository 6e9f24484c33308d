"""What an error looks like."""

from __future__ import annotations

from pydantic import BaseModel, Field


class Problem(BaseModel):
    """What is wrong, with which one, and what to do (RFC 9457)."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Bad Request"])
    status: int = Field(examples=[400])
    detail: str = Field(examples=["since must be a day as YYYY-MM-DD, not 'yesterday'"])
    kind: str | None = Field(None, description="Of a story that cannot be coded.")


class Health(BaseModel):
    """That the server lives and reaches its store."""

    status: str = Field(examples=["ok"])
    version: str
    store: str = Field(description="What keeps the store.", examples=["duckdb"])
    invented: bool = Field(description="Whether it holds stories of the demo, which are invented.")
