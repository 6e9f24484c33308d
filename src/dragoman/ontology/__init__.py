"""PLOVER as data: types, quad classes, modes, scores, contexts, sectors, and the way to CAMEO.

Read from resources/plover.toml and resources/cameo.toml and checked as a whole, so that
nothing later meets a label that is not there.  A fault is a SetupError that names it.
"""

from dragoman.ontology.codebook import (
    Crossing,
    Decision,
    EventType,
    Label,
    Mode,
    NonState,
    Ontology,
    Reduced,
    Reduction,
)
from dragoman.ontology.reading import load_ontology, read_ontology

__all__ = [
    "Crossing",
    "Decision",
    "EventType",
    "Label",
    "Mode",
    "NonState",
    "Ontology",
    "Reduced",
    "Reduction",
    "load_ontology",
    "read_ontology",
]
