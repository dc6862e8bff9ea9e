"""A small transformer in ONNX Runtime as a spaCy component: names for the pipeline `accurate`.

The encoder sees sub-word pieces; each token of spaCy takes the label of its first piece, and the best sequence of BIO
labels wins (Viterbi, so that `I-PER` never follows `O`). Long texts go through in windows that end at sentence ends
where there are any.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Span, Token
from spacy.util import minibatch

from estrattore.resources.schemas.names import names

Floats = NDArray[np.float32]

START, END, UNKNOWN = 0, 2, 3
WORD_BORDER = "▁"
GLUE = frozenset(".?!…-")
# Of two segmentations the one without unknown characters must win whatever the other pieces score.
UNKNOWN_PENALTY = 10.0
# Words to remember, those used last: the usual ones of thousands of articles, in some 20 MB. Longer ones do not come again.
KNOWN_WORDS = 50_000
LONGEST_KNOWN = 40


class Segmenter:
    """Words to sub-word pieces: the unigram segmentation with the highest score; remembers the words it saw last.

    >>> Segmenter(["<s>", "<pad>", "</s>", "<unk>", "▁Net", "flix", "▁N"], [0, 0, 0, 0, -2.0, -3.0, -4.0])("▁Netflix")
    (4, 5)
    """

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        self.ids = {piece: i for i, piece in enumerate(pieces) if i > UNKNOWN}
        self.scores = scores
        self.longest = max(map(len, pieces))
        self.worst = min(scores) - UNKNOWN_PENALTY
        self.known = lru_cache(maxsize=KNOWN_WORDS)(self._segment)

    def __call__(self, word: str) -> tuple[int, ...]:
        """Ids of the pieces of one word."""
        return self.known(word) if len(word) <= LONGEST_KNOWN else self._segment(word)

    def _segment(self, word: str) -> tuple[int, ...]:
        word = unicodedata.normalize("NFKC", word)
        best = [0.0] + [-np.inf] * len(word)
        back = [(0, UNKNOWN)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(len(word), start + self.longest) + 1):
                piece = self.ids.get(word[start:end])
                if piece is None and end > start + 1:
                    continue
                score = best[start] + (self.worst if piece is None else self.scores[piece])
                if score > best[end]:
                    best[end], back[end] = score, (start, UNKNOWN if piece is None else piece)
        pieces, end = [], len(word)
        while end:
            end, piece = back[end]
            pieces.append(piece)
        return tuple(reversed(pieces)) or (UNKNOWN,)


def marked_word(token: Token) -> str:
    """The token as the segmenter wants it: `▁` in front where a word begins.

    That is at the start, after white space, and where a space is lost: `Delhi.Continua`, `Roma-Pisa`.

    >>> import spacy
    >>> [marked_word(token) for token in spacy.blank("it")("a Delhi.Continua")]
    ['▁a', '▁Delhi', '.', '▁Continua']
    """
    before = token.doc[token.i - 1] if token.i else None
    apart = before is None or bool(before.whitespace_) or before.is_space
    glued = before is not None and before.text in GLUE and token.text[0].isupper()
    return (WORD_BORDER if apart or glued else "") + token.text


def windows(lengths: Sequence[int], ends: Sequence[bool], *, size: int) -> list[tuple[int, int]]:
    """Cut tokens into windows of at most `size` pieces, at the last sentence end where there is one.

    Args:
        lengths: Pieces of each token.
        ends: Whether a sentence may end after the token.
        size: Pieces of a window; a longer token makes a window of its own.

    >>> windows([2, 2, 2, 2, 2], [False, True, False, False, True], size=6)
    [(0, 2), (2, 5)]
    """
    cut, start, used, border = [], 0, 0, 0
    for i, length in enumerate(lengths):
        if used + length > size and i > start:
            border = border if border > start else i
            cut.append((start, border))
            used = sum(lengths[border:i])
            start = border
        used += length
        if ends[i]:
            border = i + 1
    return [*cut, (start, len(lengths))] if lengths else []


def viterbi(scores: Floats, allowed: Floats) -> list[int]:
    """The best sequence of labels, of shape (n,), for scores of shape (n, labels); `allowed[a, b]` is 0 or -inf."""
    greedy = scores.argmax(1)
    if not np.isinf(allowed[np.r_[0, greedy[:-1]], greedy]).any():
        return [int(label) for label in greedy]  # nothing forbidden in it: it is the best
    best = scores[0] + allowed[0]  # as after O: no I- at the start
    back = np.zeros(scores.shape, dtype=np.int64)
    for i in range(1, len(scores)):
        paths = best[:, None] + allowed
        back[i] = paths.argmax(0)
        best = paths.max(0) + scores[i]
    labels = [int(best.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        labels.append(int(back[i, labels[-1]]))
    return labels[::-1]


def transitions(labels: Sequence[str]) -> Floats:
    """0 where label b may follow label a, else -inf: `I-X` only after `B-X` or `I-X`."""
    table = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for a, before in enumerate(labels):
        for b, after in enumerate(labels):
            if after.startswith("I-") and before[2:] != after[2:]:
                table[a, b] = -np.inf
    return table


def bio_spans(labels: Iterable[str]) -> list[tuple[int, int, str]]:
    """(start, end, label) of the spans in BIO labels.

    >>> bio_spans(["B-PER", "I-PER", "O", "B-COMPANY"])
    [(0, 2, 'PER'), (3, 4, 'COMPANY')]
    """
    spans: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        if label.startswith("B-"):
            spans.append((i, i + 1, label[2:]))
        elif label.startswith("I-") and spans:
            start, _, name = spans[-1]
            spans[-1] = (start, i + 1, name)
    return spans


@Language.factory("estrattore_onnx_ner", default_config={"window": 200, "threads": 1})
def make_onnx_ner(nlp: Language, name: str, window: int, threads: int) -> OnnxNer:
    """Build the component; its weights come with `from_disk`."""
    return OnnxNer(name, window=window, threads=threads)


class OnnxNer(Pipe):
    """Sets `doc.ents` from a token classifier in ONNX format.

    Args:
        name: Name in the pipeline.
        window: Pieces that the encoder sees at once.
        threads: Threads of ONNX Runtime; one per worker process is the fastest in all.
    """

    def __init__(self, name: str, *, window: int, threads: int) -> None:
        self.name, self.window, self.threads = name, window, threads
        self.weights = b""
        self.vocabulary: dict[str, Any] = {}

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of spans, without B- and I-."""
        return tuple(label[2:] for label in self.vocabulary.get("labels", ()) if label.startswith("B-"))

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one document.

        Windows go through one by one: int8 scales are computed over what goes through together, so in batches the
        finds of a text would depend on its neighbours.
        """
        if not self.weights:
            raise ValueError(f"The component '{self.name}' has no weights. Give it some with from_disk or from_bytes.")
        tokens = [token for token in doc if not token.is_space]
        pieces = [self.segment(marked_word(token))[: self.window] for token in tokens]
        ends = [_may_end(tokens, i) for i in range(len(tokens))]
        spans: list[Span] = []
        for start, end in windows([len(p) for p in pieces], ends, size=self.window):
            labels = (self.vocabulary["labels"][i] for i in viterbi(self._scores(pieces[start:end]), self.allowed))
            spans += [_span(tokens[start + a : start + b], label) for a, b, label in bio_spans(labels)]
        doc.set_ents(spans)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """All documents of a batch before the first is handed on: taking turns with what follows, both would start cold each time."""
        for batch in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            yield from list(super().pipe(batch, batch_size=batch_size))

    def _scores(self, pieces: Sequence[tuple[int, ...]]) -> Floats:
        """Label scores of the tokens of a window, of shape (tokens, labels)."""
        ids = np.array([[START, *(p for word in pieces for p in word), END]], dtype=np.int64)
        firsts = np.cumsum([1, *(len(word) for word in pieces)])[:-1]
        (scores,) = self.session.run(None, {"ids": ids, "firsts": firsts})
        return cast(Floats, scores[0])

    def __reduce__(self) -> tuple[Any, ...]:
        """What a pickle holds: no session, which lives in its process."""
        return _again, (self.name, self.window, self.threads, self.to_bytes())

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Weights and vocabulary."""
        return bytes(srsly.msgpack_dumps({"weights": self.weights, "vocabulary": self.vocabulary}))

    def from_bytes(self, bytes_data: bytes, *, exclude: Iterable[str] = ()) -> OnnxNer:
        """Take over what `to_bytes` gave."""
        held = srsly.msgpack_loads(bytes_data)
        return self.use(held["weights"], held["vocabulary"]) if held["weights"] else self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write weights and vocabulary into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "model.onnx").write_bytes(self.weights)
        (folder / "vocabulary.json").write_text(json.dumps(self.vocabulary, ensure_ascii=False), "utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> OnnxNer:
        """Read weights and vocabulary from a folder."""
        folder = Path(path)
        vocabulary = json.loads((folder / "vocabulary.json").read_text("utf-8"))
        return self.use((folder / "model.onnx").read_bytes(), vocabulary)

    def use(self, weights: bytes, vocabulary: dict[str, Any]) -> OnnxNer:
        """Take over weights (an ONNX graph: ids and first pieces → scores) and vocabulary (labels, pieces, scores)."""
        import onnxruntime  # here: only this pipeline needs it

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self.weights, self.vocabulary = weights, vocabulary
        self.segment: Callable[[str], tuple[int, ...]] = Segmenter(vocabulary["pieces"], vocabulary["scores"])
        self.allowed = transitions(vocabulary["labels"])
        return self


def _span(tokens: Sequence[Token], label: str) -> Span:
    """The tokens as a name, without the articles and prepositions at the end of it that belong to what follows."""
    last = next((n for n in range(len(tokens), 1, -1) if tokens[n - 1].text not in names().trailing), 1)
    return Span(tokens[0].doc, tokens[0].i, tokens[last - 1].i + 1, label=label)


def _again(name: str, window: int, threads: int, held: bytes) -> OnnxNer:
    """A component out of its pickle."""
    return OnnxNer(name, window=window, threads=threads).from_bytes(held)


def _may_end(tokens: Sequence[Token], i: int) -> bool:
    """Whether a window may be cut after a token: at final punctuation or before a line break."""
    following = tokens[i].i + 1
    doc = tokens[i].doc
    return tokens[i].text in {".", "!", "?", "…"} or (following < len(doc) and "\n" in doc[following].text)
