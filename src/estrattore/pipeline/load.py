"""Load a spaCy pipeline – bundled, installed or in a folder – and add our component to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy import util

from estrattore.errors import ModelNotFoundError
from estrattore.pipeline.blas import use_numpy_blas
from estrattore.pipeline.cnn_ner import NAME as CNN_NER
from estrattore.pipeline.tokenizer import bound, break_lines_alike
from estrattore.settings import DEFAULT_MODEL, as_confidence

if TYPE_CHECKING:
    from spacy.language import Language

MODELS = Path(__file__).parent.parent / "models"
BUNDLED_DEFAULT = "accurate"


def load(
    model: str = DEFAULT_MODEL, *, companies: str | Path | None = None, min_confidence: float | None = None
) -> Language:
    """A pipeline that finds names, values and facts.

    Args:
        model: `default`, `fast` or `accurate` (bundled), the name of an installed spaCy pipeline, or a folder.
        companies: Your own company list: csv with name, aliases (joined by `|`), id.
        min_confidence: Facts less sure than this stay out, 0 keeps all; None takes the usual threshold.

    Raises:
        ModelNotFoundError: No such pipeline; the message says how to install it.
        UsageError: `min_confidence` is no number from 0 to 1.

    >>> nlp = load()
    >>> doc = nlp("Netflix ha chiuso il trimestre con ricavi per 11 miliardi di dollari.")
    >>> [f["amount_min"] for f in doc._.estrattore_finds if f["kind"] == "money"]
    [11000000000.0]
    """
    own = {"companies": str(companies) if companies else None, "min_confidence": as_confidence(min_confidence)}
    nlp = _load_ner(model, own={name: value for name, value in own.items() if value is not None})
    if "estrattore" not in nlp.pipe_names:
        nlp.add_pipe("estrattore", config=own, last=True)
    return nlp


def _load_ner(model: str, *, own: dict[str, Any]) -> Language:
    """The pipeline with only what names need: NER, and the shared layer that it may listen to; ours, if it is in it, as told."""
    path = model_path(model) or _installed(model)
    if path is None:
        raise ModelNotFoundError(_advice(model))
    config = util.load_config(path / "config.cfg")
    ours = own if "estrattore" in config["components"] else {}
    told = {f"components.estrattore.{name}": value for name, value in ours.items()}
    if path.parent == MODELS and config["components"]["ner"]["factory"] == "ner":
        told["components.ner.factory"] = CNN_NER
    nlp = spacy.load(path, exclude=_unneeded(config), config=told)
    if path.parent == MODELS:
        use_numpy_blas(nlp)
        break_lines_alike(nlp.vocab)
    bound(nlp)
    return nlp


def _installed(model: str) -> Path | None:
    """The data folder inside an installed package (`it_core_news_sm/it_core_news_sm-3.8.0`)."""
    if not util.is_package(model):
        return None
    package = util.get_package_path(model)
    meta = json.loads((package / "meta.json").read_text("utf-8"))
    return package / f"{meta['lang']}_{meta['name']}-{meta['version']}"


# What costs time and gives names nothing. Any other component stays: it may be the user's own.
_GRAMMAR = {
    "attribute_ruler",
    "entity_linker",
    "lemmatizer",
    "morphologizer",
    "parser",
    "sentencizer",
    "senter",
    "tagger",
    "textcat",
    "textcat_multilabel",
    "trainable_lemmatizer",
}
_SHARED = {"tok2vec", "transformer", "curated_transformer"}


def _unneeded(config: dict[str, Any]) -> list[str]:
    """Grammar components, and the shared layers that no kept component listens to."""
    components = config["components"]
    kept = [c for c in components.values() if c.get("factory") not in _GRAMMAR | _SHARED]
    listened = any("Listener" in json.dumps(component) for component in kept)
    unneeded = _GRAMMAR if listened else _GRAMMAR | _SHARED
    return [name for name, component in components.items() if component.get("factory") in unneeded]


def model_path(model: str) -> Path | None:
    """Folder of a bundled model or of a path given by the user; None for the name of an installed package."""
    name = BUNDLED_DEFAULT if model == DEFAULT_MODEL else model
    if (MODELS / name / "config.cfg").exists():
        return MODELS / name
    return Path(model) if (Path(model) / "config.cfg").exists() else None


def model_meta_of(model: str) -> dict[str, str]:
    """Name, version and licence of a pipeline, without loading it.

    Raises:
        ModelNotFoundError: No such pipeline.
    """
    path = model_path(model) or _installed(model)
    if path is None:
        raise ModelNotFoundError(_advice(model))
    meta = json.loads((path / "meta.json").read_text("utf-8"))
    return {key: str(meta.get(key, "")) for key in ("lang", "name", "version", "license", "description")}


def bundled_models() -> list[Path]:
    """Folders of the pipelines that come with this package."""
    return sorted(path.parent for path in MODELS.glob("*/config.cfg"))


def _advice(model: str) -> str:
    bundled = ", ".join(path.name for path in bundled_models()) or "none"
    if Path(model).is_dir() or not model.isidentifier():
        return (
            f"'{model}' is no folder with a spaCy pipeline: it holds no config.cfg. Name the folder that nlp.to_disk\n"
            f"wrote, or leave --model out to use a bundled one ({bundled})."
        )
    return (
        f"No pipeline '{model}' is installed and no folder of that name holds one. Install it with\n"
        f"    python -m spacy download {model}\n"
        f"or leave --model out to use a bundled one ({bundled})."
    )
