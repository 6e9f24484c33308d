"""The columns of every table as Arrow types; those of the migrations, which a test compares."""

from __future__ import annotations

import pyarrow as pa

_TEXT, _LIST, _TIME, _DAY = pa.string(), pa.list_(pa.string()), pa.timestamp("us"), pa.date32()
_FLAG, _WHOLE, _REAL, _DOUBLE = pa.bool_(), pa.int32(), pa.float32(), pa.float64()

_SIDES = {
    "actor_names": _LIST,
    "actor_countries": _LIST,
    "actor_sectors": _LIST,
    "recipient_names": _LIST,
    "recipient_countries": _LIST,
    "recipient_sectors": _LIST,
    "voice_names": _LIST,
    "voice_countries": _LIST,
}
_WHERE = {
    "place": _TEXT,
    "place_country": _TEXT,
    "province": _TEXT,
    "latitude": _DOUBLE,
    "longitude": _DOUBLE,
}
_WHAT = {
    "type": _TEXT,
    "mode": _TEXT,
    "auxiliary": _TEXT,
    "quad": pa.int16(),
    "scale": _DOUBLE,
    "first": _DAY,
    "last": _DAY,
}
_WITHDRAWN = {"withdrawn_at": _TIME, "withdrawn_by": _TEXT}

TABLES: dict[str, pa.Schema] = {
    name: pa.schema(list(columns.items()))
    for name, columns in {
        "coders": {"number": _WHOLE, "name": _TEXT},
        "runs": {
            "id": _TEXT,
            "coder": _TEXT,
            "started": _TIME,
            "finished": _TIME,
            "stories": _WHOLE,
            "set_aside": _WHOLE,
        },
        "stories": {
            "id": _TEXT,
            "url": _TEXT,
            "publisher": _TEXT,
            "title": _TEXT,
            "published": _DAY,
            "published_evidence": _TEXT,
            "language": _TEXT,
            "text": _TEXT,
            "copy_of": _TEXT,
            "sketch": pa.binary(),
            "coder": _WHOLE,
            "added": _TIME,
        },
        "codings": {"story": _TEXT, "coder": _WHOLE, "run": _TEXT, "body": _TEXT},
        "set_aside": {
            "story": _TEXT,
            "url": _TEXT,
            "kind": _TEXT,
            "message": _TEXT,
            "run": _TEXT,
            "at": _TIME,
        },
        "records": {
            "id": _TEXT,
            "coder": _WHOLE,
            "newest": _FLAG,
            "story": _TEXT,
            "event_in_story": _TEXT,
            **_WHAT,
            "published": _DAY,
            "publisher": _TEXT,
            **_SIDES,
            "contexts": _LIST,
            **_WHERE,
            "score": _REAL,
            "trigger": _TEXT,
            "evidence": _TEXT,
            "body": _TEXT,
            "vector": pa.binary(),
            "face": pa.binary(),
        },
        "voices": {
            "story": _TEXT,
            "coder": _WHOLE,
            "newest": _FLAG,
            "position": _WHOLE,
            "source": _TEXT,
            "country": _TEXT,
            "sectors": _LIST,
            "verb": _TEXT,
            "manner": _TEXT,
            "words": _TEXT,
            "publisher": _TEXT,
            "published": _DAY,
            "body": _TEXT,
        },
        "judgements": {
            "id": _TEXT,
            "left_record": _TEXT,
            "right_record": _TEXT,
            "answer": _TEXT,
            "score": _REAL,
            "by": _TEXT,
            "person": _FLAG,
            "at": _TIME,
            "why": _TEXT,
            "reasons": _TEXT,
            **_WITHDRAWN,
        },
        "corrections": {
            "id": _TEXT,
            "record": _TEXT,
            "field": _TEXT,
            "value": _TEXT,
            "against": _TEXT,
            "by": _TEXT,
            "at": _TIME,
            "why": _TEXT,
            **_WITHDRAWN,
        },
        "blocks": {"key": pa.int64(), "record": _TEXT},
        "story_keys": {"key": pa.int64(), "story": _TEXT},
        "copies": {"left_story": _TEXT, "right_story": _TEXT},
        "membership": {"record": _TEXT, "event": _TEXT},
        "redirects": {"old": _TEXT, "event": _TEXT},
        "events": {
            "id": _TEXT,
            **_WHAT,
            "first_report": _TIME,
            **_SIDES,
            "publishers": _LIST,
            "contexts": _LIST,
            **_WHERE,
            "records": _WHOLE,
            "stories": _WHOLE,
            "corroboration": _WHOLE,
            "disputed": _FLAG,
            "score": _REAL,
            "body": _TEXT,
        },
        "tombstones": {"kind": _TEXT, "key": _TEXT, "at": _TIME, "by": _TEXT, "why": _TEXT},
    }.items()
}
