"""A short text that changes whenever the store does."""

from __future__ import annotations

from dragoman.store.asked import Asked

#: Adding touches `runs`; people add and withdraw; forgetting leaves tombstones.
_LAST_CHANGE = """
select runs.*, judged.*, corrected.*, forgotten.*
from (select count(*) as runs, max(finished) as finished, sum(stories + set_aside) as outcomes
from runs) runs,
(select count(*) as judged, max(withdrawn_at) as unjudged from judgements where person) judged,
(select count(*) as corrected, max(withdrawn_at) as uncorrected from corrections) corrected,
(select count(*) as forgotten from tombstones) forgotten
"""


def last_change(store: Asked) -> str:
    """The same text as long as nobody adds, judges, corrects, withdraws or forgets."""
    [row] = store.read(_LAST_CHANGE).to_pylist()
    return " ".join(str(value) for value in row.values())
