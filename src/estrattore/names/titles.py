"""The role that stands next to a person's name, and the company or organisation it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from estrattore.names.ahead import ahead
from estrattore.names.spans import Mention
from estrattore.resources.schemas.names import roles
from estrattore.resources.words import alternatives

WORDS_BETWEEN = 5
REACH = 140  # characters of the sentence that are looked at on either side
LONGEST_COMPLEMENT = 80  # characters of `dell'Economia e delle Finanze`


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Role before the name (ends where the name begins), role after the name."""
    words = roles()
    heads, early, late, joint, now = (
        alternatives(some) for some in (words.heads, words.before, words.after, words.joints, words.now)
    )
    one = rf"(?:(?:{early})[\s-])?(?:{heads})(?:\s+(?:{late}))*"
    role = rf"(?P<role>{one}(?:\s+(?:{joint})\s+{one})?)(?![\w-])"
    link = rf"(?:\s+{ahead(words.of)}|\s+@\s*|\s+(?=(?-i:[A-ZÀ-Þ])))"
    rest = rf"{link}[^.;:!?()«»\n,]{{1,{LONGEST_COMPLEMENT}}}"
    before = rf"(?<![\w-]){role}(?P<rest>{rest}?)?\s*[,:–—-]?\s*$"
    after = rf"\s*[,(–—-]\s*(?:(?:{now})\s+)?{ahead(words.articles)}?{role}(?P<rest>{rest})?"
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)


@cache
def _completes() -> re.Pattern[str]:
    return re.compile(rf"\s+{ahead(roles().completes)}")


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(roles().breaks)})\b")


def role_of(
    text: str, person: Mention, others: Sequence[Mention], *, sentence: tuple[int, int]
) -> tuple[str, Mention | None] | None:
    """Role as written, and the company or organisation that its complement names.

    Args:
        text: The article.
        person: Whose role.
        others: Companies and organisations of the article.
        sentence: Borders that a role does not cross.
    """
    before, after = _patterns()
    left = max(sentence[0], person.start - REACH)
    right = min(sentence[1], person.end + REACH)
    found = before.search(text, left, person.start)
    if found and not _leads_to_name(found, others):
        found = None
    found = found or after.match(text, person.end, right)
    if found is None:
        return None
    inside = [m for m in others if m.kind != "person" and found.end("role") <= m.start and m.end <= found.end()]
    if inside and not _is_complement(text[found.end("role") : inside[0].start]):
        inside = []
    role = " ".join(found.group("role").split())
    rest = found.group("rest")
    if not inside and rest and _completes().match(rest):
        role += " " + " ".join(rest.split())  # `ministro dell'Economia`: what is no organisation completes the role
    return role.strip(" ,"), inside[0] if inside else None


def _is_complement(between: str) -> bool:
    """Whether role and name belong together: `del gruppo bancario`, not `di una società che piace a`."""
    return len(between.split()) <= WORDS_BETWEEN and not _breaks().search(between)


def _leads_to_name(found: re.Match[str], others: Sequence[Mention]) -> bool:
    """Whether nothing but the complement stands between role and name: no verb as in `il ceo di Eni incontra Rossi`."""
    if found.group("rest") is None:
        return True
    ends = [m.end for m in others if found.start("rest") <= m.start and m.end <= found.end()]
    if ends:
        return not found.string[ends[-1] : found.end()].strip(" ,:–—-")
    last = found.group("rest").split()[-1]
    return last.split("’")[-1].split("'")[-1][:1].isupper() or found.group().rstrip().endswith((",", ":"))
