"""What people said of records that the newest coder no longer gives, or answers otherwise."""

from __future__ import annotations

#: Standing judgements on a record that no newest coder has.
STALE_JUDGEMENTS = """
select j.* from judgements j where j.person and j.withdrawn_at is null and not (
    exists (select 1 from records r where r.newest and r.id = j.left_record)
    and exists (select 1 from records r where r.newest and r.id = j.right_record)
) order by j.at, j.id
"""
#: Standing corrections with the newest answer of their record, null where there is none.
CORRECTIONS = """
select c.*, r.body from corrections c left join records r on r.id = c.record and r.newest
where c.withdrawn_at is null order by c.at, c.id
"""
