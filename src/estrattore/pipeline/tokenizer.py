"""Tokens of anything in linear time: spaCy's tokenizer, and our own rule for what no language writes.

spaCy takes a piece of text without white space apart sign by sign and looks at all the rest each time: a run of 8,000
commas takes seconds, one of 25,000 a minute. Such runs say nothing, and become a few long tokens; so do pages of single
letters and figures, of which a recogniser would see four times as many tokens as of news.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from spacy.attrs import NORM, PREFIX, SHAPE, SUFFIX  # type: ignore[import-not-found]
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language
    from spacy.vocab import Vocab

RUN = 12  # signs side by side; quotes, brackets and stops of a sentence are four at most
LONGEST_WORD = 200  # without white space; a longer address on the web is cut where it has signs
TOKEN = 1_000  # characters of what is cut: more than the pieces that a recogniser sees of one token
DENSEST = 2.25  # characters of a token on average; a stretch of shorter ones is no language
KNOWN = 50_000  # pieces between blanks whose tokens are remembered, in some ten megabytes; spaCy's 10,000 are those of a hundred articles
STRETCH = 200  # tokens that are looked at together

_UNWRITTEN = re.compile(rf"\S{{{LONGEST_WORD},}}|(?:[^\w\s]|_){{{RUN},}}")
_WORDS = re.compile(rf"[^\W_]{{1,{TOKEN}}}|(?:[^\w\s]|_){{1,{TOKEN}}}")
_PIECES = re.compile(rf"(?s).{{1,{TOKEN}}}")


def break_lines_alike(vocab: Vocab) -> None:
    """Let a recogniser see one line break wherever white space holds any: an empty line more moves no name.

    >>> import spacy
    >>> vocab = spacy.blank("it").vocab
    >>> break_lines_alike(vocab)
    >>> vocab["\\n\\n"].shape == vocab["\\n"].shape, vocab["\\n\\n"].text
    (True, '\\n\\n')
    """
    of_word = vocab.lex_attr_getters  # type: ignore[attr-defined]
    for attribute in (NORM, PREFIX, SUFFIX, SHAPE):
        of_word[attribute] = partial(_of_one_break, of_word[attribute])


def _of_one_break(attribute: Callable[[str], str], text: str) -> str:
    """The attribute of a text, or that of one line break for white space with any."""
    return attribute("\n" if "\n" in text and text.isspace() else text)


class BoundedTokenizer(Tokenizer):  # type: ignore[misc]
    """spaCy's tokenizer, but for runs of signs and what stands together without end.

    >>> import spacy
    >>> tokenizer = BoundedTokenizer.like(spacy.blank("it").tokenizer)
    >>> [token.text for token in tokenizer("Ricavi" + "_" * 20 + "3 milioni")]
    ['Ricavi', '____________________', '3', 'milioni']
    """

    @classmethod
    def like(cls, other: Tokenizer) -> BoundedTokenizer:
        """The same rules and words, with bounds."""
        return cls(
            other.vocab,
            rules=other.rules,
            prefix_search=other.prefix_search,
            suffix_search=other.suffix_search,
            infix_finditer=other.infix_finditer,
            token_match=other.token_match,
            url_match=other.url_match,
            faster_heuristics=other.faster_heuristics,
            max_cache_size=KNOWN,
        )

    def __call__(self, text: str) -> Doc:
        """Tokenise a text; not a character of it is lost."""
        parts = list(self._parts(text)) if _UNWRITTEN.search(text) else [self._by_spacy(text)]
        if sum(map(len, parts)) * DENSEST > max(len(text), STRETCH * DENSEST):
            parts = [stretch for part in parts for stretch in self._stretches(part)]
        return parts[0] if len(parts) == 1 else Doc.from_docs(parts, ensure_whitespace=False)

    def _by_spacy(self, text: str) -> Doc:
        doc: Doc = super().__call__(text)
        return doc

    def _parts(self, text: str) -> Iterator[Doc]:
        at = 0
        for found in _UNWRITTEN.finditer(text):
            if found.start() > at:
                yield self._by_spacy(text[at : found.start()])
            words = pieces(found[0])
            at = found.end() + text.startswith(" ", found.end())
            yield Doc(self.vocab, words=words, spaces=[*[False] * (len(words) - 1), at > found.end()])
        if at < len(text):
            yield self._by_spacy(text[at:])

    def _stretches(self, doc: Doc) -> Iterator[Doc]:
        """The same; of stretches that have hardly any words, pieces of one length."""
        stretches = (doc[first : first + STRETCH] for first in range(0, len(doc), STRETCH))
        for dense, group in groupby(stretches, lambda span: len(span) * DENSEST > len(span.text_with_ws)):
            spans = list(group)
            whole = doc[spans[0].start : spans[-1].end]
            if dense:
                words = _PIECES.findall(whole.text_with_ws)
                yield Doc(self.vocab, words=words, spaces=[False] * len(words))
            else:
                yield whole.as_doc()


def pieces(run: str) -> list[str]:
    """Words and runs of signs, none too long; of what has hardly any words, pieces of one length.

    >>> pieces("Enel,Terna,Snam"), pieces("=" * 9 + "1"), pieces("a,b,c,d,e")
    (['Enel', ',', 'Terna', ',', 'Snam'], ['=========', '1'], ['a,b,c,d,e'])
    """
    words: list[str] = _WORDS.findall(run)
    return words if len(words) * DENSEST <= len(run) else _PIECES.findall(run)


def bound(nlp: Language) -> None:
    """Give a pipeline bounds, unless it has a tokenizer of its own make."""
    if type(nlp.tokenizer) is Tokenizer:
        nlp.tokenizer = BoundedTokenizer.like(nlp.tokenizer)
