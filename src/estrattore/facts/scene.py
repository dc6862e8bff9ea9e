"""What is known where a figure stands: its sentence, what stands before and above it, and whom it may be about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from estrattore.facts.clause import function, of_kind, speaks
from estrattore.facts.line import Line, read_line
from estrattore.facts.measures import TOKEN, Measure, is_plain
from estrattore.finds import DateSpan, Enterprise, Mention

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Sequence

    from estrattore.facts.statement import Statement
    from estrattore.text.blocks import Block

Span = tuple[int, int]
_One = TypeVar("_One")
LONGEST = 1500  # characters; a sentence of a newspaper has some 200
MOST = 3  # times as often as any other
DEEPEST = 3  # headings above each other that are read
LONGEST_INTRO = 400  # characters of a heading or introduction that is read


@dataclass(frozen=True, slots=True, eq=False)
class Holder:
    """A company that a figure may belong to: where it is named, and how it stands there."""

    company: Enterprise
    where: str  # here, before, above; heir: of the rows before; title, headline, only, most: the company that the article is about
    place: int  # in its line; -1 where it has none
    function: str


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A sentence with all that its figures can lean on.

    Attributes:
        line: Its items.
        before: Those of the sentence before.
        above: Those of the heading or introduction that its block stands under.
        titled: Those of the title where it names a single date, which has no place in the text.
        holders: Companies named in them, and the one of the article.
        heir: The `entity_id` that the rows of the sentence before are about, where it is one.
        when: The time that those rows measure, where it is one.
        sentence: (start, end) in the article.
        block: What it is part of: paragraph, list_item, label …
        published: The article's day, if it is known.
    """

    line: Line
    before: Line
    above: Line
    holders: tuple[Holder, ...]
    heir: str | None
    when: DateSpan | None
    sentence: Span
    block: str = "paragraph"
    published: dt.date | None = None
    titled: Line = ()

    def place_of(self, measure: Measure) -> int | None:
        """Which item of the line a measure is; None for one that stands above it."""
        return next((place for place, item in enumerate(self.line) if item.measure is measure), None)


