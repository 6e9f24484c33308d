"""The reference of the types: each with its docstring and its fields, made from dragoman.types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from inspect import cleandoc, getdoc
from typing import Any

from dragoman import types

#: In the order in which a story meets them.
PARTS: dict[str, tuple[type, ...]] = {
    "What goes in": (types.Page, types.GivenText),
    "A story": (types.Story, types.Span, types.Published),
    "What comes out": (types.Coded, types.SetAside),
    "A record": (
        types.Record,
        types.Actor,
        types.EventDate,
        types.Place,
        types.Numbers,
        types.Count,
        types.Voice,
    ),
    "Words of a field": (types.Auxiliary, types.Basis, types.Manner, types.VoiceVerb),
    "An event": (
        types.Event,
        types.Report,
        types.Stance,
        types.Stand,
        types.Figure,
        types.Change,
    ),
    "What people and the program judged": (
        types.Judgement,
        types.Answer,
        types.Reason,
        types.Correction,
    ),
}
_NAMES = {kind.__name__ for kinds in PARTS.values() for kind in kinds}


def reference() -> str:
    """All types by part: what each is, its fields with their types, its properties."""
    lines: list[str] = []
    for part, kinds in PARTS.items():
        lines.append(f"## {part}\n")
        for kind in kinds:
            lines += [f"### {kind.__name__}\n", _docstring(kind), *_body(kind), ""]
    return "\n".join(lines)


def _body(kind: type) -> Iterator[str]:
    if is_dataclass(kind):
        yield "| field | type | where nothing is given |\n|---|---|---|"
        yield from map(_field, fields(kind))
        yield from _properties(kind)
    elif issubclass(kind, StrEnum):
        yield "One of " + ", ".join(f"`{value}`" for value in kind) + "."


def _docstring(kind: type) -> str:
    """The docstring as it stands; a single backquoted word stays one in Markdown."""
    return cleandoc(getdoc(kind) or "") + "\n"


def _field(field: Field[Any]) -> str:
    return f"| `{field.name}` | {_linked(str(field.type))} | {_default(field)} |"


def _default(field: Field[Any]) -> str:
    if field.default_factory is not MISSING:
        return f"`{field.default_factory()!r}`"
    if field.default is MISSING:
        return "must be given"
    return (
        f"`{field.default!r}`" if not isinstance(field.default, StrEnum) else f"`{field.default}`"
    )


def _properties(kind: type) -> Iterator[str]:
    found = [(name, one) for name, one in vars(kind).items() if isinstance(one, property)]
    if found:
        yield "\n| property | type | answers |\n|---|---|---|"
    for name, one in found:
        annotations = getattr(one.fget, "__annotations__", {})
        says = " ".join((getdoc(one) or "").split())
        yield f"| `{name}` | {_linked(str(annotations.get('return', '')))} | {says} |"


def _linked(written: str) -> str:
    """A type as it is written, with links to the types on this page."""
    escaped = written.replace("|", "\\|")
    return re.sub(r"[A-Za-z]+", _link, escaped)


def _link(found: re.Match[str]) -> str:
    name = found[0]
    return f"[{name}](#{name.lower()})" if name in _NAMES else name
