"""The parts of training that need torch, with a student of one layer that knows nothing; skipped without the extra."""

import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import spacy
from spacy.strings import hash_string
from spacy.vectors import Vectors

from estrattore.pipeline.onnx_ner import Segmenter

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
onnx = pytest.importorskip("onnx")

from training.names import distil, student  # noqa: E402 - they need torch
from training.names.graph import onnx_bytes  # noqa: E402
from training.names.shipped import student_of  # noqa: E402
from training.names.student import IGNORE, TAGS, Example, Student  # noqa: E402
from training.names.thin import thin  # noqa: E402
from training.names.vectors import widen  # noqa: E402

EXAMPLES: list[Example] = [
    ([0, 4, 5, 2], [IGNORE, TAGS.index("B-PER"), IGNORE, IGNORE], 1.0),
    ([0, 6, 7, 8, 2], [IGNORE, 0, TAGS.index("B-LOC"), TAGS.index("I-LOC"), IGNORE], 0.5),
]


@pytest.fixture
def untaught() -> Student:
    torch.manual_seed(0)
    return Student(layers=1, pieces=12).eval()


def scores_in_bytes(model: bytes, ids: list[int], firsts: list[int]) -> np.ndarray:
    session = onnxruntime.InferenceSession(model)
    (scores,) = session.run(None, {"ids": np.array([ids]), "firsts": np.array(firsts)})
    return scores[0]


def test_the_graph_gives_the_students_scores_of_first_pieces_in_a_quarter_of_the_size(untaught: Student) -> None:
    ids = EXAMPLES[1][0]
    wanted = student.scores_of(untaught, [ids])[0].detach().numpy()
    model = onnx_bytes(untaught, [ids])
    assert np.abs(scores_in_bytes(model, ids, [1, 3]) - wanted[[1, 3]]).max() < 0.05 * np.abs(wanted).max()
    matrices = sum(parameter.numel() for parameter in untaught.body.encoder.parameters() if parameter.dim() == 2)
    places = untaught.body.embeddings.position_embeddings.weight.numel()
    assert len(model) < 1.1 * matrices + 4 * places


def test_a_loud_channel_does_not_drown_the_others(untaught: Student) -> None:
    layer = untaught.body.encoder.layer[0]
    untaught.body.embeddings.LayerNorm.weight.data[3] = 50.0  # into the heads, to be evened out
    layer.attention.output.LayerNorm.bias.data[5] = 50.0  # into the inner channels
    layer.intermediate.dense.bias.data[7] = 500.0  # and out of them, to stay in floats
    ids = EXAMPLES[1][0]
    wanted = student.scores_of(untaught, [ids])[0].detach().numpy()
    told = [1, 2, 3]
    found = scores_in_bytes(onnx_bytes(untaught, [ids]), ids, told)
    assert np.abs(found - wanted[told]).max() < 0.1 * np.abs(wanted[told] - wanted[told].mean(0)).max()


def test_a_packaged_graph_gives_its_floats_back(untaught: Student) -> None:
    ids = EXAMPLES[1][0]
    again = student_of(onnx.load_from_string(onnx_bytes(thin(untaught, [ids], heads=3, channels=640), [ids])))
    assert again.body.encoder.layer[0].intermediate.dense.out_features == 1536 - 640
    wanted, found = (student.scores_of(one.eval(), [ids])[0] for one in (untaught, again))
    assert torch.allclose(wanted, found, atol=0.03 * wanted.abs().max().item())


@pytest.mark.parametrize(("steps", "done"), [(3, 3), (None, 16), (99, 16)])
def test_a_training_stops_after_so_many_steps(untaught: Student, tmp_path: Path, steps: int | None, done: int) -> None:
    batches = []

    def noted(model: Student, batch: list[Example]) -> torch.Tensor:
        batches.append(batch)
        return student.loss_of(model, batch)

    begun = {name: weight.clone() for name, weight in untaught.state_dict().items()}
    student.train(
        untaught,
        EXAMPLES * 8,
        epochs=2,
        rate=1e-3,
        pieces=10,
        steps=steps,
        loss=noted,
        checkpoint=tmp_path / "taught.pt",
    )
    assert len(batches) == done
    taught = torch.load(tmp_path / "taught.pt", weights_only=True)
    assert not torch.equal(taught["head.bias"], begun["head.bias"])


