"""What must hold over the whole codebook; the first fault found is a SetupError that names it."""

from __future__ import annotations

import re

from dragoman.errors import SetupError
from dragoman.ontology.codebook import (
    Crossing,
    EventType,
    Label,
    Ontology,
    Reduction,
    label_of,
    parts,
)


def check(ontology: Ontology) -> None:
    """Nothing, where the codebook is sound."""
    for found in ontology.types.values():
        _check_type(ontology, found)
    _check_lists(ontology)
    _check_aliases(ontology)
    for rule in ontology.reductions:
        _check_reduction(ontology, rule)
    for crossing in ontology.crossings.values():
        _check_crossing(ontology, crossing)
    _check_back(ontology)


def _check_type(ontology: Ontology, found: EventType) -> None:
    if found.quad not in ontology.quads:
        raise SetupError(f"plover.toml: {found.name} has quad {found.quad}, which is none")
    cooperates = found.quad <= 2
    if cooperates != (found.scale > 0):
        kind = ontology.quads[found.quad]
        raise SetupError(f"plover.toml: {found.name} is {kind} but its score is {found.scale}")


def _check_lists(ontology: Ontology) -> None:
    lists = {"contexts": ontology.contexts, "auxiliaries": ontology.auxiliaries}
    for name, values in lists.items():
        for value in values:
            if values.count(value) > 1:
                raise SetupError(f"plover.toml: {value} is twice among the {name}")
    for code in ontology.sectors.keys() | ontology.nonstates.keys():
        if not re.fullmatch("[A-Z]{3}", code):
            raise SetupError(f"plover.toml: the code {code} is not three capitals")


def _check_aliases(ontology: Ontology) -> None:
    for written, label in ontology.aliases.items():
        if ontology.known(*parts(written)):
            raise SetupError(f"plover.toml: the alias {written} is a label of our own")
        if str(label_of(written)) != written:
            raise SetupError(f"plover.toml: the alias {written} is not written TYPE-mode")
        _check_label(ontology, label, f"plover.toml: alias {written}")
    for written, names in ontology.merged.items():
        for name in names:
            _check_label(ontology, Label(name), f"plover.toml: merged {written}")


def _check_label(ontology: Ontology, label: Label, where: str) -> None:
    if label.type not in ontology.types:
        raise SetupError(f"{where}: there is no type {label.type}")
    if not ontology.known(label.type, label.mode):
        raise SetupError(f"{where}: {label.type} has no mode {label.mode}")


def _check_reduction(ontology: Ontology, rule: Reduction) -> None:
    where = f"plover.toml: reduction {rule.name!r}"
    for label in (rule.to, *(Label(name) for name in rule.types)):
        _check_label(ontology, label, where)
    for auxiliary in (rule.auxiliary, rule.becomes):
        if auxiliary not in ontology.auxiliaries:
            raise SetupError(f"{where}: there is no auxiliary {auxiliary}")


def _check_crossing(ontology: Ontology, crossing: Crossing) -> None:
    where = f"cameo.toml: code {crossing.code}"
    if not re.fullmatch("(0[1-9]|1[0-9]|20)[0-9]{1,2}", crossing.code):
        raise SetupError(f"{where}: not a CAMEO code of three or four digits")
    if crossing.type is not None:
        _check_label(ontology, Label(crossing.type, crossing.mode), where)
    for context in crossing.contexts:
        if context not in ontology.contexts:
            raise SetupError(f"{where}: there is no context {context}")


def _check_back(ontology: Ontology) -> None:
    for label in _labels(ontology):
        if str(label) not in ontology.back:
            raise SetupError(f"cameo.toml: back has no row for {label}")
    for table in (ontology.back, ontology.back_future):
        for written, code in table.items():
            _check_label(ontology, label_of(written), f"cameo.toml: back {written}")
            found = ontology.crossings.get(code)
            if code and (found is None or found.type is None):
                raise SetupError(f"cameo.toml: back {written}: {code} is no code that we read")
    for written, code in ontology.back.items():
        _check_round_trip(ontology.crossings.get(code), label_of(written))


def _check_round_trip(found: Crossing | None, label: Label) -> None:
    if found is None or (found.type == label.type and found.mode in (None, label.mode)):
        return
    reached = Label(found.type or "", found.mode)
    raise SetupError(f"cameo.toml: back {label} gives {found.code}, which is {reached}")


def _labels(ontology: Ontology) -> list[Label]:
    types = ontology.types.values()
    plain = [Label(found.name) for found in types]
    return plain + [Label(found.name, mode) for found in types for mode in found.modes]
