"""Documents in, rows out: one memory zone for each batch, long texts in blocks, one bad document costs only itself."""

from __future__ import annotations

from collections import deque
from contextlib import nullcontext
from dataclasses import asdict
from functools import partial
from threading import RLock
from typing import TYPE_CHECKING, Any

from estrattore.documents import Document, Failure
from estrattore.finds import moved
from estrattore.pipeline.extensions import finds_of, to_doc, unused_of
from estrattore.tables.rows import Rows, document_row, mention_rows, merge_rows
from estrattore.text.layout import read_layout
from estrattore.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from spacy.language import Language

    from estrattore.names.lists import NameLists

BATCH_DOCUMENTS = 64
BATCH_CHARS = 50_000
PARSER_BATCH = 4  # spaCy's recogniser takes a quarter of what it is told at once
# Enough for the words that every other article has; some ten megabytes.
KNOWN_WORDS = 40_000
# Above this a text goes through in blocks: names and years are then joined within a block, memory stays flat. Twice as
# much, and `fast` would need 800 MB where all words are short.
BLOCK_CHARS = 50_000
# One thread at a time, from reading to rows: those that share a pipeline share the words of its batch, and PDFium knows no threads.
TURN = RLock()


def process(
    documents: Iterable[Document],
    nlp: Language,
    *,
    keep_text: bool = True,
    lists: NameLists | None = None,
    min_confidence: float | None = None,
) -> Iterator[Rows | Failure]:
    """Rows by table for each document, in order; a `Failure` for one that the pipeline cannot take.

    Args:
        documents: What to read.
        nlp: The pipeline.
        keep_text: Fill the column `documents.text`.
        lists: Known names for this once, instead of those of the pipeline.
        min_confidence: How sure a fact must be for this once, instead of what the pipeline says.
    """
    told = {"lists": lists, "min_confidence": min_confidence}
    once = {name: value for name, value in told.items() if value is not None}
    run = partial(_run, nlp=nlp, keep_text=keep_text, once=once)
    for batch in batches(documents):
        try:
            yield from list(run(batch))
        except Exception:  # whatever a pipeline raises: the others of the batch must not suffer
            for document in batch:
                yield _alone(document, run)


def process_all(
    items: Iterable[Document | Failure],
    nlp: Language,
    *,
    lists: NameLists | None = None,
    min_confidence: float | None = None,
) -> Iterator[tuple[Document, Rows]]:
    """Documents with their rows by table, in order; in the place of a failure an empty document and a row of `errors`."""
    for item, result in paired(items, partial(process, nlp=nlp, lists=lists, min_confidence=min_confidence)):
        document = Document(text="", id="", path=item.path, record=item.record) if isinstance(item, Failure) else item
        yield document, {"errors": [asdict(result)]} if isinstance(result, Failure) else result


def paired(
    items: Iterable[Document | Failure], run: Callable[[Iterator[Document]], Iterator[Rows | Failure]]
) -> Iterator[tuple[Document | Failure, Rows | Failure]]:
    """Each item with what `run` makes of it, in order; a failure passes by and is its own result."""
    waiting: deque[Document | Failure] = deque()  # those that are on their way through the pipeline

    def documents() -> Iterator[Document]:
        for item in items:
            waiting.append(item)
            if isinstance(item, Document):
                yield item

    def failed() -> Iterator[tuple[Failure, Failure]]:
        while waiting and isinstance(item := waiting[0], Failure):
            waiting.popleft()
            yield item, item

    for result in run(documents()):
        yield from failed()
        yield waiting.popleft(), result
    yield from failed()


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in lists of bounded number and size."""
    batch: list[Document] = []
    chars = 0
    for document in documents:
        if batch and (len(batch) == BATCH_DOCUMENTS or chars + document.n_chars > BATCH_CHARS):
            yield batch
            batch, chars = [], 0
        batch.append(document)
        chars += document.n_chars
    if batch:
        yield batch


def _alone(document: Document, run: Callable[[Sequence[Document]], Iterator[Rows]]) -> Rows | Failure:
    try:
        (rows,) = run([document])
    except Exception as error:
        return Failure(
            path=document.path or document.id,
            record=document.record,
            stage="extract",
            error=type(error).__name__,
            message=str(error) or "The pipeline failed on this document.",
        )
    return rows


def _run(documents: Sequence[Document], *, nlp: Language, keep_text: bool, once: dict[str, Any]) -> Iterator[Rows]:
    layouts = [read_layout(document.text) for document in documents]
    cut = [text_blocks(layout.text) for layout in layouts]
    parts = (
        to_doc(document, nlp, layout=layout.part(*block) if len(blocks) > 1 else layout)
        for document, layout, blocks in zip(documents, layouts, cut, strict=True)
        for block in blocks
    )
    with memory_zone(nlp, (layout.text for layout in layouts)):
        # Lazily, and the blocks of a long text one by one: memory must not grow with it.
        docs = nlp.pipe(
            parts,
            batch_size=PARSER_BATCH * BATCH_DOCUMENTS if len(cut) > 1 else 1,
            component_cfg={"estrattore": once},
        )
        for document, layout, blocks in zip(documents, layouts, cut, strict=True):
            rows: Rows = {}
            n_tokens = 0
            for by, _ in blocks:  # rows at once: of a long text its finds and sentences would be as much again
                doc = next(docs)
                n_tokens += len(doc)
                sentences = [(start + by, end + by) for start, end in doc._.estrattore_sentences or ()]
                finds = [moved(find, by) if by else find for find in finds_of(doc)]
                unused = {(start + by, end + by): reason for (start, end), reason in unused_of(doc).items()}
                merge_rows(rows, mention_rows(layout, sentences, finds, unused=unused, document=document))
            yield {"documents": [document_row(document, n_tokens=n_tokens, keep_text=keep_text)], **rows}


def memory_zone(nlp: Language, texts: Iterable[str]) -> AbstractContextManager[object]:
    """What forgets the words of a batch when it is done, but for the first batches: their words come again and are kept."""
    first = len(nlp.vocab) <= KNOWN_WORDS and sum(map(len, texts)) <= BATCH_CHARS
    return nullcontext() if first else nlp.memory_zone()


def text_blocks(text: str, *, size: int = BLOCK_CHARS) -> list[tuple[int, int]]:
    """(start, end) of blocks that cover the text and end where a sentence ends, if one does.

    >>> text_blocks("Prima frase. Seconda frase. Terza.", size=15)
    [(0, 13), (13, 28), (28, 34)]
    """
    blocks, start = [], 0
    while len(text) - start > size:
        window = text[start : start + size]
        last = split(window)[-1:]  # its end may be the window's, so the block ends before it
        end = last[0][0] if last and last[0][0] > 0 else max(window.rfind(" ") + 1, 0) or size
        blocks.append((start, start + end))
        start += end
    return [*blocks, (start, len(text))]
