"""Each fault in the two tables of the codebook stops the start and is named."""

from importlib import resources

import pytest

from dragoman.errors import SetupError
from dragoman.ontology import read_ontology

FOLDER = resources.files("dragoman") / "resources"
PLOVER = (FOLDER / "plover.toml").read_text(encoding="utf-8")
CAMEO = (FOLDER / "cameo.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("scale = 2.5", "", "plover.toml types: AGREE.scale is missing"),
        ("scale = 2.5", 'scale = "2.5"', "AGREE.scale is not a number"),
        ("scale = 2.5", "scale = true", "AGREE.scale is not a number"),
        ("visit = 4.0", 'visit = "high"', "modes.visit is not a number"),
        ("quad = 1", "quad = 5", "AGREE has quad 5"),
        ("quad = 1", "quad = 3", "AGREE is verbal conflict but its score is 2.5"),
        ("scale = -3.0", "scale = 3.0", "ACCUSE is verbal conflict but its score is 3.0"),
        ("4 = ", "9 = ", "9 is no quad class"),
        ("needs_recipient = false", "", "AGREE.needs_recipient is not true or false"),
        ("[types.CONSULT]", "[types.AGREE]", "plover.toml: Cannot declare"),
        ('"executive",', '"executive", "executive",', "executive is twice among the contexts"),
        ('"executive",', "7,", "contexts holds something that is not a text"),
        ('COP = "police"', 'cop = "police"', "the code cop is not three capitals"),
        ('DEMAND = "REQUEST"', 'DEMAND = "ASK"', "alias DEMAND: there is no type ASK"),
        ("ASSAULT-targeted", "ASSAULT-sniper", "ASSAULT has no mode sniper"),
        ("DEMAND =", "ASSAULT-beat =", "alias ASSAULT-beat is a label of our own"),
        ("DEMAND =", "demand =", "alias demand is not written TYPE-mode"),
        ("CONSULT-host =", "DEMAND =", "DEMAND is an alias twice"),
        ('"CONCEDE", "RETREAT"', '"CONCEDE", "LEAVE"', "merged YIELD: there is no type LEAVE"),
        ('becomes = "actual"', 'becomes = "real"', "there is no auxiliary real"),
        ('types = ["RETREAT"]', 'types = ["FLEE"]', "'announced retreat': there is no type FLEE"),
        ("[nonstate]", "[nonstates]", "nonstate is missing"),
        ('because = "A mode', 'cause = "A mode', "decisions: 3.because is missing"),
        ('version = "', 'version = ["', "plover.toml: "),
    ],
)
def test_a_fault_in_the_codebook_is_named(old, new, fault):
    assert old in PLOVER
    with pytest.raises(SetupError) as caught:
        read_ontology(PLOVER.replace(old, new, 1), CAMEO)
    assert fault in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('030 = { to = "AGREE" }', '030 = { to = "AGRE" }', "code 030: there is no type AGRE"),
        ("CONSULT-phone", "CONSULT-fax", "code 041: CONSULT has no mode fax"),
        ('["economic"]', '["economy"]', "code 0311: there is no context economy"),
        ('"010", "011"', '"010", "010"', "code 010 is there twice"),
        ('"010", "011"', '"010", "030"', "code 030 is there twice"),
        ("031 = {", "030 = {", "cameo.toml: "),
        ("2042 = {", "2142 = {", "code 2142: not a CAMEO code"),
        ('COERCE-cyber = "176"', "", "back has no row for COERCE-cyber"),
        ('COERCE-cyber = "176"', 'COERCE-cyber = "177"', "177 is no code that we read"),
        ('COERCE-cyber = "176"', 'COERCE-cyber = "010"', "010 is no code that we read"),
        ('COERCE-cyber = "176"', 'COERCE-cyber = "173"', "gives 173, which is COERCE-arrest"),
        ('COERCE-cyber = "176"', 'COERCE-cyber = "180"', "gives 180, which is ASSAULT"),
        ('RETREAT-access = "0355"', 'RETREAT-return = "0355"', "RETREAT has no mode return"),
        ("swapped = true", 'swapped = "yes"', "043.swapped is not true or false"),
    ],
)
def test_a_fault_in_the_crosswalk_is_named(old, new, fault):
    assert old in CAMEO
    with pytest.raises(SetupError) as caught:
        read_ontology(PLOVER, CAMEO.replace(old, new, 1))
    assert fault in str(caught.value)
