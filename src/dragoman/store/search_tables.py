"""The tables of the search file: which stories and records it holds, and their words."""

from __future__ import annotations

from dragoman.store.indices import Index

#: Raised when the tables change: a file of another layout is made anew.
LAYOUT = 1
#: Above so many finds an order by fitness says nothing and costs much.
RANKED = 20_000
#: English stems, letters without their accents.
_TOKENS = "porter unicode61 remove_diacritics 2"
#: The full-text table of each index.
WORDS = {Index.STORIES: "story_words", Index.RECORDS: "record_words"}

# Numbers are never given twice ("autoincrement"): an index without content cannot lose a row,
# and what has no number any more is not found.
SCHEMA = f"""
pragma journal_mode = wal;
create table stories (
    number integer primary key autoincrement,
    id text not null unique,
    coder integer not null,
    records integer not null
);
create table records (
    number integer primary key autoincrement,
    id text not null,
    story integer not null
);
create index records_of_stories on records (story);
create table state (
    fingerprint text not null
);
create virtual table {WORDS[Index.STORIES]} using fts5(
    title, text, content = '', tokenize = '{_TOKENS}'
);
create virtual table {WORDS[Index.RECORDS]} using fts5(
    evidence, content = '', tokenize = '{_TOKENS}'
);
pragma user_version = {LAYOUT};
"""
