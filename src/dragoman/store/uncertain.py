"""The pairs of records that the program is least sure of, for a person to judge."""

from __future__ import annotations

from dragoman.store.asked import Asked
from dragoman.store.judged import read_judgement
from dragoman.types import Judgement

_LEAST_CERTAIN = """
select j.* from judgements j where not j.person and j.withdrawn_at is null
and exists (select 1 from records r where r.id = j.left_record and r.newest)
and exists (select 1 from records r where r.id = j.right_record and r.newest)
and not exists (select 1 from judgements p where p.person and p.withdrawn_at is null
    and p.left_record = j.left_record and p.right_record = j.right_record)
order by abs(j.score - cast($1 as double precision)), j.id limit $2
"""


def uncertain(store: Asked, *, same: float, limit: int) -> list[Judgement]:
    """Judgements of the program nearest to `same`, the score that parts its two answers.

    Pairs that a person has judged are left out.
    """
    return [read_judgement(row) for row in store.read(_LEAST_CERTAIN, [same, limit]).to_pylist()]
