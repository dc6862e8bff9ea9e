"""Texts that we labelled ourselves, brought into one form."""

import gzip
import json
import re
from pathlib import Path

import pytest
from spacy.language import Language
from training.names import hand
from training.names.data import Labelled
from training.names.tokens import blank


@pytest.fixture
def finder() -> Language:
    nlp = blank()
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for label, name in (("LOC", "Biella"), ("ORG", "Cirta"))])
    return nlp


def test_labels_without_text_find_theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ner").mkdir()
    with gzip.open(tmp_path / "ner" / "raw_news.jsonl.gz", "wt") as lines:
        lines.write(json.dumps({"text": "Altro."}) + "\n" + json.dumps({"text": "Ieri Velmarina ha chiuso."}) + "\n")
    with gzip.open(tmp_path / "ner" / "kind_wn_dev.conll.gz", "wt") as lines:
        lines.write("Cala\tO\nTalvera\tB-ORG\n\nSale\tO\n\n")
    records = [
        {"id": "n1", "from": "raw_news", "at": [1, 5, 24], "names": [[0, 9, "C"]]},
        {"id": "n2", "from": "kind_wn_dev", "at": [0, 2, 0], "names": [[5, 12, "O"]]},
    ]
    drawn = tmp_path / "drawn.jsonl.gz"
    with gzip.open(drawn, "wt") as lines:
        lines.writelines(json.dumps(record) + "\n" for record in records)
    monkeypatch.setattr(hand, "DRAWN", drawn)
    assert sorted((*hand.read_drawn(tmp_path, dev=False), *hand.read_drawn(tmp_path, dev=True)), key=str) == [
        Labelled("Cala Talvera Sale", ((5, 12, "ORG"),)),
        Labelled("Velmarina ha chiuso", ((0, 9, "COMPANY"),)),
    ]


def test_every_mark_of_our_passages_is_read() -> None:
    records = [json.loads(line) for line in hand.WRITTEN.read_text("utf-8").splitlines()]
    assert len({record["id"] for record in records}) == len(records)
    plain = {record["id"]: hand.marked(record["text"]).text for record in records}
    assert not [one for one, text in plain.items() if re.search(r"\|[A-Z]\]", text)]


def test_parts_cut_no_name_and_keep_all_text() -> None:
    text = "Sale Velmarina.\nCala la Banca di\nTalvera. Poi la Borsa di Milano chiude."
    names = ((5, 14, "COMPANY"), (24, 40, "COMPANY"), (58, 64, "LOC"))
    parts = list(hand.parts(Labelled(text, names), longest=45))
    assert "".join(part.text for part in parts) == text
    assert [part.text[s:e] for part in parts for s, e, _ in part.entities] == [
        "Velmarina",
        "Banca di\nTalvera",
        "Milano",
    ]


def test_facts_name_what_they_list_and_the_rest_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, finder: Language
) -> None:
    record = {
        "text": "La Cirta di Biella compra Banca\nTalvera, dice Talvera.",
        "companies": ["Talvera", "Banca Talvera"],
    }
    (tmp_path / "news.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    monkeypatch.setattr(hand, "FACTS", tmp_path)

    def found(known: dict[str, set[str]]) -> list[tuple[str, str]]:
        (labelled,) = hand.read_facts(finder, {"ORG": set(), **known})
        return [(labelled.text[s:e], label) for s, e, label in labelled.entities]

    bank = ("Banca\nTalvera", "COMPANY")
    assert found({}) == [("Biella", "LOC"), bank, ("Talvera", "COMPANY")]
    assert found({"ORG": {"Cirta"}}) == [("Cirta", "ORG"), ("Biella", "LOC"), bank, ("Talvera", "COMPANY")]
