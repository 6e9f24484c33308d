"""The view over all reports of one happening."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.linking.corroboration import corroboration
from dragoman.linking.event_dates import days_of
from dragoman.linking.event_labels import auxiliary_of, contexts_of, label_of
from dragoman.linking.event_places import place_of
from dragoman.linking.event_sides import sides_of
from dragoman.linking.figures import figures
from dragoman.linking.history import history
from dragoman.linking.stances import disputed, stances
from dragoman.linking.tellings import Telling, tell
from dragoman.ontology import load_ontology
from dragoman.types import Event, Report


def build_event(reports: Sequence[Report]) -> Event:
    """The event that these reports tell of, whatever their order; there is at least one.

    People's corrections are applied to the records before.
    """
    tellings = tell(reports)
    event_type, mode = label_of(tellings)
    actors, recipients = sides_of(tellings)
    first, last = days_of(tellings)
    return Event(
        id=tellings[0].record.id,
        type=event_type,
        mode=mode,
        auxiliary=auxiliary_of(tellings),
        quad=load_ontology().quad(event_type),
        scale=load_ontology().scale(event_type, mode),
        contexts=contexts_of(tellings),
        actors=actors,
        recipients=recipients,
        first=first,
        last=last,
        place=place_of(tellings),
        numbers=figures(tellings),
        reports=tuple(telling.report for telling in tellings),
        corroboration=corroboration(tellings),
        stances=stances(tellings),
        disputed=disputed(tellings),
        first_report=tellings[0].report,
        history=history(reports),
        score=_score(tellings, event_type),
    )


def _score(tellings: Sequence[Telling], event_type: str) -> float:
    """The surest report's of that type: more reports of one wire do not make it surer."""
    return max(each.record.score for each in tellings if each.record.type == event_type)
