"""`evaluate-links` and `train-linker`: figures under their names, a table that is read back."""

from __future__ import annotations

import json

from dragoman.linking.table import read_table
from tests.cli.commands import dragoman

TEXT = "Police in Oslo arrested ten people on Friday."
EVENT = {
    "s": 0,
    "e": "E1",
    "type": "COERCE",
    "mode": "arrest",
    "aux": "actual",
    "trigger": "arrested",
    "actors": [{"text": "Police", "name": "Norwegian police", "country": "NOR", "sector": ["COP"]}],
    "recipients": [{"text": "ten people", "name": "ten people", "country": "NOR", "sector": []}],
    "date": {"text": "Friday", "value": "2024-03-08"},
    "place": {"text": "Oslo", "name": "Oslo", "country": "NOR"},
    "said": None,
}


def a_gold(folder, stories=("a", "b")):
    """A folder of stories of one episode that all tell of the same arrest."""
    for part in ("articles", "annotations"):
        (folder / part).mkdir()
    rows = []
    for name in stories:
        article = {"id": name, "date": "2024-03-08", "text": TEXT, "sentences": [[0, len(TEXT)]]}
        (folder / "articles" / f"{name}.json").write_text(json.dumps(article))
        annotation = {"id": name, "contexts": [], "events": [EVENT]}
        (folder / "annotations" / f"{name}.json").write_text(json.dumps(annotation))
        rows.append(json.dumps({"story": "S1", "article": name, "events": {"E1": "X1"}}))
    (folder / "stories.train.jsonl").write_text("\n".join(rows))
    return folder


def test_every_stage_stands_beside_its_baselines(tmp_path):
    gold = a_gold(tmp_path)
    stories = str(gold / "stories.train.jsonl")
    result = dragoman("evaluate-links", str(gold), "--stories", stories, "--shipped", "--json")
    figures = json.loads(result.stdout)
    for stage in (figures["gold records"], figures["end to end"]):
        for part in (stage, stage["baseline alone"], stage["baseline simple"]):
            assert {"link pair F1", "CoNLL F1", "B-cubed F1"} <= part.keys()
    assert figures["gold records"]["link pair F1"] == 100


def test_further_labels_score_the_same_links_once_more(tmp_path):
    gold = a_gold(tmp_path, stories=("a", "b", "c"))
    *known, unlabelled = (gold / "stories.train.jsonl").read_text().splitlines()
    (gold / "stories.train.jsonl").write_text("\n".join(known))
    (gold / "further.jsonl").write_text(unlabelled)
    files = [
        "--stories",
        str(gold / "stories.train.jsonl"),
        "--further",
        str(gold / "further.jsonl"),
    ]
    result = dragoman("evaluate-links", str(gold), *files, "--shipped", "--json")
    stages = json.loads(result.stdout)
    plain, labelled = stages["gold records"], stages["gold records"]["with further labels"]
    assert (plain["links"], labelled["links"]) == (3, 3)
    assert (plain["link pair precision"], labelled["link pair precision"]) == (33.3, 100)
    assert "baseline simple" in stages["end to end"]["with further labels"]


def test_without_episodes_the_command_says_what_is_missing(tmp_path):
    result = dragoman("evaluate-links", str(a_gold(tmp_path)))
    assert result.exit_code != 0
    assert "--stories" in result.stderr


def test_a_faulty_file_of_episodes_is_named(tmp_path):
    gold = a_gold(tmp_path)
    (gold / "wrong.jsonl").write_text("[]\n")
    result = dragoman("evaluate-links", str(gold), "--stories", str(gold / "wrong.jsonl"))
    assert result.exit_code == 2
    assert "wrong.jsonl" in result.stderr


def test_fitted_weights_are_a_table_that_is_read_back(tmp_path):
    out = tmp_path / "linker.toml"
    result = dragoman("train-linker", "--data", str(a_gold(tmp_path)), "--out", str(out))
    assert result.exit_code == 0
    assert read_table(out.read_text(), "linker.toml").weights["type"]
