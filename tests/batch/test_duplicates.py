"""Agency copy is recognised; different articles are not."""

from __future__ import annotations

from estrattore.batch.duplicates import Seen, signature

ARTICLE = (
    "La Tessitura Valdarno ha chiuso il primo semestre con ricavi per 84 milioni di euro, in crescita del 6 per cento. "
    "Il margine operativo lordo è salito a 12 milioni e l'indebitamento è sceso a 31 milioni. La società, che ha sede "
    "in provincia di Arezzo e dà lavoro a 410 persone, prevede di investire 9 milioni in nuovi telai entro la fine del "
    "prossimo anno. «La domanda estera tiene» ha detto l'amministratrice delegata Ornella Bracciali presentando i "
    "conti agli analisti, «ma i costi dell'energia restano alti e chiediamo regole stabili per almeno tre anni»."
)
OTHER = (
    "Il consiglio comunale ha approvato il nuovo piano dei trasporti: sessanta autobus elettrici, tre linee di tram e "
    "parcheggi di scambio ai caselli. La spesa supera i 200 milioni e arriva per metà dallo Stato. L'opposizione parla "
    "di tempi irrealistici e ricorda i ritardi della metropolitana, ancora ferma ai sondaggi dopo sei anni di annunci "
    "e due gare andate deserte. Il sindaco risponde che i cantieri partiranno a marzo e non si fermeranno."
)


def test_a_copy_with_an_agency_line_is_found() -> None:
    seen = Seen()
    assert seen.first(signature(ARTICLE), "a") is None
    assert seen.first(signature("ROMA - " + ARTICLE + " (ANSA)"), "b") == "a"


def test_another_article_is_none() -> None:
    seen = Seen()
    seen.first(signature(ARTICLE), "a")
    assert seen.first(signature(OTHER), "b") is None


def test_all_copies_point_to_the_first() -> None:
    seen = Seen()
    assert [seen.first(signature(ARTICLE), i) for i in "abc"] == [None, "a", "a"]


def test_short_texts_are_never_duplicates() -> None:
    seen = Seen()
    assert [seen.first(signature("Borse in rialzo."), i) for i in "ab"] == [None, None]


def test_leads_are_duplicates_only_word_by_word() -> None:
    seen = Seen()
    lead = "La Borsa di Milano chiude in rialzo dello 0,8 per cento, bene i titoli bancari"
    other = lead.replace("bancari", "energetici")
    assert [seen.first(signature(t), i) for t, i in ((lead, "a"), (other, "b"), (lead + ".", "c"))] == [None, None, "a"]


def test_a_copy_without_its_last_paragraph_is_found() -> None:
    seen = Seen()
    seen.first(signature(ARTICLE), "a")
    cut = ARTICLE.rsplit(",", 1)[0]
    assert seen.first(signature("Tessili, i conti. " + cut), "b") == "a"


def test_signatures_never_change() -> None:
    """They stand in shard files that a later run reads."""
    assert signature(ARTICLE)[:16] == "00e88fe802f23785"
