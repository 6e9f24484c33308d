"""The parts of README and docs that are made from the code (`make docs` puts them in)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, Field, fields
from pathlib import Path

import click
from fastapi.routing import APIRoute

from dragoman.api.routers import ROUTERS
from dragoman.cli import main
from dragoman.evaluation.scoreboard import board_table, curve_table, read_board
from dragoman.exporting.choosing import Wanted
from dragoman.exporting.formats import COLUMNS, EMPTY
from dragoman.exporting.plover import FIELDS
from dragoman.exporting.tables import KINDS, schema_of
from dragoman.ontology import load_ontology
from dragoman.settings import Settings

CHECKOUT = Path(__file__).resolve().parent.parent
WIDTH = 88
QUADS = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}


def commands() -> str:
    """The help of every command, a section each."""
    return "\n".join(_command(name, command) for name, command in sorted(main.commands.items()))


def settings() -> str:
    """The settings as a table: key, environment variable, default."""
    head = "| key | environment | default |\n|---|---|---|"
    return "\n".join([head, *(_setting(field) for field in fields(Settings)), ""])


def ontology() -> str:
    """PLOVER's types with their quad class, score and modes, as a table."""
    head = "| type | means | quad | scale | modes |\n|---|---|---|---|---|"
    return "\n".join([head, *_types(), ""])


def export_columns() -> str:
    """The columns of each tab-separated export, in their order."""
    head = "| format | columns | in their order |\n|---|---|---|"
    return "\n".join([head, *map(_export_columns, COLUMNS), ""])


def export_empty() -> str:
    """The columns that each export leaves empty, with the reason."""
    head = "| format | stays empty | because |\n|---|---|---|"
    rows = [_empty(name, why, left) for name in EMPTY for why, left in EMPTY[name].items()]
    return "\n".join([head, *rows, ""])


def export_fields() -> str:
    """The fields of an object of PLOVER JSON."""
    return _listed(FIELDS) + "\n"


def export_tables() -> str:
    """The columns of our own tables with their types."""
    head = "| table | columns with their types |\n|---|---|"
    return "\n".join([head, *map(_table, KINDS), ""])


def routes() -> str:
    """The routes of the REST interface as a table."""
    head = "| route | answers |\n|---|---|"
    found = [one for router in ROUTERS for one in router.routes if isinstance(one, APIRoute)]
    return "\n".join([head, *map(_route, found), ""])


def scoreboard() -> str:
    """The figures of SCOREBOARD.json with their floors, or a line that there are none yet."""
    path = CHECKOUT / "SCOREBOARD.json"
    if not path.exists():
        return "No figures yet.\n"
    return f"{board_table(read_board(path))}\n"


def curves() -> str:
    """The risk-coverage curves of SCOREBOARD.json."""
    return f"{curve_table(read_board(CHECKOUT / 'SCOREBOARD.json'))}\n"


def bench() -> str:
    """The figures of BENCH.json, or a line that there are none yet."""
    path = CHECKOUT / "BENCH.json"
    if not path.exists():
        return "No figures yet.\n"
    head = "| what | value | unit | cores | ratio | to |\n|---|---|---|---|---|---|"
    return "\n".join([head, *_bench_rows(path), ""])


def _route(route: APIRoute) -> str:
    methods = ", ".join(sorted(route.methods or ()))
    return f"| `{methods} {route.path}` | {' '.join(route.description.split())} |"


def _export_columns(name: str) -> str:
    return f"| `{name}` | {len(COLUMNS[name])} | {_listed(COLUMNS[name])} |"


def _empty(name: str, why: str, columns: tuple[str, ...]) -> str:
    return f"| `{name}` | {_listed(columns)} | {why} |"


def _table(kind: str) -> str:
    fields = schema_of(kind, Wanted(with_text=True))
    columns = ", ".join(f"`{field.name}` {_type(str(field.type))}" for field in fields)
    return f"| `{kind}` | {columns} |"


def _type(name: str) -> str:
    """Arrow's name of a type without the name that it gives to the items of a list."""
    plain = name.replace("element: ", "").replace("item: ", "").replace("[day]", "")
    return plain.replace("list<string>", "list of strings")


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f"`{column}`" for column in columns)


def _command(name: str, command: click.Command) -> str:
    group = main.make_context("dragoman", [name], resilient_parsing=True, terminal_width=WIDTH)
    context = click.Context(command, parent=group, info_name=name, max_content_width=WIDTH)
    return f"### dragoman {name}\n\n```\n{command.get_help(context)}\n```\n"


def _setting(field: Field[object]) -> str:
    default = "none" if field.default in (None, MISSING, "") else f"`{field.default}`"
    return f"| `{field.name}` | `DRAGOMAN_{field.name.upper()}` | {default} |"


def _types() -> Iterator[str]:
    for name, kind in load_ontology().types.items():
        modes = ", ".join(kind.modes) or "none"
        yield f"| {name} | {kind.says} | {QUADS[kind.quad]} | {kind.scale} | {modes} |"


def _bench_rows(path: Path) -> Iterator[str]:
    for row in json.loads(path.read_text(encoding="utf-8")):
        ratio = "" if row.get("ratio") is None else f"{row['ratio']:.2f}"
        yield (
            f"| {row['name']} | {row['value']} | {row['unit']} | {row['cores']}"
            f" | {ratio} | {row.get('ratio_to') or ''} |"
        )
