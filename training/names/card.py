"""The model card that lies in each model's folder, written from `meta.json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LABELS = {
    "COMPANY": "named enterprises: industry, banks, funds, publishers, brands that stand for their maker",
    "ORG": "every other named organisation: ministries, authorities, parties, unions, clubs, courts, universities",
    "PER": "named human beings, fictional and dead ones too",
    "LOC": "places",
    "MISC": "works, products, events; keeps them out of the other classes",
}
SETS = {
    "leads_dev": "411 news leads kept out of all training (2025-12 to 2026-02)",
    "passages_dev": "357 passages of one to three sentences kept out of all training, most of them chosen because our models of "
    "autumn 2026 disagreed there: harder than running text",
    "articles": "16 whole articles, economy and general press, 2020 to 2025; small: 89 people, 110 companies, 32 organisations",
    "documents": "21 more whole documents: results, flashes, releases, e-mail, blogs, 2006 to 2025",
    "capitals": "12 titles in capitals of our own",
    "lower": "12 headlines in lower case of our own",
    "unseen": "12 sentences with invented names of our own",
}
HOW = {
    "fast": (
        "spaCy's NER with the architecture of `it_core_news_sm` (hash embeddings, four convolutions of width 96, "
        "transition system), beside them static vectors that the accurate model's encoder gave single words; "
        "a word in capitals or lower case has the vector of its usual form."
    ),
    "accurate": (
        "The six lower layers of multilingual-e5-small with an Italian vocabulary, without the quarter of their attention heads and the "
        "sixth of their inner channels that they used least, and a linear BIO head; taught by twelve layers of the same; weights in signed bytes for ONNX Runtime, decoded by Viterbi; the spaCy component is `estrattore.pipeline.onnx_ner`."
    ),
}
PROCESSORS = {
    "fast": (
        "Measured on x86-64 with AVX-512 only. Its products are in floats through NumPy, whose BLAS has kernels for AVX2 and ARM: "
        "it is the one to take on a processor that multiplies bytes slowly.",
    ),
    "accurate": (
        "Measured on x86-64 with AVX-512, VNNI and AMX only. Weights use half the range of a byte, so that sums stay in range "
        "without VNNI and the finds should be the same; the speed there is not known.",
        "Could be tried without VNNI: `fast`; the floats behind the bytes, which may be no slower there. Could be tried on ARM: the "
        "whole range of a byte, since its products of bytes do not saturate; four bits a weight (`MatMulNBits`), which were "
        "slower than bytes on x86-64.",
        "Not worth a trial: unsigned weights (no fast kernel), bfloat16 where the processor lacks it (emulated, over ten times "
        "slower than floats), OpenVINO (180 MB).",
    ),
}
WEAK = (
    "Titles in capitals and headlines in lower case are far harder than running text (see the table; the sets are small).",
    "ORG is the weakest of the classes that give rows: clubs and cities, ministers and ministries, TV channels and "
    "publishers are confused.",
    "A company nobody wrote about in the training texts is often taken for MISC or ORG when the sentence does not tell.",
    "News language of 2020 to 2026 only; fiction, law and social media were never measured.",
)


def _figure(score: float | Mapping[str, float] | None) -> str:
    """A cell: F1 from a figure or from precision, recall and F1; a dash for nothing."""
    value = score["f"] if isinstance(score, Mapping) else score
    return f"{value:.2f}" if value else "–"


def card(meta: Mapping[str, Any]) -> str:
    """The card's Markdown.

    >>> print(card({"lang": "it", "name": "news_fast", "version": "1", "license": "MIT", "description": "Names",
    ...             "sources": [], "performance": {}}).splitlines()[0])
    # it_news_fast 1
    """
    kind = meta["name"].rpartition("_")[2]
    lines = [
        f"# {meta['lang']}_{meta['name']} {meta['version']}",
        "",
        f"{meta['description']}.",
        "",
        HOW.get(kind, ""),
        "",
    ]
    lines += ["## Labels", "", *(f"- **{label}**: {what}" for label, what in LABELS.items()), ""]
    lines += ["## Licence and data", "", f"Weights: {meta['license']}. Made from:", ""]
    lines += [f"- {source['name']} ({source['author']}; {source['license']})" for source in meta["sources"]]
    lines += [
        "",
        "No annotation of KIND, WikiNEuRal or MultiNERD, no weights of `it_core_news_sm` and no text under a "
        "non-commercial licence went in.",
        "",
        "## Scores",
        "",
        "F1 of exact spans, model alone (lists and rules of the package come on top).",
        "",
        f"| set | {' | '.join(LABELS)} |",
        f"|---|{'---|' * len(LABELS)}",
    ]
    measured = {name: scores for name, scores in meta["performance"].items() if isinstance(scores, Mapping)}
    for name, scores in measured.items():
        cells = (_figure(scores.get(label)) for label in LABELS)
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += ["", *(f"- *{name}*: {SETS[name]}" for name in measured if name in SETS)]
    lines += ["- A dash: none of that label in the set, or none right.", ""]
    if speed := meta["performance"].get("speed"):
        lines += ["## Speed", "", f"{speed}.", ""]
    if notes := PROCESSORS.get(kind):
        lines += ["## Other processors", "", *(f"- {note}" for note in notes), ""]
    lines += ["## Known weaknesses", ""]
    lines += [f"- {weak}" for weak in WEAK]
    lines += ["", "Speed and what was tried: `training/names/EXPERIMENTS.md` in the source repository.", ""]
    return "\n".join(lines)
