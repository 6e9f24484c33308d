"""The document that says what the exports hold."""

from pathlib import Path


def exports_document():
    return (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