@dataclass(frozen=True, slots=True)
class Carried:
    """What one sentence leaves to the next.

    Attributes:
        piece: Where it stands.
        heir: The company that all its rows are about.
        when: The time that they measure.
    """

    piece: Span | None = None
    heir: Enterprise | None = None
    when: DateSpan | None = None

    @classmethod
    def of(cls, piece: Span, statements: Sequence[Statement]) -> Carried:
        """What a sentence leaves behind: only what its rows agree on."""
        owners = {statement.holder.company.entity_id: statement.holder.company for statement in statements}
        times = {statement.period for statement in statements if statement.period is not None}
        return cls(piece, _single(owners.values()), _single(times))


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """A text with its finds, and the company that it is about."""

    text: str
    finds: Sequence[Mention]
    blocks: Sequence[Block]
    starts: Sequence[int]
    topics: tuple[tuple[str, Enterprise], ...]  # title, only, most
    published: dt.date | None = None
    titled: Line = ()

    @classmethod
    def of(
        cls,
        text: str,
        finds: Sequence[Mention],
        *,
        title: str = "",
        headline: Sequence[Mention] = (),
        blocks: Sequence[Block] = (),
        published: dt.date | None = None,
    ) -> Article:
        """An article.

        Args:
            text: As it is read.
            finds: Its mentions in order of start; a company whose name is but a measure (`Ricavi`) is left out.
            title: Its headline, for the company that `il gruppo` stands for.
            headline: Companies and dates that the title names, with offsets in it.
            blocks: Its headings, paragraphs and list items.
            published: Its day.
        """
        finds = [find for find in finds if not (find.kind == "company" and is_plain(text[find.start : find.end]))]
        companies = [find for find in finds if isinstance(find, Enterprise) and find.kind == "company"]
        named = [find for find in headline if isinstance(find, Enterprise)]
        topics = tuple(_topics(title, named, text, companies))
        return cls(text, finds, blocks, [find.start for find in finds], topics, published, _titled(title, headline))

    def scene(self, piece: Span, sentence: Span, carried: Carried) -> Scene:
        """What a piece of a sentence is read with."""
        before = carried.piece
        line = self.line(piece)
        previous = self.line(before) if before else ()
        block = self._block(piece[0])
        above = self._above(block, piece)
        if previous and above and above[0].start <= previous[0].start <= above[-1].end:
            previous = ()  # the sentence before is the heading
        holders = [*_holders(line, "here"), *_holders(previous, "before"), *_holders(above, "above")]
        heir = carried.heir
        if heir is not None and all(one.company.entity_id != heir.entity_id for one in holders):
            holders.append(Holder(heir, "heir", -1, ""))
        holders += [Holder(company, where, -1, "") for where, company in self.topics]
        return Scene(
            line,
            previous,
            above,
            tuple(holders),
            heir.entity_id if heir else None,
            carried.when,
            sentence,
            block.kind if block else "paragraph",
            self.published,
            self.titled,
        )

    def line(self, piece: Span) -> Line:
        """The items of a piece."""
        return read_line(self.text, piece, self.inside(piece))

    def inside(self, piece: Span) -> Sequence[Mention]:
        """The finds of a piece."""
        start, end = piece
        return self.finds[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _block(self, at: int) -> Block | None:
        """The block that a sentence is in; the mark of a list stands in front of its item."""
        i = bisect_right(self.blocks, at, key=lambda block: block.end)
        return self.blocks[i] if i < len(self.blocks) else None

    def _above(self, block: Block | None, piece: Span) -> Line:
        """The heading or introduction above; of a cell the head of its row, then that of its column."""
        if block is None:
            return ()
        above = [self.line(span) for span in self._heads(block, piece)]
        if block.column is not None:
            column = self.blocks[block.column]
            above.append(self.line((column.start, column.end)) if column.start < piece[0] else ())
        return tuple(chain.from_iterable(above))

    def _heads(self, block: Block, piece: Span) -> Iterator[Span]:
        """The heading above, and while none of them names a company those above it."""
        for _ in range(DEEPEST):
            if block.parent is None:
                return
            block = self.blocks[block.parent]
            span = max(block.start, block.end - LONGEST_INTRO), block.end
            if block.start >= piece[0]:
                return
            yield span
            if any(find.kind == "company" for find in self.inside(span)):
                return


def _single(found: Collection[_One]) -> _One | None:
    return next(iter(found)) if len(found) == 1 else None


def pieces(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence; one that has no end (a table in a line) in pieces cut behind commas, so that time stays linear."""
    start, end = sentence
    while end - start > LONGEST:
        cut = text.rfind(",", start + LONGEST // 2, start + LONGEST) + 1 or start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _holders(line: Line, where: str) -> list[Holder]:
    """The companies of a line; whoever only speaks of others holds nothing."""
    return [
        Holder(company, where, i, function(line, i))
        for i in of_kind(line, "company")
        if (company := line[i].company) is not None and not speaks(line, i)
    ]


def _titled(title: str, headline: Sequence[Mention]) -> Line:
    """The items of a title that names a single date (not `2024 contro 2023`), which has no place in the text."""
    if not any(isinstance(find, DateSpan) for find in headline):
        return ()
    line = read_line(title, (0, len(title)), headline)
    if len(of_kind(line, "date")) != 1:
        return ()
    return tuple(replace(item, find=replace(item.date, start=0, end=0)) if item.date else item for item in line)


def _topics(
    title: str, headline: Sequence[Enterprise], text: str, companies: Sequence[Enterprise]
) -> Iterator[tuple[str, Enterprise]]:
    """The company of the title if it has but one, in the text or only there; the only one of the article, or far the most frequent."""
    words = f" {' '.join(TOKEN.findall(title.casefold()))} "
    titled = {
        find.entity_id: find
        for find in companies
        if any(
            f" {' '.join(TOKEN.findall(said.casefold()))} " in words
            for said in (find.name, text[find.start : find.end])
        )
    }
    only_there = {find.entity_id: find for find in headline if not is_plain(title[find.start : find.end])}
    if len(titled) == 1:
        yield "title", next(iter(titled.values()))
    elif not titled and len(only_there) == 1:
        yield "headline", replace(next(iter(only_there.values())), start=0, end=0)
    first = {find.entity_id: find for find in reversed(companies)}
    counts = Counter(find.entity_id for find in companies).most_common(2)
    if not counts or counts[0][1] == 1:
        return  # a van, a watch, a source in a story about something else
    if len(counts) == 1:
        yield "only", first[counts[0][0]]
    elif counts[0][1] >= MOST * counts[1][1]:
        yield "most", first[counts[0][0]]
