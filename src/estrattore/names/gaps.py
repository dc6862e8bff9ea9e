"""What stands between a role and a name: whether it lets the one belong to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estrattore.names import role_patterns as written
from estrattore.names.spans import BLANKS
from estrattore.resources.schemas.names import roles

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from estrattore.names.spans import Mention

WORD_REACH = 25  # characters that the word before a role takes up at most
QUOTES = '«»“”"'
MARKS = BLANKS + ",:–—-"


def is_preposition(text: str, found: re.Match[str], end: int) -> bool:
    """Whether `ad` is no role: `andato ad Anna`."""
    if found.group("role") not in roles().preposition:
        return False
    start = found.start("role")
    ahead = written.before_ad().search(text, max(0, start - WORD_REACH), start)
    return not (ahead or written.behind_ad().match(text, found.end("role"), end))


def closes(text: str, found: re.Match[str], following: Mention | None) -> bool:
    """Whether an apposition ends before the sentence goes on (`come Bassi, il presidente tace`) or names its own holder (`Bassi, il presidente Galli`)."""
    if not found.group("article"):
        return True
    end = found.end("role")
    own = following is not None and written.between().fullmatch(text, end, following.start)
    return not own and not written.goes_on().match(text, end, end + WORD_REACH)


def leads_to_name(text: str, found: re.Match[str], end: int, enterprises: Sequence[Mention]) -> bool:
    """Whether nothing but the complement stands between role and name: no verb as in `il ceo di Eni incontra Rossi`."""
    start = found.end()
    gap = text[start:end]
    if not gap.strip(MARKS) or written.second_title().fullmatch(gap):
        return True
    if not written.between().fullmatch(gap):
        return False
    ends = [m.end for m in enterprises if start <= m.start and m.end <= end]
    if ends:
        return not written.BRACKET.sub("", text[ends[-1] : end]).strip(MARKS + ")")
    last = gap.strip(MARKS).split()[-1].strip(QUOTES)
    if last.split("’")[-1].split("'")[-1][:1].isupper() or gap.rstrip().endswith((",", ":")):
        return True
    return _is_field(found, gap) or written.body().fullmatch(gap) is not None


def _is_field(found: re.Match[str], gap: str) -> bool:
    """Whether what stands between a role and the name is its field: `ministro per lo Sport e i giovani X`, but `ministro dell'Innovazione e X`."""
    of = written.completes().match(gap)
    has_field = of is not None and found.group("role").split()[-1].casefold() in roles().fields
    joins = gap.rsplit(maxsplit=1)[-1].casefold() in roles().joints
    return has_field and not joins and written.verbs().search(gap, of.end() if of else 0) is None