def test_what_is_hardly_used_goes_first_and_its_mean_stays(untaught: Student) -> None:
    layer = untaught.body.encoder.layer[0]
    value, inner = layer.attention.self.value, layer.intermediate.dense
    for rows, linear in ((slice(9 * 32), value), (slice(64, None), inner)):
        linear.weight.data[rows] *= 1e-3
        linear.bias.data[rows] = 3.0  # always nearly the same
    ids = EXAMPLES[1][0]
    wanted = student.scores_of(untaught, [ids])[0]
    thin(untaught, [ids], heads=9, channels=1536 - 64)
    assert layer.attention.self.query.out_features == 3 * 32
    assert layer.intermediate.dense.out_features == 64
    assert torch.allclose(wanted, student.scores_of(untaught, [ids])[0], atol=0.01)


def test_a_thin_student_comes_back_from_the_disk(untaught: Student, tmp_path: Path) -> None:
    ids = EXAMPLES[1][0]
    torch.save(thin(untaught, [ids], heads=2, channels=64).state_dict(), tmp_path / "thin.pt")
    known = {"pieces": [f"p{n}" for n in range(12)], "scores": [-1.0] * 12}
    (tmp_path / "vocabulary.json").write_text(json.dumps(known), "utf-8")
    again, _ = student.load(tmp_path / "thin.pt", tmp_path / "vocabulary.json", layers=1)
    assert torch.equal(student.scores_of(untaught, [ids]), student.scores_of(again.eval(), [ids]))


def test_the_mean_of_two_checkpoints(tmp_path: Path) -> None:
    for name, value in (("a", 1.0), ("b", 3.0)):
        torch.save({"weight": torch.full((2,), value)}, tmp_path / name)
    assert student.averaged(tmp_path / "a", tmp_path / "b")["weight"].tolist() == [2.0, 2.0]


def test_hard_labels_give_the_loss_of_their_tags(untaught: Student) -> None:
    batch = [distil.hard(example) for example in EXAMPLES]
    assert distil.loss_of(untaught, batch).item() == pytest.approx(student.loss_of(untaught, EXAMPLES).item())


def test_soft_labels_are_the_mean_of_the_teachers_where_a_word_begins(untaught: Student) -> None:
    torch.manual_seed(1)
    other = Student(layers=1, pieces=12).eval()
    ids, told, weight = next(one for one in distil.soft([untaught, other], EXAMPLES) if len(one[0]) == 4)
    each = [student.scores_of(teacher, [ids])[0, 1].softmax(-1) for teacher in (untaught, other)]
    assert told[1] == pytest.approx((sum(each) / 2).detach().numpy(), abs=1e-3)
    assert weight == 1.0
    assert not told[[0, 2, 3]].any()


def test_soft_labels_come_back_from_the_disk(tmp_path: Path) -> None:
    texts = [distil.hard(example) for example in EXAMPLES]
    distil.save(tmp_path / "soft.npz", texts)
    for (ids, told, weight), (ids2, told2, weight2) in zip(texts, distil.read(tmp_path / "soft.npz"), strict=True):
        assert (ids, weight) == (ids2, weight2)
        assert np.array_equal(told, told2)


def test_the_running_mean_forgets_the_weights_of_the_beginning(untaught: Student, tmp_path: Path) -> None:
    student.train(untaught, EXAMPLES * 8, epochs=40, rate=1e-3, pieces=16, checkpoint=tmp_path / "taught.pt")
    taught = Student(layers=1, pieces=12)
    taught.load_state_dict(torch.load(tmp_path / "taught.pt", weights_only=True))
    found = student.scores_of(taught.eval(), [EXAMPLES[1][0]])[0].argmax(-1).tolist()
    assert found[1:4] == EXAMPLES[1][1][1:4]


def test_examples_are_taken_up_to_a_number_of_pieces() -> None:
    assert len(student.take(EXAMPLES * 3, pieces=10)) == 3


def test_new_names_get_vectors_as_the_student_sees_them_beside_known_words(untaught: Student, tmp_path: Path) -> None:
    nlp = spacy.blank("it")
    known = {"Rossi": [1.0, -2.0], "rete": [0.5, 3.0], "no": [-1.0, 0.25]}
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=np.array(list(known.values()), "f4"), keys=list(known))
    nlp.to_disk(tmp_path / "old")
    segment = Segmenter(["<s>", "<pad>", "</s>", "<unk>", "▁"], [0.0] * 5)  # tells words by their length alone
    texts = ["Rossi e la rete, no a Bruni", "forte"]
    widen(tmp_path / "old", texts, untaught, segment, tmp_path / "new")
    vectors = spacy.blank("it").from_disk(tmp_path / "new", exclude=["tokenizer"]).vocab.vectors
    found = {word: vectors[hash_string(word)].tolist() for word in (*known, "ROSSI", "Bruni", "BRUNI")}
    assert found == known | {"ROSSI": [1.0, -2.0], "Bruni": [1.0, -2.0], "BRUNI": [1.0, -2.0]}
    assert hash_string("forte") not in vectors.key2row
