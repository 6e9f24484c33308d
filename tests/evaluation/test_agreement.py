"""Our figures are those of the shared scoring scripts, on the same predictions."""

import json
import subprocess
import sys
from random import Random

import pytest

from dragoman.evaluation.evaluate import Answer, score
from dragoman.evaluation.gold import load_gold
from tests.evaluation.builders import coded_as, write_lines
from tests.shared import shared

pytestmark = pytest.mark.shared
CORPORA = ("wikinews", "dispatches")


def figures_of(script, gold_dir, tmp_path, codings):
    predicted, ids = tmp_path / "predicted.jsonl", tmp_path / "ids.json"
    write_lines(predicted, codings)
    ids.write_text(json.dumps(json.loads((gold_dir / "splits.json").read_bytes())["dev"]))
    command = [sys.executable, shared(f"evaluation/{script}"), gold_dir, predicted]
    command += ["--ids", ids, "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


@pytest.mark.parametrize("corpus", CORPORA)
@pytest.mark.parametrize(
    ("script", "part"), [("score_events.py", "events"), ("score_voices.py", "voices")]
)
@pytest.mark.parametrize("seed", [None, 1, 2])
def test_figures_are_those_of_the_shared_script(corpus, script, part, seed, tmp_path):
    gold_dir = shared(f"data/gold/{corpus}")
    stories = load_gold(gold_dir, "dev")
    random = None if seed is None else Random(seed)
    codings = [coded_as(story, random) for story in stories]
    answers = [Answer(*pair) for pair in zip(stories, codings, strict=True)]
    theirs = figures_of(script, gold_dir, tmp_path, codings)
    assert score(answers)[part] == theirs


@pytest.mark.parametrize("corpus", CORPORA)
def test_faults_move_every_figure_off_the_hundred(corpus):
    stories = load_gold(shared(f"data/gold/{corpus}"), "dev")
    random = Random(1)
    found = score([Answer(story, coded_as(story, random)) for story in stories])
    figures = {**found["events"], **found["voices"]}
    rows = [figure["f1"] for figure in figures.values() if isinstance(figure, dict)]
    assert rows
    assert all(0 < f1 < 100 for f1 in rows)


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_gold_itself_scores_a_hundred(corpus):
    stories = load_gold(shared(f"data/gold/{corpus}"), "dev")
    events = score([Answer(story, coded_as(story)) for story in stories])["events"]
    assert {figure["f1"] for figure in events.values() if isinstance(figure, dict)} == {100.0}
