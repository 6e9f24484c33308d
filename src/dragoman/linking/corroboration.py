"""How many independent publishers assert an event."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.linking.tellings import Telling, tellers
from dragoman.types import Basis, Stand


def corroboration(tellings: Sequence[Telling]) -> int:
    """The number of independent publishers that tell of the event as a fact.

    A report asserts the event where it tells it as having happened (now or in the past), in
    the story's own voice or through a source that the program can place; "it is believed" and
    a source that resolves to nothing don't count, nor do denials, questions, plans and beliefs.

    Copies are folded first: of all stories that repeat one text the first one in the event (the
    original, if it is there) speaks for all, and its publisher is counted.  A publisher with
    several texts of its own counts once.  So a copy of a story that is there adds nothing, and
    the number never passes that of the publishers.
    """
    return len(tellers([each for each in tellings if each.leads and _asserts(each)]))


def _asserts(telling: Telling) -> bool:
    if telling.stand is not Stand.ASSERTS:
        return False
    if telling.voice is None:
        return True
    source = telling.voice.source
    return source is not None and source.basis is not Basis.NONE
