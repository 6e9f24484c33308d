from dataclasses import replace
from io import BytesIO, StringIO

import networkx as nx
import pandas as pd
import pytest

from dragoman.build import open_store
from dragoman.exporting import gdelt
from dragoman.exporting.formats import FORMATS
from dragoman.types import Auxiliary
from tests.builders import a_coded, a_record, a_story
from tests.cli.commands import dragoman
from tests.keeping.builders import put


def a_told(story, **changes):
    """A story of an arrest in Oslo, or with `changes` of something else."""
    record = replace(a_record(), id=f"{story}-r", **changes)
    told = a_story(id=story, publisher=f"{story} news", url=f"https://{story}.example/1")
    return a_coded(told, (record,))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store of an arrest, a meeting and a denied attack."""
    address = str(tmp_path_factory.mktemp("store") / "record.duckdb")
    with open_store(address) as opened:
        meeting = a_told("b", type="CONSULT", mode="visit", quad=1, scale=4.0)
        denied = a_told("c", type="ASSAULT", mode=None, auxiliary=Auxiliary.NEGATION)
        put(opened, a_told("a"), meeting, denied)
    return address


def exported(store, *options):
    result = dragoman("export", "--store", store, *options)
    assert result.exit_code == 0, result.stderr
    return result


@pytest.mark.parametrize("name", FORMATS)
def test_a_store_goes_into_every_format(store, name, tmp_path):
    out = tmp_path / "out"
    result = exported(store, "--format", name, "--out", str(out))
    assert out.stat().st_size > 0
    assert "3 events fit" in result.stderr


def test_pandas_reads_polecats_rows(store):
    result = exported(store, "--format", "polecat")
    table = pd.read_csv(StringIO(result.stdout), sep="\t")
    assert sorted(table["Event Type"]) == ["COERCE", "CONSULT"]
    assert table["Source"].notna().all()


def test_what_is_not_told_as_actual_goes_along_when_asked_for(store):
    result = exported(store, "--format", "polecat", "--all-auxiliaries")
    assert "ASSAULT" in result.stdout


def test_sentences_are_numbered(store):
    icews = pd.read_csv(StringIO(exported(store, "--format", "icews").stdout), sep="\t")
    assert icews["Sentence Number"].tolist() == [1, 1]
    mentions = exported(store, "--format", "gdelt-mentions").stdout
    names = gdelt.MENTION_COLUMNS
    assert set(pd.read_csv(StringIO(mentions), sep="\t", names=names)["SentenceID"]) == {1}


def test_events_can_be_chosen(store):
    result = exported(store, "--format", "csv", "--type", "COERCE")
    assert pd.read_csv(StringIO(result.stdout))["type"].tolist() == ["COERCE"]
    assert "no events fit" in exported(store, "--format", "csv", "--type", "AID").stderr


def test_texts_go_along_when_asked_for(store):
    options = ("--format", "parquet", "--table", "records", "--with-text")
    table = pd.read_parquet(BytesIO(exported(store, *options).stdout_bytes))
    assert set(table["text"]) == {a_story().text}
    plain = exported(store, "--format", "plover").stdout
    assert "talks had failed" not in plain


def test_networkx_reads_the_network(store):
    result = exported(store, "--format", "graphml")
    assert nx.read_graphml(BytesIO(result.stdout_bytes)).number_of_edges() == 2


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (("--format", "polecat", "--table", "records"), "polecat has one table"),
        (("--format", "csv", "--since", "yesterday"), "since must be a day"),
        (("--format", "csv", "--out", "/nowhere/out"), "cannot write /nowhere/out"),
    ],
)
def test_a_wrong_option_is_one_line(store, options, fault):
    result = dragoman("export", "--store", store, *options)
    assert result.exit_code == 2
    assert fault in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_store_that_is_not_there_is_named(tmp_path):
    missing = str(tmp_path / "none.duckdb")
    result = dragoman("export", "--store", missing, "--format", "polecat")
    assert result.exit_code == 2
    assert f"no store {missing}" in result.stderr
