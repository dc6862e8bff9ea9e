"""Feature rows of real passages, kept without their texts: what the learner needs of them, in one compressed file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from training.facts.examples import Example

_BORDER = "\n"  # between names of features, which have none


def write_rows(path: Path, examples: Iterable[Example]) -> None:
    """Examples as arrays: names of features, the features of each option, the options of each example.

    Args:
        path: Ends in `.npz`.
        examples: Any.
    """
    kept = list(examples)
    names = sorted({name for example in kept for option in example.features for name in option})
    index = {name: n for n, name in enumerate(names)}
    options = [sorted({index[name] for name in option}) for example in kept for option in example.features]
    np.savez_compressed(
        path,
        names=np.frombuffer(_BORDER.join(names).encode(), dtype=np.uint8),
        features=np.array([feature for option in options for feature in option], dtype=np.int32),
        option_ends=np.cumsum([len(option) for option in options], dtype=np.int64),
        example_ends=np.cumsum([len(example.features) for example in kept], dtype=np.int64),
        right=np.array([example.right for example in kept], dtype=np.int32),
        decisions=np.array([example.decision for example in kept]),
        sources=np.array([example.source for example in kept]),
    )


def read_rows(path: Path) -> Iterator[Example]:
    """The examples of a file; their passages are numbered, as their texts are not told.

    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp()) / "rows.npz"
    >>> write_rows(path, [Example("role", [["a", "b"], ["c"]], 1, "p1", "leads", True)])
    >>> [(one.decision, one.features, one.right) for one in read_rows(path)]
    [('role', [['a', 'b'], ['c']], 1)]
    """
    with np.load(path, allow_pickle=False) as kept:
        names = kept["names"].tobytes().decode().split(_BORDER)
        bounds = [0, *kept["option_ends"].tolist()]
        features = kept["features"].tolist()
        options = [[names[feature] for feature in features[start:end]] for start, end in pairwise(bounds)]
        ends = [0, *kept["example_ends"].tolist()]
        told = zip(kept["decisions"].tolist(), kept["sources"].tolist(), kept["right"].tolist(), strict=True)
        for number, ((start, end), (decision, source, right)) in enumerate(zip(pairwise(ends), told, strict=True)):
            yield Example(decision, options[start:end], right, str(number), source, True)
