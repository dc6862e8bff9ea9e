"""How spaCy gets the component `estrattore`; light, since spaCy imports every entry point with every pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from estrattore.pipeline.component import Estrattore


@Language.factory("estrattore", default_config={"companies": None, "min_confidence": None})
def make_estrattore(nlp: Language, name: str, companies: str | None, min_confidence: float | None) -> Estrattore:
    """Build the component for `nlp.add_pipe("estrattore", config={"companies": "mie.csv"})`."""
    from estrattore.pipeline.component import Estrattore

    return Estrattore(nlp, companies=companies, min_confidence=min_confidence)
