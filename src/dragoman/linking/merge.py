"""The view over all reports of one happening."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.linking.core import core_of
from dragoman.linking.event_labels import contexts_of
from dragoman.linking.event_sides import sides_of
from dragoman.linking.history import history
from dragoman.linking.stances import stances
from dragoman.linking.tellings import Telling, tell
from dragoman.ontology import load_ontology
from dragoman.types import Event, Report


def build_event(reports: Sequence[Report]) -> Event:
    """The event that these reports tell of, whatever their order; there is at least one.

    People's corrections are applied to the records before.
    """
    tellings = tell(reports)
    core = core_of(tellings)
    actors, recipients = sides_of(tellings)
    return Event(
        id=tellings[0].record.id,
        type=core.type,
        mode=core.mode,
        auxiliary=core.auxiliary,
        quad=load_ontology().quad(core.type),
        scale=load_ontology().scale(core.type, core.mode),
        contexts=contexts_of(tellings),
        actors=actors,
        recipients=recipients,
        first=core.first,
        last=core.last,
        place=core.place,
        numbers=core.numbers,
        reports=tuple(telling.report for telling in tellings),
        corroboration=core.corroboration,
        stances=stances(tellings),
        disputed=core.disputed,
        first_report=tellings[0].report,
        history=history(tellings, core),
        score=_score(tellings, core.type),
    )


def _score(tellings: Sequence[Telling], event_type: str) -> float:
    """The surest report's of that type: more reports of one wire do not make it surer."""
    return max(each.record.score for each in tellings if each.record.type == event_type)
