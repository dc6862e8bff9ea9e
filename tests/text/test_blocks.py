"""Blocks, written as one line each: kind, text, the text of the block that heads it (and, for a cell, of its column)."""

import pytest

from estrattore.text import read_layout


def outline(source):
    layout = read_layout(source)
    said = [layout.text[block.start : block.end] for block in layout.blocks]

    def name(index):
        return "" if index is None else said[index]

    return [
        " | ".join(filter(None, (block.kind, said[number], name(block.parent), name(block.column))))
        for number, block in enumerate(layout.blocks)
    ]


CASES = {
    "title above all": (
        "Velmarina cresce in Spagna\nIl gruppo ha comprato due società.\n\nI conti\n\nI ricavi salgono del 5% a 487 milioni di euro.",
        [
            "heading | Velmarina cresce in Spagna",
            "paragraph | Il gruppo ha comprato due società. | Velmarina cresce in Spagna",
            "heading | I conti | Velmarina cresce in Spagna",
            "paragraph | I ricavi salgono del 5% a 487 milioni di euro. | I conti",
        ],
    ),
    "marked headings": (
        "# Velmarina\n\n## Conti\n\nRicavi in crescita.\n\n## Persone\n\nParla Nadia Corvetti.",
        [
            "heading | Velmarina",
            "heading | Conti | Velmarina",
            "paragraph | Ricavi in crescita. | Conti",
            "heading | Persone | Velmarina",
            "paragraph | Parla Nadia Corvetti. | Persone",
        ],
    ),
    "list": (
        "Il gruppo ha chiuso i conti.\nI numeri:\n- ricavi a 487 milioni\n- utile a 22 milioni\n\nTutto bene, dice il presidente.",
        [
            "paragraph | Il gruppo ha chiuso i conti.",
            "paragraph | I numeri:",
            "list_item | ricavi a 487 milioni | I numeri:",
            "list_item | utile a 22 milioni | I numeri:",
            "paragraph | Tutto bene, dice il presidente.",
        ],
    ),
    "labels": (
        "Conto economico (valori in migliaia di euro)\nRicavi: 5.214\nEbitda: 547",
        [
            "heading | Conto economico (valori in migliaia di euro)",
            "label | Ricavi: 5.214 | Conto economico (valori in migliaia di euro)",
            "label | Ebitda: 547 | Conto economico (valori in migliaia di euro)",
        ],
    ),
    "rows of figures": (
        "Dati in milioni di euro:\nRicavi 5.214 4.813\nUtile 90 81",
        [
            "paragraph | Dati in milioni di euro:",
            "label | Ricavi 5.214 4.813 | Dati in milioni di euro:",
            "label | Utile 90 81 | Dati in milioni di euro:",
        ],
    ),
    "barred table": (
        "Valori in migliaia di euro\n\n| Voce | 2024 |\n|---|---|\n| Ricavi | 5.214 |\n| Utile | (90) |",
        [
            "heading | Valori in migliaia di euro",
            "heading | Voce | Valori in migliaia di euro",
            "heading | 2024 | Valori in migliaia di euro",
            "cell | Ricavi | Valori in migliaia di euro | Voce",
            "cell | 5.214 | Ricavi | 2024",
            "cell | Utile | Valori in migliaia di euro | Voce",
            "cell | (90) | Utile | 2024",
        ],
    ),
    "tabs": (
        "Voce\t2024\t2023\nRicavi\t5.214\t4.813",
        [
            "heading | Voce",
            "heading | 2024",
            "heading | 2023",
            "cell | Ricavi | Voce",
            "cell | 5.214 | Ricavi | 2024",
            "cell | 4.813 | Ricavi | 2023",
        ],
    ),
    "columns": (
        "Velmarina      8 miliardi di euro\nTessalba      15 miliardi di euro",
        [
            "cell | Velmarina",
            "cell | 8 miliardi di euro | Velmarina",
            "cell | Tessalba",
            "cell | 15 miliardi di euro | Tessalba",
        ],
    ),
    "an empty corner": (
        "Valori in migliaia di euro\n\n              2025     2024\nRicavi       5.214    4.813\n\n| | Quota |\n| Cuneo | 40% |",
        [
            "heading | Valori in migliaia di euro",
            "heading | 2025 | Valori in migliaia di euro",
            "heading | 2024 | Valori in migliaia di euro",
            "cell | Ricavi | Valori in migliaia di euro",
            "cell | 5.214 | Ricavi | 2025",
            "cell | 4.813 | Ricavi | 2024",
            "heading | Quota | Valori in migliaia di euro",
            "cell | Cuneo | Valori in migliaia di euro",
            "cell | 40% | Cuneo | Quota",
        ],
    ),
    "a bar in a headline is no table": (
        "Velmarina cresce | Il Corriere di Cuneo",
        ["paragraph | Velmarina cresce | Il Corriere di Cuneo"],
    ),
    "a tab behind a label is no table": (
        "Velmarina (Cuneo):\tmotori e barche per tutti.",
        ["paragraph | Velmarina (Cuneo):\tmotori e barche per tutti."],
    ),
    "one line": ("Velmarina cresce", ["paragraph | Velmarina cresce"]),
    "nothing": ("  \n ", []),
}


@pytest.mark.parametrize(("source", "blocks"), CASES.values(), ids=CASES)
def test_blocks_and_what_heads_them(source, blocks):
    assert outline(source) == blocks


def test_cells_end_where_they_end():
    assert read_layout("| Voce | 2024 |\n| Ricavi | 5 milioni |").text.split("\n\n") == [
        "Voce",
        "2024",
        "Ricavi",
        "5 milioni",
    ]
