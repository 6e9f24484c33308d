"""The codebook: what it holds, how labels and CAMEO codes cross, that the gold knows no more."""

import json
from collections import Counter
from importlib import resources

import pytest

from dragoman.errors import SetupError
from dragoman.ontology import Label, load_ontology
from dragoman.types import Auxiliary
from tests.shared import shared

ONTOLOGY = load_ontology()
FOLDER = resources.files("dragoman") / "resources"
PLOVER = (FOLDER / "plover.toml").read_text(encoding="utf-8")

# Types, quads and modes as the annotation guidelines list them.
GUIDELINES = {
    "AGREE": (1, ""),
    "CONSULT": (1, "visit third-party multilateral phone"),
    "SUPPORT": (1, ""),
    "CONCEDE": (1, ""),
    "COOPERATE": (2, ""),
    "AID": (2, ""),
    "RETREAT": (2, "withdraw release disarm ceasefire access resign"),
    "REQUEST": (3, "assist change yield meet"),
    "ACCUSE": (3, "disapprove investigate allege"),
    "REJECT": (3, "assist change yield meet"),
    "THREATEN": (3, "restrict arrest relations expel territory violence"),
    "PROTEST": (4, "demo riot strike hunger boycott obstruct vandalize"),
    "SANCTION": (4, "convict expel withdraw discontinue"),
    "MOBILIZE": (4, "troops weapons police militia"),
    "COERCE": (
        4,
        "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    ),
    "ASSAULT": (
        4,
        "abduct beat torture sexual targeted destroy primitive firearms explosives "
        "suicide-attack aerial drone heavy-weapons crowd-control unconventional",
    ),
}
# How many codes of each family the CAMEO codebook 1.1b3 has; 12 with ICEWS's 1213 and 1214.
FAMILIES = {
    "01": 10,
    "02": 27,
    "03": 28,
    "04": 7,
    "05": 8,
    "06": 5,
    "07": 6,
    "08": 25,
    "09": 5,
    "10": 27,
    "11": 12,
    "12": 28,
    "13": 22,
    "14": 26,
    "15": 6,
    "16": 13,
    "17": 13,
    "18": 14,
    "19": 9,
    "20": 7,
}
LABELS = [
    (name, mode)
    for name, (_, modes) in GUIDELINES.items()
    for mode in (None, *modes.split())
]  # fmt: skip


# --- what it holds ---------------------------------------------------------------------


def test_the_types_quads_and_modes_are_those_of_the_guidelines():
    ours = {
        name: (found.quad, " ".join(found.modes)) for name, found in ONTOLOGY.types.items()
    }  # fmt: skip
    assert ours == GUIDELINES


def test_there_are_thirty_seven_contexts_and_twenty_five_sectors():
    assert len(ONTOLOGY.contexts) == 37
    assert len(ONTOLOGY.sectors) == 25


def test_the_auxiliaries_are_those_of_the_records():
    assert set(ONTOLOGY.auxiliaries) == set(Auxiliary)


def test_only_exchanges_aid_and_sanctions_need_a_recipient():
    needing = {name for name, found in ONTOLOGY.types.items() if found.needs_recipient}
    assert needing == {"COOPERATE", "AID", "SANCTION"}


def test_only_kosovo_has_a_state_number_among_the_codes_that_are_no_country():
    numbers = {code: found.cow for code, found in ONTOLOGY.nonstates.items()}
    assert {code for code, cow in numbers.items() if cow is None} == {
        "UNO",
        "EUR",
        "IGO",
        "NGO",
        "ISM",
        "IMG",
        "MNC",
    }
    assert numbers["KOS"] == 347


@pytest.mark.parametrize(
    ("event_type", "mode", "score"),
    [
        ("CONSULT", "visit", 4.0),
        ("CONSULT", None, 2.5),
        ("ACCUSE", None, -3.0),
        ("PROTEST", "vandalize", -5.0),
        ("REQUEST", "assist", 0.5),
        ("ASSAULT", "unconventional", -10.0),
    ],
)
def test_a_mode_has_its_score_and_no_mode_the_score_of_the_type(event_type, mode, score):
    assert ONTOLOGY.scale(event_type, mode) == score


def test_an_unknown_type_is_a_fault_that_is_named():
    with pytest.raises(SetupError, match="'FIGHT'"):
        ONTOLOGY.quad("FIGHT")


def test_every_marked_choice_has_its_decision():
    marks = [line.split("# decided: ")[1] for line in PLOVER.splitlines() if "# decided: " in line]
    assert set(marks) <= {decision.name for decision in ONTOLOGY.decisions}
    assert marks


# --- labels of other coders ------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ASSAULT", "ASSAULT"),
        ("assault-heavy weapons", "ASSAULT-heavy-weapons"),
        ("Coerce: martial_law", "COERCE-martial-law"),
        ("DEMAND", "REQUEST"),
        ("DEMAND-meet", "REQUEST-meet"),
        ("DISAPPROVE", "ACCUSE-disapprove"),
        ("INVESTIGATE", "ACCUSE-investigate"),
        ("FIGHT firearms", "ASSAULT-firearms"),
        ("FIGHT-execute", "ASSAULT-targeted"),
        ("RESTRICT-ban", "COERCE-restrict"),
        ("THREAT", "THREATEN"),
        ("ASSAULT-assassinate", "ASSAULT-targeted"),
        ("ASSAULT-massacre", "ASSAULT-targeted"),
        ("ASSAULT-cleansing", "ASSAULT"),
        ("RETREAT-return", "RETREAT"),
        ("THREATEN-rights", "THREATEN-restrict"),
        ("COERCE-destroy", "ASSAULT-destroy"),
    ],
)
def test_a_label_of_another_coder_is_mapped_to_ours(written, meant):
    assert str(ONTOLOGY.canonical(written)) == meant


