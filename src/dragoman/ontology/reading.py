"""From the two tables of resources/ to a checked Ontology."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from dragoman.errors import SetupError
from dragoman.ontology.checks import check
from dragoman.ontology.codebook import (
    Crossing,
    Decision,
    EventType,
    Label,
    Mode,
    NonState,
    Ontology,
    Reduction,
    label_of,
)
from dragoman.ontology.table import Table


@cache
def load_ontology() -> Ontology:
    """The ontology that the package brings, read and checked once."""
    folder = resources.files("dragoman") / "resources"
    names = ("plover.toml", "cameo.toml")
    return read_ontology(*((folder / name).read_text(encoding="utf-8") for name in names))


def read_ontology(plover: str, cameo: str) -> Ontology:
    """The ontology in the text of the two tables, checked as a whole."""
    main, codes = _table("plover.toml", plover), _table("cameo.toml", cameo)
    ontology = Ontology(
        version=main.text("version"),
        types={each.key: _event_type(each) for each in main.table("types").tables()},
        quads=_quads(main.table("quads")),
        auxiliaries=main.texts("auxiliaries"),
        contexts=main.texts("contexts"),
        sectors=main.table("sectors").all_texts(),
        nonstates={each.key: _nonstate(each) for each in main.table("nonstate").tables()},
        aliases=_aliases(main),
        merged={key: main.table("merged").texts(key) for key in main.table("merged").values},
        reductions=tuple(_reduction(row) for row in main.rows("reductions")),
        decisions=tuple(_decision(row) for row in main.rows("decisions")),
        crossings=_crossings(codes),
        back=codes.table("back").all_texts(),
        back_future=codes.table("back_future").all_texts(),
    )
    check(ontology)
    return ontology


def _table(name: str, text: str) -> Table:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise SetupError(f"{name}: {fault}") from fault
    return Table(name, "", values)


def _quads(row: Table) -> dict[int, str]:
    for key in row.values:
        if key not in ("1", "2", "3", "4"):
            raise SetupError(f"plover.toml: {key} is no quad class from 1 to 4")
    return {int(key): name for key, name in row.all_texts().items()}


def _event_type(row: Table) -> EventType:
    modes = row.table("modes") if "modes" in row.values else Table(row.where, "modes", {})
    return EventType(
        name=row.key,
        quad=int(row.number("quad")),
        scale=row.number("scale"),
        needs_recipient=row.flag("needs_recipient"),
        says=row.text("says"),
        modes={name: Mode(name, modes.number(name)) for name in modes.values},
    )


def _nonstate(row: Table) -> NonState:
    cow = int(row.number("cow")) if "cow" in row.values else None
    return NonState(row.key, row.text("name"), cow)


def _aliases(main: Table) -> dict[str, Label]:
    plain, swapped = main.table("aliases").all_texts(), main.table("swapped_aliases").all_texts()
    if both := plain.keys() & swapped.keys():
        raise SetupError(f"plover.toml: {min(both)} is an alias twice")
    found = {label: label_of(text) for label, text in plain.items()}
    return found | {label: label_of(text, swapped=True) for label, text in swapped.items()}


def _reduction(row: Table) -> Reduction:
    return Reduction(
        name=row.text("name"),
        types=row.texts("types"),
        auxiliary=row.text("auxiliary"),
        own_words=row.flag("own_words", default=False),
        to=label_of(row.text("to")),
        becomes=row.text("becomes"),
        note=row.text("note"),
    )


def _decision(row: Table) -> Decision:
    return Decision(row.text("name"), row.text("seen"), row.text("chosen"), row.text("because"))


def _crossings(codes: Table) -> dict[str, Crossing]:
    left_out = codes.texts("empty")
    found = {row.key: _crossing(row) for row in codes.table("codes").tables()}
    for code in left_out:
        if code in found or left_out.count(code) > 1:
            raise SetupError(f"cameo.toml: code {code} is there twice")
    return found | {code: Crossing(code) for code in left_out}


def _crossing(row: Table) -> Crossing:
    label = label_of(row.text("to"))
    contexts = row.texts("contexts") if "contexts" in row.values else ()
    note = row.text("note") if "note" in row.values else ""
    swapped = row.flag("swapped", default=False)
    return Crossing(row.key, label.type, label.mode, contexts, swapped, note)
