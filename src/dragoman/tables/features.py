"""Which features of GeoNames the full file of places keeps.

The codes are those of https://www.geonames.org/export/codes.html.
"""

from __future__ import annotations

#: Divisions; countries themselves are told by resources/countries.tsv.
DIVISIONS = frozenset({"ADM1", "ADM2", "ADM3"})
#: Places of the past; their names mean what stands there today.
GONE = frozenset({"PPLH", "PPLCH"})

#: Kept whatever they are called: there are few of them, or "Airport", "Dam" stands in the name.
_NAMED = (
    "OCN SEA GULF STRT CONT DSRT ISTH DLTA"  # waters and lands
    " RGNE CST MILB NVB AIRB INSM CMPRF PSTB"  # regions, coasts, bases, camps, border posts
    " AIRP AIRF DAM PSN CNL"  # what is flown to and fought over
)
#: Kept where they have other names enough: most of these are known to their neighbours alone.
_KNOWN = (
    "RGN AREA RGNH ISL ISLS ISLT ATOL PEN BAY CHN SD CAPE PASS MT MTS PK HLL HLLS VLC PLAT PLN"
    " VAL UPLD GLCR STM LK LKS RSV SHOL RF BNK PRT OILF PS BDG PRN BTL MNMT RLG MNSTY PAL CSTL"
)
NAMED, KNOWN = frozenset(_NAMED.split()), frozenset(_KNOWN.split())
#: A creek has one name and perhaps a second; a river that news names has one in each language.
KNOWN_BY = 5


def is_kept(kind: str, feature: str, others: int) -> bool:
    """Whether a feature of this class and code, with so many other names, is kept."""
    if kind == "P":
        return feature not in GONE
    if kind == "A":
        return feature in DIVISIONS or feature == "ZNB"  # a buffer zone
    return feature in NAMED or (feature in KNOWN and others >= KNOWN_BY)
