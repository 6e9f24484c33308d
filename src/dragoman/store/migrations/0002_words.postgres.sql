-- Text search: the expressions are those of search_postgres.py, which a test compares.

create index story_words on stories using gin ((setweight(to_tsvector('english'::regconfig, regexp_replace(normalize(lower(title), nfkd), E'[\u0300-\u036f]', '', 'g')), 'A') || to_tsvector('english'::regconfig, regexp_replace(normalize(lower(left(text, 300000)), nfkd), E'[\u0300-\u036f]', '', 'g'))))

create index record_words on records using gin (to_tsvector('english'::regconfig, regexp_replace(normalize(lower(evidence), nfkd), E'[\u0300-\u036f]', '', 'g'))) where newest
