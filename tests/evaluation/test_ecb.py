"""ECB+: only listed sentences, chains over stories, and what the field compares with."""

from __future__ import annotations

import pytest

from dragoman.evaluation.ecb import is_ecb, read_ecb
from dragoman.evaluation.ecb_links import same_lemma
from dragoman.evaluation.lemmas import head_lemma, lemma

STORY = """<Document doc_name="{name}.xml">
<token t_id="1" sentence="0" number="0">Rebels</token>
<token t_id="2" sentence="0" number="1">attacked</token>
<token t_id="3" sentence="1" number="0">Talks</token>
<Markables>
<ACTION_OCCURRENCE m_id="10"><token_anchor t_id="2"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="11"><token_anchor t_id="3"/></ACTION_OCCURRENCE>
<HUMAN_PART_PER m_id="12"><token_anchor t_id="1"/></HUMAN_PART_PER>
<ACTION_OCCURRENCE m_id="13" RELATED_TO="" TAG_DESCRIPTOR="attack" instance_id="ACT1"/>
</Markables>
<Relations><CROSS_DOC_COREF r_id="5" note="ACT1"><source m_id="10"/><target m_id="13"/></CROSS_DOC_COREF></Relations>
</Document>"""


@pytest.fixture(name="folder")
def _folder(tmp_path):
    texts = tmp_path / "ECB+" / "1"
    texts.mkdir(parents=True)
    for name in ("1_1ecb", "1_2ecb"):
        (texts / f"{name}.xml").write_text(STORY.format(name=name))
    table = "Topic,File,Sentence Number\n1,1ecb,0\n1,2ecb,0\n"
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text(table)
    return tmp_path


def test_a_release_is_known_by_its_list(folder, tmp_path_factory):
    assert is_ecb(folder)
    assert not is_ecb(tmp_path_factory.mktemp("other"))


def test_only_listed_sentences_are_read(folder):
    assert [mention.words for story in read_ecb(folder) for mention in story.mentions] == [
        ("attacked",),
        ("attacked",),
    ]


def test_a_chain_runs_over_stories(folder):
    assert {mention.event for story in read_ecb(folder) for mention in story.mentions} == {"1 ACT1"}


def test_who_takes_part_is_what_the_sentence_says(folder):
    assert read_ecb(folder)[0].mentions[0].around == {"who": ("Rebels",)}


def test_mentions_with_one_head_lemma_are_one_event(folder):
    mentions = [mention for story in read_ecb(folder) for mention in story.mentions]
    assert same_lemma(mentions) == [["1_1ecb 10", "1_2ecb 10"]]


@pytest.mark.parametrize(
    "forms",
    [
        "attack attacks attacked attacking",
        "stop stopped stopping",
        "acquire acquired acquires",
        "say said",
        "deny denied denies",
    ],
)
def test_inflections_share_a_lemma(forms):
    assert len({lemma(form) for form in forms.split()}) == 1


def test_a_head_is_no_particle():
    assert head_lemma(("checked", "into")) == "check"
