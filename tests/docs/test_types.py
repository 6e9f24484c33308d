"""The reference of types names every public type with all its fields."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import pytest

import dragoman
from dragoman import types
from tests.docs.scripts import CHECKOUT

PAGE = (CHECKOUT / "docs" / "types.md").read_text(encoding="utf-8")
PUBLIC = [one for name in dragoman.__all__ if isinstance(one := getattr(types, name, None), type)]


@pytest.mark.parametrize("kind", PUBLIC, ids=lambda kind: kind.__name__)
def test_every_public_type_is_there_with_its_fields(kind):
    section = PAGE.split(f"### {kind.__name__}\n", 1)[1].split("\n### ", 1)[0]
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else list(kind)
    assert [name for name in names if f"`{name}`" not in section] == []
