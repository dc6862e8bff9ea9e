"""What stands between a role and a name: whether it lets the one belong to the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from estrattore.names import gap_patterns as written
from estrattore.names.possible import is_place
from estrattore.names.role_class import holds_field
from estrattore.names.role_patterns import BRACKET, title
from estrattore.names.spans import BLANKS
from estrattore.resources.schemas.names import places, roles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estrattore.names.spans import Mention

WORD_REACH = 25  # characters that the word before a role takes up at most
QUOTES = "«»“”\"'’"
QUOTED_TITLE = re.compile(
    rf"\s(?P<quote>[{QUOTES}])[^{QUOTES}]+(?:(?P=quote)|[»”’])\s*$"
)  # `regista di 'Sotto il vetro'`
FRONT_REACH = 40  # characters of a verb or an epithet right before a name
DASH = re.compile(r"\s[–—-]\s")
PARTING = (",", ":", " –", " —", " -")
MARKS = BLANKS + ",:–—-"


def front_of(text: str, left: int, end: int) -> tuple[int, bool]:
    """Where what stands right before a name begins, and whether a mark or a verb parts it from the role: honorifics, a bracket, a verb
    (`presidente è X`), an epithet (`il segretario del partito, il nisseno X`).
    """
    honorifics = written.honorifics().search(text, max(left, end - WORD_REACH), end)
    front = honorifics.start() if honorifics else end
    for pattern in (written.epithet(), written.copula()):
        if found := pattern.search(text, max(left, front - FRONT_REACH), front):
            return found.start(), True
    bare = text[left:front].rstrip()
    return (left + len(bare) - 1, True) if bare.endswith("(") else (front, False)


def is_no_office(text: str, found: re.Match[str], end: int) -> bool:
    """Whether a word for a role is none here: `andato ad Anna`, `è responsabile di`, `l'autore del furto`, `l'ordine dei giornalisti`, `X, storico cliente`."""
    role, start = found.group("role").casefold(), found.start("role")
    behind = found.end("role")
    being = found.groupdict().get("being")
    if being and role in roles().no_predicate and being.casefold() in roles().bare_copulas:
        return True
    if role in roles().blamed and written.crime().match(text, behind, end):
        return True
    adjectives = roles().no_predicate if being else roles().now if "article" in found.re.groupindex else ()
    if role in adjectives and written.goes_on_as_noun().match(text, behind, end):
        return True
    if found.groupdict().get("other") and role in roles().now | roles().late_heads:
        return True
    in_body = written.body_of().search(text, max(0, start - WORD_REACH), start) is not None
    return _is_preposition(text, found, end) or (in_body and role in roles().plurals | roles().late_heads)


def _is_preposition(text: str, found: re.Match[str], end: int) -> bool:
    """Whether `ad` is no role: `andato ad Anna`."""
    if found.group("role") not in roles().preposition:
        return False
    start = found.start("role")
    ahead = written.before_ad().search(text, max(0, start - WORD_REACH), start)
    return not (ahead or written.behind_ad().match(text, found.end("role"), end))


def closes(text: str, found: re.Match[str], following: Mention | None, enterprises: Sequence[Mention]) -> bool:
    """Whether an apposition ends before the sentence goes on (`come Bassi, il presidente del gruppo tace`) or names its own holder (`Bassi, il presidente Galli`)."""
    end = found.end("role")
    if not found.group("article"):
        return following is None or bool(text[end : following.start].strip())  # `Bassi, papa Leone`
    own = following is not None and leads_to_name(text, found, following.start, enterprises)
    if text.startswith(":", end) and not found.group("now"):  # `Bassi, il parroco: «Taccio»` lets another speak
        return False
    said = written.complement().match(text, end)
    return not (own or goes_on(text, end) or (said and written.finite().match(text, said.end())))


def goes_on(text: str, end: int) -> bool:
    """Whether a verb most likely follows."""
    return written.goes_on().match(text, end, end + WORD_REACH) is not None


def leads_to_name(
    text: str, found: re.Match[str], end: int, enterprises: Sequence[Mention], *, is_marked: bool = False
) -> bool:
    """Whether nothing but the complement stands between role and name: no verb as in `il ceo di Eni incontra Rossi`."""
    start = found.end()
    gap = text[start:end]
    if (
        not BRACKET.sub("", gap).strip(MARKS)
        or written.second_title().fullmatch(gap)
        or written.qualified().fullmatch(gap)
    ):
        return True
    if written.fields().fullmatch(gap):
        return _is_field(found, gap)
    if not written.between().fullmatch(gap) or len(DASH.findall(gap)) > 1:
        return False
    ends = [] if holds_field(found.group("role")) else [m.end for m in enterprises if start <= m.start and m.end <= end]
    if ends:
        rest = BRACKET.sub("", text[ends[-1] : end])
        more = written.further().fullmatch(rest)
        about = more is not None and written.verbs().search(rest) is None
        where = written.link().match(rest)  # `dell'Ausl di Modena X`, `il segretario al Tesoro Usa X`
        state = rest.strip(MARKS) in places().world or (
            where is not None and is_place(rest[where.end() :].strip(MARKS))
        )
        # `del Collegio giudicante (X)`, `del Parlamento scozzese X`
        said = rest.strip(MARKS)
        said_of_body = bool(written.described().fullmatch(said)) or (is_marked and said.isalpha() and said.islower())
        return about or state or said_of_body or not rest.strip(MARKS + QUOTES + ")")
    last = (BRACKET.sub("", gap).strip(MARKS) or gap.strip(MARKS)).split()[-1].strip(QUOTES)
    is_name = last.split("’")[-1].split("'")[-1][:1].isupper() or last.isdigit()
    if is_marked or is_name or gap.rstrip().endswith(PARTING) or QUOTED_TITLE.search(gap):
        return True
    role = found.group("role").casefold()
    of_thing = not roles().of_things.isdisjoint({role, *role.split()}) and written.thing().fullmatch(gap)
    return bool(of_thing) or _is_field(found, gap) or written.body().fullmatch(gap) is not None


def _is_field(found: re.Match[str], gap: str) -> bool:
    """Whether what stands between a role and the name is its field: `ministro per lo Sport e i giovani X`, but `ministro dell'Innovazione e X`."""
    of = written.completes().match(gap)
    has_field = of is not None and not (roles().fields | roles().fields_to).isdisjoint(
        found.group("role").casefold().split()
    )
    last = gap.rsplit(maxsplit=1)[-1]
    joins = last.casefold() in roles().joints or written.link().fullmatch(f" {last} ") is not None
    holds_another = title().search(gap) is not None  # `il ministro dei Trasporti con l'esponente X`
    return has_field and not (joins or holds_another) and written.verbs().search(gap, of.end() if of else 0) is None
