"""Characters that read like others, or like nothing: invisible ones, decomposed letters, ligatures, full-width signs, marks of emphasis."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estrattore.text.offsets import Edit

_HYPHEN = "\u00ad"  # soft: it shows at a line's end only
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x9f"
_INVISIBLE = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_COMBINING = "\u0300-\u036f"
_COMPATIBLE = "\ufb00-\ufb06\uff01-\uff5e"  # ligatures, full-width signs
_ODD = re.compile(f"[{_CONTROLS}{_INVISIBLE}{_COMBINING}{_COMPATIBLE}]+")
_PARTED = re.compile(r"\r?\n[^\S\n]*(?=[^\W\d_])")
_EMPHASIS = re.compile(r"\*+|_+")
_OPENING, _CLOSING = "«“‘(", ")»”.!?"
_LONGEST_MARK = 3  # `***both***`; more of them are a line, a gap or a swear word
_WIDEST_EMPHASIS = 600  # marks further apart do not belong together


def fold_characters(text: str) -> Iterator[Edit]:
    """What to put for the characters that do not exist for the reader.

    >>> list(fold_characters("11 mi\\u00adliardi, piu\\u0300"))
    [(5, 6, ''), (16, 18, 'ù')]
    """
    for match in _ODD.finditer(text):
        start, end = match.span()
        run = match.group()
        if run == _HYPHEN and (border := _PARTED.match(text, end)):
            yield start, border.end(), ""
        elif "\u0300" <= run[0] <= "\u036f" and start and text[start - 1].isalpha():
            yield start - 1, end, _plain(text[start - 1 : end])
        else:
            yield start, end, _plain(run) or _gap(text, start, end)


def _plain(run: str) -> str:
    """What of odd characters is left, in the shape that everybody writes."""
    if "\ufb00" <= run[-1] <= "\uff5e" and run[-1] != "\ufeff":
        run = unicodedata.normalize("NFKC", run)
    return unicodedata.normalize("NFC", "".join(map(_visible, run)))


def _visible(character: str) -> str:
    """Nothing for a character that cannot be seen; a byte of Windows text that was taken for a control is what it was."""
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1").decode("cp1252", "ignore")
    return "" if unicodedata.category(character) in ("Cc", "Cf") or character == "\u034f" else character


def _gap(text: str, start: int, end: int) -> str:
    """A blank where a zero-width space alone parts two words: `unisce⏎Il` without the break."""
    before, after = text[start - 1 : start], text[end : end + 1]
    parts = (
        "\u200b" in text[start:end]
        and (after.isupper() or after in _OPENING)
        and (before.islower() or before in _CLOSING)
    )
    return " " if parts and before and after else ""


def fold_emphasis(text: str) -> list[Edit]:
    """The marks that only show how a word is set: pairs of `*` or `_` that hug what stands between them.

    >>> list(fold_emphasis("**Enel** e _Eni_, non 3 * 4 né nome_file"))
    [(0, 2, ''), (6, 8, ''), (11, 12, ''), (15, 16, '')]
    """
    opened: defaultdict[str, list[int]] = defaultdict(list)
    edits: list[Edit] = []
    for match in _EMPHASIS.finditer(text):
        mark, (start, end) = match.group(), match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if len(mark) > _LONGEST_MARK:
            continue
        if opened[mark] and _closes(before, after) and start - opened[mark][-1] <= _WIDEST_EMPHASIS:
            begin = opened[mark].pop()
            edits += [(begin, begin + len(mark), ""), (start, end, "")]
        elif _opens(before, after):
            opened[mark].append(start)
    return sorted(edits)


def _opens(before: str, after: str) -> bool:
    return not (before.isalnum() or before in ("/", "\\")) and after != "" and not after.isspace()


def _closes(before: str, after: str) -> bool:
    return not before.isspace() and not after.isalnum()
