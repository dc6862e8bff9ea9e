"""What a figure is read with: its sentence, what stands before and above it, and the companies that it may belong to."""

from __future__ import annotations

import pytest

from estrattore.facts.find import read
from estrattore.facts.scene import LONGEST, Article, Scene, pieces
from estrattore.finds import Enterprise
from estrattore.text.layout import read_layout
from estrattore.text.sentences import split
from tests.marked import parse


def scenes(marked: str, *, title: str = "") -> list[Scene]:
    """Those of the sentences that have figures."""
    told = parse(marked)
    article = Article.of(told.text, told.finds, title=title, blocks=read_layout(told.text).blocks)
    return [scene for scene, _ in read(article, split(told.text))]


def holders(scene: Scene) -> list[tuple[str, str]]:
    return [(holder.company.name, holder.where) for holder in scene.holders]


@pytest.mark.parametrize(
    ("marked", "title", "expected"),
    [
        ("[Alba] ha [3 euro|€3].", "", [("Alba", "here")]),
        ("[Alba] corre. Piove. [Alba] sale. Piove. Costa [3 euro|€3].", "", [("Alba", "only")]),
        (
            "[Alba] corre con [Norda]. Costa [3 euro|€3].",
            "Conti di Norda",
            [("Alba", "before"), ("Norda", "before"), ("Norda", "title")],
        ),
        ("[Alba] corre. Piove. Costa [3 euro|€3]. [Norda] no.", "", []),
        (
            "[Norda] no. Piove. [Alba], [Alba] e [Alba]. Piove. Costa [3 euro|€3].",
            "",
            [("Alba", "most")],
        ),
        ("Secondo quanto [Equita] stima, [Alba] ha [3 euro|€3].", "", [("Alba", "here")]),
    ],
    ids=["once", "only", "title", "two", "most", "speaker"],
)
def test_holders(marked: str, title: str, expected: list[tuple[str, str]]) -> None:
    (scene,) = scenes(marked, title=title)
    assert holders(scene) == expected


def test_a_title_that_the_text_does_not_repeat_is_a_holder_unless_it_is_a_measure() -> None:
    told = parse("La società ha [3 euro|€3].")
    found = []
    for title in ("Tessalba cresce", "Cedola per i soci"):
        end = title.index(" ")
        named = Enterprise(kind="company", start=0, end=end, name=title[:end], entity_id="t", source="model")
        article = Article.of(told.text, told.finds, title=title, headline=[named])
        found.append([holders(scene) for scene, _ in read(article, split(told.text))])
    assert found == [[[("Tessalba", "headline")]], [[]]]


def test_what_the_rows_before_are_about_is_carried_on_from_sentence_to_sentence() -> None:
    said = "[Alba] e [Norda] corrono. [Alba] ha ricavi per [3 milioni|€3e6]. L'utile è di [2 milioni|€2e6]. Il debito è di [1 milione|€1e6]."
    *_, last = scenes(said)
    assert ("Alba", "heir") in holders(last)


def test_a_list_item_is_read_with_the_heading_of_its_list() -> None:
    *_, last = scenes("Conti di [Alba] nel [2024|2024]\n\n- Ricavi: [9 milioni|€9e6]\n- Debito: [3 milioni|€3e6]")
    assert [item.text for item in last.above if item.kind != "word"] == ["alba", "2024"]
    assert ("Alba", "above") in holders(last)


def test_a_long_sentence_is_cut_behind_commas() -> None:
    text = "tremila euro, " * 400
    found = list(pieces(text, (0, len(text))))
    assert all(end - start <= LONGEST and text[end - 1] in ", " for start, end in found)
    assert "".join(text[start:end] for start, end in found) == text


def test_without_a_company_nothing_holds_a_figure() -> None:
    (scene,) = scenes("Lo Stato spende [3 miliardi|€3e9].")
    assert scene.holders == ()
