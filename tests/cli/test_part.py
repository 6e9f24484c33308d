"""A result in the making is taken up behind its last whole outcome, wherever its run was stopped."""

import json
from dataclasses import dataclass
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.cli.part import PartFolder, open_part
from dragoman.cli.run_book import source_mark
from dragoman.errors import UsageError
from dragoman.types import GivenText, Page, SetAside

ASKED = {"inputs": ["a"], "min_score": 0.0}
HEADING = "story,fault\n"
SOURCES = [GivenText(f"Text {n}. " * n, id=str(n)) for n in range(6)]


@dataclass
class Killed(Exception):
    """Stands for the end of a process at once."""


def outcome_of(source):
    return SetAside(source.id, "json", source.text)


def lines_of(outcome):
    """What is written of an outcome: of every third nothing, as in CSV of one without records."""
    return "" if int(outcome.id) % 3 == 0 else f"{outcome.id},{outcome.message}é\n" * 2


def code(out, sources=SOURCES, *, asked=ASKED, stop=None):
    """One run, killed after so many outcomes if `stop` says so; the number it found done."""
    with open_part(out, asked, heading=HEADING) as part:
        assert part is not None
        done = part.done
        outcomes = (outcome_of(source) for source in islice(part.checked(sources), done, None))
        for number, outcome in enumerate(outcomes):
            if number == stop:
                raise Killed
            part.add(outcome, lines_of(outcome))
        part.finish()
    return done


WHOLE = HEADING + "".join(lines_of(outcome_of(source)) for source in SOURCES)


def stopped(out, after):
    with pytest.raises(Killed):
        code(out, stop=after)
    return PartFolder(out)


def test_a_run_that_is_not_stopped_leaves_its_result_alone(tmp_path):
    assert code(tmp_path / "out.csv") == 0
    assert (tmp_path / "out.csv").read_text() == WHOLE
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.parametrize("after", range(1, 6))
def test_a_stopped_run_is_taken_up_where_it_stood(tmp_path, after):
    out = tmp_path / "out.csv"
    stopped(out, after)
    assert not out.exists()
    assert code(out) == after
    assert out.read_text() == WHOLE


def test_a_run_is_taken_up_as_often_as_it_is_stopped(tmp_path):
    out = tmp_path / "out.csv"
    for _ in range(5):
        stopped(out, 1)
    assert code(out) == 5
    assert out.read_text() == WHOLE


def test_a_run_that_was_stopped_before_its_first_outcome_leaves_nothing(tmp_path):
    stopped(tmp_path / "out.csv", 0)
    assert list(tmp_path.iterdir()) == []


def written(place):
    """All bytes of a stopped run in the order in which they were written."""
    result, book = place.result.read_bytes(), place.book.read_bytes().splitlines(keepends=True)
    ends = [int(line.split(b"\t")[0]) for line in book]
    starts = [len(HEADING), *ends]
    pieces = [("result", HEADING.encode())]
    for start, end, line in zip(starts, ends, book, strict=False):
        pieces += [("result", result[start:end]), ("book", line)]
    return pieces


def test_a_kill_at_any_byte_costs_no_more_than_one_outcome(tmp_path):
    out = tmp_path / "out.csv"
    place = stopped(out, 3)
    asked, pieces = place.run.read_bytes(), written(place)
    total = sum(len(data) for _, data in pieces)
    for cut in range(total + 1):
        left, files = cut, {"result": b"", "book": b""}
        for name, data in pieces:
            files[name] += data[:left]
            left -= min(left, len(data))
        place.folder.mkdir(exist_ok=True)
        for name, data in {**files, "run.json": asked}.items():
            (place.folder / name).write_bytes(data)
        assert code(out) == files["book"].count(b"\n")
        assert out.read_text() == WHOLE
        out.unlink()


@settings(max_examples=100, deadline=None)
@given(name=st.sampled_from(["result", "book"]), place=st.floats(0, 1), noise=st.binary(max_size=9))
def test_whatever_a_crash_has_made_of_the_files_the_result_is_the_same(
    tmp_path_factory, name, place, noise
):
    out = tmp_path_factory.mktemp("crash") / "out.csv"
    path = getattr(stopped(out, 4), name)
    data = path.read_bytes()
    at = int(place * len(data))
    path.write_bytes(data[:at] + noise + data[at + len(noise) :])
    code(out)
    assert out.read_text() == WHOLE


def test_what_was_counted_before_is_counted_again(tmp_path):
    out = tmp_path / "out.csv"
    stopped(out, 4)
    with open_part(out, ASKED, heading=HEADING) as part:
        assert (part.before.stories, dict(part.before.faults)) == (4, {"json": 4})


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ([*SOURCES[:2], GivenText("Other.", id="2"), *SOURCES[3:]], "story 3 is another now"),
        (SOURCES[1:], "story 1 is another now"),
        (SOURCES[:2], "they hold fewer than the 4 stories done"),
    ],
)
def test_other_inputs_are_refused_and_nothing_is_changed(tmp_path, sources, message):
    out = tmp_path / "out.csv"
    place = stopped(out, 4)
    before = {path.name: path.read_bytes() for path in place.folder.iterdir()}
    with pytest.raises(UsageError, match=message):
        code(out, sources)
    assert {path.name: path.read_bytes() for path in place.folder.iterdir()} == before
    assert code(out) == 4


def test_more_inputs_at_the_end_are_no_other_inputs(tmp_path):
    out = tmp_path / "out.csv"
    stopped(out, 4)
    code(out, [*SOURCES, GivenText("More.", id="7")])
    assert out.read_text() == WHOLE + lines_of(SetAside("7", "json", "More."))


def test_another_order_is_refused_with_what_is_other(tmp_path):
    out = tmp_path / "out.csv"
    stopped(out, 4)
    with pytest.raises(UsageError, match=r"begun otherwise: min_score was 0\.0 and is 0\.5;"):
        code(out, asked={**ASKED, "min_score": 0.5})


def test_two_runs_do_not_write_one_result(tmp_path):
    out = tmp_path / "out.csv"
    with (
        open_part(out, ASKED, heading=HEADING),
        pytest.raises(UsageError, match="another run is at work"),
        open_part(out, ASKED, heading=HEADING),
    ):
        pass


def test_a_result_that_is_there_is_not_replaced(tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("mine")
    with pytest.raises(UsageError, match="is there already"), open_part(out, ASKED, heading=""):
        pass
    assert out.read_text() == "mine"


def test_a_kill_while_tidying_up_is_told_to_be_finished(tmp_path):
    out = tmp_path / "out.csv"
    place = stopped(out, 4)
    place.result.rename(out)
    with open_part(out, ASKED, heading=HEADING) as part:
        assert part is None
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_a_kill_while_the_order_was_written_begins_anew(tmp_path):
    out = tmp_path / "out.csv"
    place = PartFolder(out)
    place.folder.mkdir()
    place.run.write_text(json.dumps(ASKED)[:10])
    assert code(out) == 0


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    out = tmp_path / "no" / "out.csv"
    with pytest.raises(UsageError, match="cannot write"), open_part(out, ASKED, heading=""):
        pass


def test_every_part_of_a_source_tells_in_its_mark():
    sources = [
        Page(b"a", "b"),
        Page(b"ab", ""),
        Page(b"a", "b", "utf-8"),
        Page(b"a", "b", None, "2024"),
        GivenText("a", url="b"),
        GivenText("a", title="b"),
        GivenText("\ud800"),
        SetAside("a", "b", "c"),
    ]
    assert len({source_mark(source) for source in sources}) == len(sources)
