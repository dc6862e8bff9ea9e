"""The parts of training that need torch, with a student of one layer that knows nothing; skipped without the extra."""

from pathlib import Path

import numpy as np
import onnxruntime
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("onnx")

from training.names import distil, student  # noqa: E402 - they need torch
from training.names.export import onnx_bytes  # noqa: E402
from training.names.graph import Graph, even_out  # noqa: E402
from training.names.student import IGNORE, TAGS, Example, Student  # noqa: E402

EXAMPLES: list[Example] = [
    ([0, 4, 5, 2], [IGNORE, TAGS.index("B-PER"), IGNORE, IGNORE], 1.0),
    ([0, 6, 7, 8, 2], [IGNORE, 0, TAGS.index("B-LOC"), TAGS.index("I-LOC"), IGNORE], 0.5),
]


@pytest.fixture
def untaught() -> Student:
    torch.manual_seed(0)
    return Student(layers=1, pieces=12).eval()


def test_the_graph_gives_the_students_scores_from_smaller_outliers(untaught: Student) -> None:
    untaught.body.embeddings.LayerNorm.weight.data[3] = 50.0
    ids = EXAMPLES[1][0]
    wanted = student.scores_of(untaught, [ids])
    graph = Graph(untaught)
    embedded: list[torch.Tensor] = []
    graph.layers.register_forward_pre_hook(lambda layers, inputs: embedded.append(inputs[0]))
    assert torch.allclose(wanted, graph(torch.tensor([ids])), atol=1e-5)
    even_out(graph, [ids])
    assert torch.allclose(wanted, graph(torch.tensor([ids])), atol=1e-4)
    multiplied = embedded[-1] * graph.layers[0].heads.inverse
    largest, common = embedded[-1].abs().amax(), embedded[-1].abs().median()
    assert multiplied.abs().amax() / multiplied.abs().median() < largest / common / 3


@pytest.mark.filterwarnings("ignore")
def test_eight_bits_give_nearly_the_same_scores_in_a_quarter_of_the_size(untaught: Student) -> None:
    ids = EXAMPLES[1][0]
    wanted = student.scores_of(untaught, [ids]).detach().numpy()
    weights = onnx_bytes(even_out(Graph(untaught), [ids]))
    (scores,) = onnxruntime.InferenceSession(weights).run(None, {"ids": np.array([ids])})
    assert np.abs(scores - wanted).max() < 0.05 * np.abs(wanted).max()
    matrices = sum(parameter.numel() for parameter in untaught.body.encoder.parameters() if parameter.dim() == 2)
    places = untaught.body.embeddings.position_embeddings.weight.numel()
    assert len(weights) < 1.1 * matrices + 4 * places


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
