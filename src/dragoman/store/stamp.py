"""A short text that changes whenever the store does."""

from __future__ import annotations

from dragoman.store.asked import Asked

#: Adding touches `runs`; people add and withdraw; forgetting leaves tombstones.
_LAST_CHANGE = """
select (select count(*) from runs) as runs, (select max(finished) from runs) as finished,
(select sum(stories + set_aside) from runs) as outcomes,
(select count(*) from judgements where person) as judged,
(select max(withdrawn_at) from judgements where person) as unjudged,
(select count(*) from corrections) as corrected,
(select max(withdrawn_at) from corrections) as uncorrected,
(select count(*) from tombstones) as forgotten
"""


def last_change(store: Asked) -> str:
    """The same text as long as nobody adds, judges, corrects, withdraws or forgets."""
    [row] = store.read(_LAST_CHANGE).to_pylist()
    return " ".join(str(value) for value in row.values())
