"""Selects of what people and the program said of pairs, for those who judge next."""

from __future__ import annotations

#: All that people judged, withdrawn or not, the earliest first.
BY_PEOPLE = "select j.* from judgements j where j.person order by j.at, j.id"
#: All corrections with the newest answer of their record, null where there is none.
ALL_CORRECTIONS = """
select c.*, r.body from corrections c left join records r on r.id = c.record and r.newest
order by c.at, c.id
"""
#: What the program says of pairs that these records begin.
OF_PROGRAM = """
select j.* from judgements j where not j.person and j.left_record = any(cast($1 as text[]))
"""
_UNJUDGED = """
select j.* from judgements j where not j.person and j.answer = '{answer}' and not exists (
    select 1 from judgements p where p.person and p.withdrawn_at is null
    and p.left_record = j.left_record and p.right_record = j.right_record
) order by j.score {order}, j.id limit $1
"""
#: The program's surest "unsure" and its least sure "same", of which nobody has said anything.
NEAREST_BELOW = _UNJUDGED.format(answer="unsure", order="desc")
NEAREST_ABOVE = _UNJUDGED.format(answer="same", order="asc")
#: Where an id leads that an event had before; and which of these ids are records of today.
LEADS_TO = "select d.event from redirects d where d.old = $1"
IS_RECORD = "select 1 as one from records r where r.newest and r.id = $1"
#: The events of these records.
EVENTS_OF = "select m.record, m.event from membership m where m.record = any(cast($1 as text[]))"
