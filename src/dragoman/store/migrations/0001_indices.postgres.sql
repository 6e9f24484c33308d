-- What PostgreSQL needs to find rows quickly; DuckDB reads columns whole instead.
-- Ids of stories are whatever their owner gives, of any length: hash indices take them all.

create unique index records_key on records (id, coder)

create index records_story on records using hash (story)

create index records_type on records (type, first)

create index records_days on records (first, last)

create index records_published on records (published)

create index records_latitude on records (latitude) where latitude is not null

create index records_lists on records using gin (
    actor_countries,
    recipient_countries,
    actor_sectors,
    recipient_sectors,
    voice_countries,
    contexts
)

create index stories_id on stories using hash (id)

create index stories_published on stories (published)

create index codings_story on codings using hash (story)

create index codings_run on codings using hash (run)

create index set_aside_story on set_aside using hash (story)

create index voices_story on voices using hash (story)

create index voices_published on voices (published)

create unique index coders_number on coders (number)

create unique index runs_id on runs (id)

create unique index judgements_id on judgements (id)

create index judgements_left on judgements (left_record)

create index judgements_right on judgements (right_record)

create unique index corrections_id on corrections (id)

create index corrections_record on corrections (record)

create index blocks_key on blocks (key)

create index blocks_record on blocks (record)

create index story_keys_key on story_keys (key)

create index story_keys_story on story_keys using hash (story)

create index copies_left on copies using hash (left_story)

create index copies_right on copies using hash (right_story)

create unique index membership_record on membership (record)

create index membership_event on membership (event)

create unique index redirects_old on redirects (old)

create index redirects_event on redirects (event)

create unique index events_id on events (id)

create index events_type on events (type, first)

create index events_days on events (first, last)

create index events_latitude on events (latitude) where latitude is not null

create index events_corroboration on events (corroboration)

create index events_lists on events using gin (
    actor_countries,
    recipient_countries,
    actor_sectors,
    recipient_sectors,
    voice_countries,
    contexts
)

create index tombstones_key on tombstones using hash (key)

-- Text search: small letters without accents, signs as spaces, English stems, no word left out.
-- A list of words has an end in PostgreSQL (1 MB): what is beyond so many letters is not found.

create text search dictionary stems (template = snowball, language = english)

create text search configuration stemmed (copy = pg_catalog.english)

alter text search configuration stemmed alter mapping replace pg_catalog.english_stem with stems

create function plain_words(words text) returns text language sql immutable parallel safe
return translate(
    lower(regexp_replace(normalize(words, nfkd), '[\u0300-\u036f]', '', 'g')),
    '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~‐‑–—‘’“”„«»…',
    '                                            '
)

create function words_of(words text) returns tsvector language sql immutable parallel safe
return to_tsvector('stemmed', plain_words(left(words, 200000)))

create function words_of_story(title text, words text) returns tsvector
language sql immutable parallel safe
return setweight(words_of(left(title, 1000)), 'A') || words_of(words)

create function phrases_of(phrases text[]) returns tsquery language sql immutable parallel safe
return (
    select cast(string_agg('(' || phrase || ')', ' & ') as tsquery)
    from (
        select cast(phraseto_tsquery('stemmed', plain_words(one)) as text) as phrase
        from unnest(phrases) as asked (one)
    ) parts
    where phrase <> ''
)

create index records_words on records using gin (words_of(evidence))

create index stories_words on stories using gin (words_of_story(title, text))