@pytest.mark.parametrize("written", ["", "---", "MURDER", "AGREE-visit", "YIELD", "DISAPPROVE-x"])
def test_a_label_that_nobody_defined_is_not_guessed(written):
    assert ONTOLOGY.canonical(written) is None


def test_a_lumped_label_keeps_all_that_it_may_mean():
    assert ONTOLOGY.merged["YIELD"] == ("CONCEDE", "RETREAT")


def test_hosting_is_a_visit_seen_from_the_other_side():
    assert ONTOLOGY.canonical("CONSULT-host") == Label("CONSULT", "visit", swapped=True)


@pytest.mark.parametrize(("event_type", "mode"), LABELS)
def test_our_own_labels_stay_what_they_are(event_type, mode):
    label = Label(event_type, mode)
    assert ONTOLOGY.canonical(str(label)) == label


# --- CAMEO -----------------------------------------------------------------------------


def test_every_code_of_the_codebook_is_there():
    assert Counter(code[:2] for code in ONTOLOGY.crossings) == FAMILIES


@pytest.mark.parametrize(
    ("code", "event_type", "mode"),
    [
        ("116", "SANCTION", "convict"),
        ("0874", "RETREAT", "withdraw"),
        ("195", "ASSAULT", "aerial"),
        ("175", "ASSAULT", None),
        ("163", "SANCTION", "discontinue"),
        ("045", "CONSULT", "third-party"),
        ("0813", "CONCEDE", None),
        ("055", "CONCEDE", None),
        ("115", "ACCUSE", "allege"),
        ("191", "COERCE", "restrict"),
        ("192", "COERCE", "seize"),
        ("201", "COERCE", "deport"),
        ("186", "ASSAULT", "targeted"),
        ("17", "COERCE", None),
    ],
)
def test_a_cameo_code_crosses_as_decided(code, event_type, mode):
    crossing = ONTOLOGY.from_cameo(code)
    assert crossing is not None
    assert (crossing.type, crossing.mode) == (event_type, mode)


def test_statements_and_appeals_are_codes_without_a_type():
    codes = [code for code in ONTOLOGY.crossings if code[:2] in ("01", "02")]
    assert {ONTOLOGY.crossings[code].type for code in codes} == {None}


@pytest.mark.parametrize("code", ["", "42", "999", "0899", "abc", "2043"])
def test_what_is_no_cameo_code_is_not_found(code):
    assert ONTOLOGY.from_cameo(code) is None


