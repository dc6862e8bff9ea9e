"""The tokenizer of our pipelines: spaCy's Italian one, which also parts what news headlines glue together."""

from __future__ import annotations

import spacy
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.language import Language
from spacy.util import compile_infix_regex

# `Roma-Pisa`, `Pd-M5s-Avs` are several names; `Barcellona?Il` lacks a space.
GLUE = (rf"(?<=[{ALPHA}0-9])-(?=[{ALPHA_UPPER}])", rf"(?<=[{ALPHA_LOWER}])[?!…](?=[{ALPHA_UPPER}])", "\ufeff")


def part_glued(nlp: Language) -> Language:
    """Let the tokenizer of a pipeline part glued names; it is saved with the pipeline."""
    infixes = [*(nlp.Defaults.infixes or ()), *GLUE]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[attr-defined]
    return nlp


def blank() -> Language:
    """An empty Italian pipeline with our tokenizer.

    >>> [token.text for token in blank()("Roma-Pisa finisce pari")]
    ['Roma', '-', 'Pisa', 'finisce', 'pari']
    """
    return part_glued(spacy.blank("it"))
