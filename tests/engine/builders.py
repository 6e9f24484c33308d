"""Stories in files, and runs of the engine over them."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from uuid import uuid4

from dragoman.build import load
from dragoman.contract.writing import outcome_line
from dragoman.gathering.inputs import gather
from dragoman.pipeline import run
from dragoman.settings import Settings
from dragoman.store.lakes.journal import make_lake
from dragoman.store.lakes.layout import Mark, files_of
from dragoman.store.requests import Run

TINY = Path(__file__).parents[1] / "tiny_model"
SETTINGS = Settings(model=str(TINY), min_score=0.9)
DEMO = Path(__file__).parents[2] / "src/dragoman/resources/demo/stories.jsonl"
STORIES, FILES = 36, 4
#: What differs from one run to the next.
TIMES = {"added", "at", "run", "first_report", "rowid"}


@dataclass(frozen=True)
class Ran:
    """A lake, the folder that it was made of, and what its run told."""

    lake: Path
    inputs: Path
    finished: object


def some_rows():
    """Stories of which some come twice, share an id, have no day, or cannot be coded."""
    lines = DEMO.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines[:: len(lines) // STORIES][:STORIES]]
    rows[3]["published"] = ""
    extra = [
        rows[5],
        {**rows[9], "id": "copied", "publisher": "copier.example"},
        {
            "id": rows[7].get("id") or "seven",
            "text": "Police arrested a man in Oslo. It is another text.",
        },
        {"id": "empty", "text": " "},
        {"id": "given", "text": "The minister met rebels in Cairo on Monday, officials said."},
        {"id": "given", "text": "The minister did not meet rebels in Cairo on Monday."},
        {"id": "given", "text": "The minister met rebels in Cairo on Monday, officials said."},
        {
            "id": "foreign",
            "text": "Die Polizei hat am Freitag in Oslo zehn Menschen festgenommen. " * 4,
        },
    ]
    return rows + extra


def some_files(folder):
    """These stories in a few files of a folder, and a page beside them."""
    folder.mkdir(parents=True)
    rows = some_rows()
    for at in range(FILES):
        lines = [json.dumps(row) for row in rows[at::FILES]]
        (folder / f"part-{at}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    page = (Path(__file__).parents[2] / "examples/summit.html").read_bytes()
    (folder / "summit.html").write_bytes(page)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


def a_job(lake, *inputs, **changes):
    """A run with the tiny model, whose actors write down what they did after every fourth story."""
    from dragoman.build.lakes import load_joining
    from dragoman.engine.job import Job

    make_lake(lake, Mark(uuid4().hex, "9.9"))
    coder = load(SETTINGS).coder
    job = Job(
        lake=lake.resolve(),
        inputs=inputs,
        run=Run(uuid4().hex, coder, now()),
        load=partial(load, SETTINGS),
        joining=load_joining(),
        actors=2,
        batch=4,
    )
    return replace(job, **changes)


def a_run(job, tell=lambda count: None):
    from dragoman.engine.run import run_job

    return run_job(job, tell, now)


def now():
    return datetime.now(UTC).replace(tzinfo=None)


@cache
def local_lines(*inputs):
    """What `dragoman code` prints on one machine."""
    sources = gather([str(one) for one in inputs])
    return [outcome_line(one) for one in run(sources, partial(load, SETTINGS))]


def lines_in(lake):
    """All lines of the lake, sorted."""
    import pyarrow.parquet as pq

    return sorted(
        line
        for file in files_of(lake, "outcomes")
        for line in pq.read_table(file, columns=["line"], partitioning=None)["line"].to_pylist()
    )


def without_doubles(lines):
    """Each story once, as the first line with its id tells it; each fault once."""
    first = {}
    for line in lines:
        told = json.loads(line)
        first.setdefault(line if "error" in told else told["story"]["id"], line)
    return sorted(first.values())


def coded_in(lake):
    """Those of stories that were coded."""
    return [line for line in lines_in(lake) if "error" not in json.loads(line)]


TABLES = (
    *("stories", "codings", "records", "voices", "set_aside", "copies", "judgements"),
    *("membership", "events", "redirects", "coders"),
)


def content(store):
    """All rows of a store or a lake, sorted, without times, the names of runs, and faces, which a
    lake does not keep."""
    return {name: _rows(store, name) for name in TABLES}


def _rows(store, name):
    found = store.read(f'select * from "{name}"').to_pylist()
    left_out = {*TIMES, "face"}
    kept = [{column: row[column] for column in row if column not in left_out} for row in found]
    for row in kept if name == "events" else ():
        body = json.loads(row["body"])
        body["history"] = [{**change, "at": ""} for change in body["history"]]
        row["body"] = body
    return sorted(kept, key=repr)