def test_the_host_of_cameo_is_the_recipient_here():
    crossing = ONTOLOGY.from_cameo("043")
    assert crossing is not None
    assert (crossing.mode, crossing.swapped) == ("visit", True)


@pytest.mark.parametrize(("event_type", "mode"), LABELS)
def test_a_record_that_goes_out_comes_back_as_the_same_type_and_no_other_mode(event_type, mode):
    code = ONTOLOGY.to_cameo(event_type, mode)
    if code is None:
        assert str(Label(event_type, mode)) in {"ACCUSE", "ASSAULT", "RETREAT", "RETREAT-resign"}
        return
    crossing = ONTOLOGY.from_cameo(code)
    assert crossing is not None
    assert crossing.type == event_type
    assert crossing.mode in (None, mode)


@pytest.mark.parametrize(
    ("event_type", "mode", "auxiliary", "code"),
    [
        ("COERCE", "arrest", "actual", "173"),
        ("COERCE", "arrest", "historical", "173"),
        ("COERCE", "arrest", "negation", None),
        ("COERCE", "arrest", "hypothetical", None),
        ("COERCE", "arrest", "future", None),
        ("CONSULT", None, "future", "036"),
        ("AID", None, Auxiliary.FUTURE, "033"),
        ("RETREAT", "release", "future", "0353"),
        ("RETREAT", "resign", "future", None),
        ("RETREAT", "resign", "actual", None),
    ],
)
def test_cameo_is_only_told_what_it_can_say(event_type, mode, auxiliary, code):
    assert ONTOLOGY.to_cameo(event_type, mode, auxiliary) == code


# --- reductions ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event_type", "mode", "auxiliary", "reduced"),
    [
        ("CONSULT", "visit", "future", ("AGREE", None, "actual")),
        ("SUPPORT", None, "future", ("AGREE", None, "actual")),
        ("COOPERATE", None, "future", ("AGREE", None, "actual")),
        ("AID", None, "future", ("AGREE", None, "actual")),
        ("RETREAT", "withdraw", "future", ("CONCEDE", None, "actual")),
        ("CONCEDE", None, "future", ("CONCEDE", None, "future")),
        ("CONSULT", "visit", "hypothetical", ("CONSULT", "visit", "hypothetical")),
        ("ASSAULT", "aerial", "hypothetical", ("ASSAULT", "aerial", "hypothetical")),
    ],
)
def test_an_announced_act_is_one_category_for_exports(event_type, mode, auxiliary, reduced):
    found = ONTOLOGY.reduce(event_type, mode, auxiliary)
    assert (found.type, found.mode, found.auxiliary) == reduced
    assert bool(found.rule) == (reduced != (event_type, mode, auxiliary))


def test_violence_that_the_actor_itself_holds_out_is_a_threat():
    found = ONTOLOGY.reduce("ASSAULT", "aerial", "hypothetical", own_words=True)
    assert (found.type, found.mode, found.auxiliary) == ("THREATEN", "violence", "actual")


# --- the gold --------------------------------------------------------------------------


@pytest.mark.shared
@pytest.mark.parametrize("corpus", ["wikinews", "dispatches"])
def test_the_gold_of_train_holds_nothing_that_the_codebook_lacks(corpus):
    folder = shared(f"data/gold/{corpus}")
    ids = json.loads((folder / "splits.json").read_bytes())["train"]
    read = [json.loads((folder / "annotations" / f"{name}.json").read_bytes()) for name in ids]
    events = [event for annotation in read for event in annotation["events"]]
    told = [event["said"]["source"] for event in events if event["said"] is not None]
    parties = [*told, *(each for event in events for each in event["actors"] + event["recipients"])]
    codes = {party.get("country") for party in parties if party} - {None}
    assert events
    assert {context for annotation in read for context in annotation["contexts"]} <= set(
        ONTOLOGY.contexts
    )
    assert all(ONTOLOGY.known(event["type"], event["mode"]) for event in events)
    assert {event["aux"] for event in events} <= set(ONTOLOGY.auxiliaries)
    assert {code for party in parties if party for code in party["sector"]} <= set(ONTOLOGY.sectors)
    assert {"UNO", "EUR", "IGO"} <= codes & set(ONTOLOGY.nonstates)
