"""spaCy's recogniser in half its time, with the same finds.

spaCy goes from word to word, and asks Python for leave several times at each; it embeds every word, though what it embeds hangs on
the spelling alone. Here a spelling is embedded once a batch, and all words are judged in one product as if no name were open
before them; the few names that begin are then followed to their ends, side by side.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from thinc.api import Model

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]
# The scores of all moves at some words, given where the names begin that are open there.
Score = Callable[[Integers, Integers | None], Floats]
Found = list[list[tuple[int, int, str]]]  # (start, end, label) of each document, in tokens

NAME = "estrattore_cnn_ner"
PADDING = 0  # the row of what is before the first word
CANNOT = -np.inf


@Language.factory(NAME, default_config={"moves": None, "scorer": None, "incorrect_spans_key": None})
def make_cnn_ner(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    moves: Any,
    update_with_oracle_cut_size: int,
    incorrect_spans_key: str | None,
    scorer: Callable[..., Any] | None,
) -> CnnNer:
    """Build the component from the settings of spaCy's `ner`."""
    cut = update_with_oracle_cut_size
    told = {"moves": moves, "update_with_oracle_cut_size": cut, "incorrect_spans_key": incorrect_spans_key}
    return CnnNer(nlp.vocab, model, name, scorer=scorer, **told)


class Words:
    """The different words of some documents in the guise of one document: all that the layer asks for which knows no neighbours.

    >>> import spacy
    >>> nlp = spacy.blank("it")
    >>> words = Words([nlp("Roma e Napoli"), nlp("Napoli e Bari")])
    >>> len(words), len(words.places)
    (4, 6)
    """

    def __init__(self, docs: Sequence[Doc]) -> None:
        self.docs, self.vocab = docs, docs[0].vocab
        _, self.first, self.places = np.unique(_column(docs, "ORTH"), return_index=True, return_inverse=True)

    def __len__(self) -> int:
        return len(self.first)

    def to_array(self, attributes: Any) -> NDArray[Any]:
        """The attributes of each word, as it stands where it comes first."""
        return _column(self.docs, attributes)[self.first]


@dataclass(frozen=True, slots=True)
class Moves:
    """What can be said of a word: it begins a name, goes on with it, ends it, is one alone, or none.

    Attributes:
        kinds: `B`, `I`, `L`, `U`, `O` of each move.
        labels: Its label.
        goes_on: For one that begins a name, that which goes on with it.
        closes: … and that which ends it.
    """

    kinds: NDArray[np.str_]
    labels: list[str]
    goes_on: Integers
    closes: Integers

    @classmethod
    def of(cls, names: Sequence[str]) -> Moves:
        """The moves by their names: `B-PER`, `O`; `U-`, which blocks names, is for those who set them beforehand."""
        kinds, labels = [name[0] if name != "U-" else "" for name in names], [name[2:] for name in names]
        opened = [label if kind == "B" else "" for kind, label in zip(kinds, labels, strict=True)]
        goes_on, closes = ([names.index(f"{kind}-{label}") if label else 0 for label in opened] for kind in "IL")
        return cls(np.array(kinds), labels, np.array(goes_on), np.array(closes))

    def first(self, scores: Floats, *, is_space: Booleans, is_last: Booleans) -> Integers:
        """The best move at each word where no name is open."""
        scores[:, ~np.isin(self.kinds, ("B", "U", "O"))] = CANNOT
        scores[np.ix_(is_space, self.kinds != "O")] = CANNOT
        scores[np.ix_(is_last, self.kinds == "B")] = CANNOT
        return cast("Integers", scores.argmax(1))

    def ends(self, best: Integers, score: Score, *, is_last: Booleans) -> Integers:
        """Where the name ends that begins at each word; 0 where none does."""
        ends = np.where(self.kinds[best] == "O", 0, np.arange(len(best)) + 1)
        starts = np.flatnonzero(self.kinds[best] == "B")
        at = starts + 1
        while len(starts):
            scores, rows, begun = score(at, starts), np.arange(len(starts)), best[starts]
            closed = is_last[at] | (scores[rows, self.closes[begun]] > scores[rows, self.goes_on[begun]])
            ends[starts[closed]] = at[closed] + 1
            starts, at = starts[~closed], at[~closed] + 1
        return ends


class CnnNer(EntityRecognizer):  # type: ignore[misc]
    """spaCy's `EntityRecognizer`; where something else has set names or sentences before, it is left to itself."""

    def predict(self, docs: Iterable[Doc]) -> Any:
        """The names of each document; the states of spaCy where it is left to itself."""
        docs = list(docs)
        return self._found(docs) if _is_bare(docs) else super().predict(docs)

    def set_annotations(self, docs: Sequence[Doc], found: Any) -> None:
        """Set `doc.ents` to what `predict` gave."""
        if not _is_bare(docs):
            super().set_annotations(docs, found)
            return
        for doc, names in zip(docs, cast("Found", found), strict=True):
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in names])

    def _found(self, docs: Sequence[Doc]) -> Found:
        moves = Moves.of([self.moves.get_class_name(move) for move in range(self.moves.n_moves)])
        stops = np.cumsum([len(doc) for doc in docs])
        is_last = np.isin(np.arange(stops[-1]), stops - 1)
        score = self._scores(docs)
        best = moves.first(score(np.arange(stops[-1]), None), is_space=_column(docs, "IS_SPACE") > 0, is_last=is_last)
        ends = moves.ends(best, score, is_last=is_last)

        found: Found = [[] for _ in docs]
        free = 0
        for start in np.flatnonzero(ends):
            if start >= free:
                free = ends[start]
                at = int(np.searchsorted(stops, start, side="right"))
                begin = stops[at] - len(docs[at])
                found[at].append((int(start - begin), int(free - begin), moves.labels[best[start]]))
        return found

    def _scores(self, docs: Sequence[Doc]) -> Score:
        """What judges the words of some documents."""
        to_tokens, lower, upper = self.model.layers
        tok2vec, *rest = to_tokens.layers
        embed, encode = tok2vec.layers
        words = Words(docs)
        (vectors,) = embed.predict([words])
        tokens = encode.predict(np.split(vectors[words.places], np.cumsum([len(doc) for doc in docs])[:-1]))
        for layer in rest:
            tokens = layer.predict(tokens)
        features, bias = lower.predict(tokens), lower.get_param("b")

        def score(at: Integers, starts: Integers | None) -> Floats:
            first, before = (PADDING, PADDING) if starts is None else (starts + 1, at)  # a row behind, for the padding
            pieces = features[at + 1, 0] + features[first, 1] + features[before, 2] + bias
            return cast("Floats", upper.predict(lower.ops.maxout(pieces)[0]))

        return score


def _is_bare(docs: Sequence[Doc]) -> bool:
    """Whether there are words, and nobody has set names or sentences."""
    return any(map(len, docs)) and not any(
        doc.has_annotation(attr) for doc in docs for attr in ("ENT_IOB", "SENT_START")
    )


def _column(docs: Sequence[Doc], attributes: Any) -> NDArray[Any]:
    """Attributes of all tokens, one document after the other."""
    return np.concatenate([doc.to_array(attributes) for doc in docs])
