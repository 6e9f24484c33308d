"""Rows between Arrow and PostgreSQL: types, and the one letter that PostgreSQL cannot keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import psycopg
import pyarrow as pa

#: No text of PostgreSQL holds the letter of number 0.  It is kept as one that stands for no
#: character either, and no text brings along.
_NUL, _KEPT = "\x00", "\ufdd0"

_TYPES: dict[pa.DataType, str] = {
    pa.string(): "text",
    pa.null(): "text",
    pa.list_(pa.string()): "text[]",
    pa.binary(): "bytea",
    pa.bool_(): "bool",
    pa.int16(): "int2",
    pa.int32(): "int4",
    pa.int64(): "int8",
    pa.float32(): "float4",
    pa.float64(): "float8",
    pa.date32(): "date",
    pa.timestamp("us"): "timestamp",
}
#: By the numbers of PostgreSQL's types; an array has one of its own.
_ARROW: dict[int, pa.DataType] = {
    16: pa.bool_(),
    17: pa.binary(),
    20: pa.int64(),
    21: pa.int16(),
    23: pa.int32(),
    26: pa.int64(),
    700: pa.float32(),
    701: pa.float64(),
    1000: pa.list_(pa.bool_()),
    1005: pa.list_(pa.int16()),
    1007: pa.list_(pa.int32()),
    1009: pa.list_(pa.string()),
    1015: pa.list_(pa.string()),
    1016: pa.list_(pa.int64()),
    1021: pa.list_(pa.float32()),
    1022: pa.list_(pa.float64()),
    1082: pa.date32(),
    1114: pa.timestamp("us"),
    1184: pa.timestamp("us", "UTC"),
    1182: pa.list_(pa.date32()),
    1700: pa.float64(),  # sums and means of whole numbers, which DuckDB gives so too or wider
}


def type_name(kind: pa.DataType) -> str:
    """PostgreSQL's name of an Arrow type."""
    return _TYPES[kind]


def storable(value: object) -> object:
    """A parameter or a field as PostgreSQL can keep it."""
    if isinstance(value, str):
        return value.replace(_NUL, _KEPT)
    if isinstance(value, list):
        return [storable(one) for one in value]
    return value


def rows_to_copy(rows: pa.Table) -> Iterator[tuple[object, ...]]:
    """The rows for a copy into a table."""
    return zip(*(_written(column) for column in rows.columns), strict=True)


def arrow_table(cursor: psycopg.Cursor[tuple[object, ...]]) -> pa.Table:
    """All rows that a cursor has found."""
    columns = cursor.description or []
    rows = cursor.fetchall()
    values = zip(*rows, strict=True) if rows else ((),) * len(columns)
    arrays = [
        _array(column.type_code, several) for column, several in zip(columns, values, strict=True)
    ]
    return pa.Table.from_arrays(arrays, names=[column.name for column in columns])


def _written(column: pa.ChunkedArray) -> list[object]:
    values: list[object] = column.to_pylist()
    is_text = column.type in (pa.string(), pa.list_(pa.string()))
    return [storable(value) for value in values] if is_text else values


def _array(number: int, values: Sequence[object]) -> pa.Array:
    kind = _ARROW.get(number)
    if kind is None:  # names, times of day, JSON and all else as it reads
        return pa.array([None if one is None else _read(str(one)) for one in values], pa.string())
    if kind == pa.list_(pa.string()):
        return pa.array([_read_all(one) for one in values], kind)
    return pa.array([float(one) if isinstance(one, Decimal) else one for one in values], kind)


def _read(text: str) -> str:
    return text.replace(_KEPT, _NUL)


def _read_all(texts: object) -> list[str | None] | None:
    if not isinstance(texts, list):
        return None
    return [None if one is None else _read(str(one)) for one in texts]
