-- Claims beside their stories, judgements between them, events as views over both.
-- One statement a blank line.  {bytes} is the dialect's type of bytes, {packed} how long
-- texts are pressed where that must be said; days and times are UTC.
-- "at" and "by" are reserved words of DuckDB: SQL quotes them, or puts their table before (j.at).

create table coders (
    number integer not null,          -- in order of first appearance; views show the highest
    name text not null
)

create table runs (
    id text not null,
    coder text not null,
    started timestamp not null,
    finished timestamp,
    stories integer not null,
    set_aside integer not null
)

create table stories (
    id text not null,
    url text not null,
    publisher text not null,
    title text not null,
    published date,
    published_evidence text not null,
    language text not null,
    text text{packed} not null,
    copy_of text not null,            -- the earliest story whose text this one repeats, or itself
    sketch {bytes} not null,          -- the text's minhash, by which copies are found
    coder integer not null,           -- the newest that coded it
    added timestamp not null
)

create table codings (                -- what one coder made of one story, beside its records
    story text not null,
    coder integer not null,
    run text not null,
    body text{packed} not null                -- JSON: sentences and furniture as [start, end]
)

create table set_aside (
    story text not null,
    url text not null,
    kind text not null,
    message text not null,
    run text not null,
    "at" timestamp not null
)

create table records (
    id text not null,
    coder integer not null,
    newest boolean not null,          -- of the story's newest coder
    story text not null,
    event_in_story text not null,
    type text not null,
    mode text,
    auxiliary text not null,
    quad smallint not null,
    scale double precision,
    first date,                       -- both days inclusive
    last date,
    published date,                   -- the story's, for date filters on reports
    publisher text not null,
    actor_names text[] not null,
    actor_countries text[] not null,
    actor_sectors text[] not null,
    recipient_names text[] not null,
    recipient_countries text[] not null,
    recipient_sectors text[] not null,
    voice_names text[] not null,      -- outermost first
    voice_countries text[] not null,
    contexts text[] not null,
    place text,
    place_country text,
    province text,
    latitude double precision,
    longitude double precision,
    score real not null,
    trigger text not null,
    evidence text not null,           -- the words at the record's evidence span
    body text{packed} not null,               -- the record as the JSON of docs/record.md
    vector {bytes} not null           -- the tagger's, one signed byte a dimension
)

create table voices (
    story text not null,
    coder integer not null,
    newest boolean not null,
    position integer not null,        -- in the story, in text order
    source text,
    country text,
    sectors text[] not null,
    verb text not null,
    manner text not null,
    words text not null,              -- the content
    publisher text not null,
    published date,
    body text{packed} not null                -- the voice as JSON
)

create table judgements (
    id text not null,
    left_record text not null,
    right_record text not null,
    answer text not null,
    score real not null,
    "by" text not null,
    person boolean not null,
    "at" timestamp not null,
    why text not null,
    reasons text not null,            -- JSON
    withdrawn_at timestamp,
    withdrawn_by text
)

create table corrections (
    id text not null,
    record text not null,
    field text not null,
    value text not null,              -- JSON
    against text not null,            -- JSON: the coder's answer that was corrected
    "by" text not null,
    "at" timestamp not null,
    why text not null,
    withdrawn_at timestamp,
    withdrawn_by text
)

create table blocks (                 -- which records are worth comparing: those that share a key
    key bigint not null,
    record text not null
)

create table story_keys (             -- which stories may repeat each other: those that share a key
    key bigint not null,
    story text not null
)

create table copies (                 -- pairs of stories of which one repeats the other
    left_story text not null,
    right_story text not null
)

create table membership (
    record text not null,
    event text not null
)

create table redirects (              -- an event's id of another day -> the id it has now
    old text not null,
    event text not null
)

create table events (
    id text not null,
    type text not null,
    mode text,
    auxiliary text not null,
    quad smallint not null,
    scale double precision,
    first date,
    last date,
    first_report timestamp not null,
    actor_names text[] not null,
    actor_countries text[] not null,
    actor_sectors text[] not null,
    recipient_names text[] not null,
    recipient_countries text[] not null,
    recipient_sectors text[] not null,
    voice_names text[] not null,
    voice_countries text[] not null,
    publishers text[] not null,
    contexts text[] not null,
    place text,
    place_country text,
    province text,
    latitude double precision,
    longitude double precision,
    records integer not null,
    stories integer not null,
    corroboration integer not null,
    disputed boolean not null,
    score real not null,
    body text{packed} not null                -- JSON: actors, place, numbers, stances, history
)

create table tombstones (             -- what was forgotten and must not come back
    kind text not null,               -- story, publisher, person
    key text not null,                -- the hash of an id, an address, a text or a name
    "at" timestamp not null,
    "by" text not null,
    why text not null
)
