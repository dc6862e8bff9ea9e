"""How roles are written: the patterns, with the words of `roles.toml`."""

from __future__ import annotations

import re
from functools import cache

from estrattore.names.ahead import ahead
from estrattore.resources.schemas.names import roles
from estrattore.resources.words import alternatives

LONGEST_COMPLEMENT = 80  # characters of `dell'Economia e delle Finanze`
BRACKET = re.compile(r"\s*\([^()\n]{1,30}\)")  # `della Banca centrale europea (Bce), X`
AGED = r"(?:\d{1,3}enne\s+)?"  # `X, 45enne imprenditore`


def _one_or_two() -> str:
    words = roles()
    heads, early, late, joint = (
        alternatives(some) for some in ({*words.heads, *words.plurals}, words.before, words.after, words.joints)
    )
    one = rf"(?:(?:{early})[\s-])?(?:{heads})(?:\s+(?:{late}))*"
    return rf"(?P<role>{one}(?:(?:,\s+{one})?\s+(?:{joint})\s+{one})?)(?![\w-])"


def _age() -> str:
    return rf"(?:,\s*\d{{1,3}}\s+{roles().age})?"


def _link() -> str:
    return rf"(?:\s+{ahead(roles().of)}|\s+@\s*|\s+(?=(?-i:[A-ZÀ-Þ0-9])))"


@cache
def title() -> re.Pattern[str]:
    """A role, or two that are joined."""
    return re.compile(rf"(?<![\w-]){_one_or_two()}", re.IGNORECASE)


@cache
def between() -> re.Pattern[str]:
    """Complement and mark between a role and the name behind it."""
    return re.compile(
        rf"(?:{_link()}[^.;:!?()\n,]{{1,{LONGEST_COMPLEMENT}}}?)?(?:{BRACKET.pattern})?\s*[,:–—-]?\s*", re.IGNORECASE
    )


@cache
def apposition() -> re.Pattern[str]:
    """A role behind a name: `, ceo`, `(presidente`, `– oggi sindaco`."""
    now, articles = alternatives(roles().now), ahead(roles().articles)
    return re.compile(
        rf"{_age()}\s*[,(–—-]\s*(?P<article>{articles})?(?:(?:{now})\s+)?{AGED}{_one_or_two()}", re.IGNORECASE
    )


@cache
def predicate() -> re.Pattern[str]:
    """`è il nuovo ceo`, `si dimette da presidente`."""
    return re.compile(rf"{_age()},?\s+(?:{alternatives(roles().being)})\s*(?:(?<=')|\b){_one_or_two()}", re.IGNORECASE)


@cache
def bare() -> re.Pattern[str]:
    """A role right behind the name of who is appointed."""
    now, how = alternatives(roles().now), alternatives(roles().appointed_as)
    return re.compile(rf"\s+(?:(?:{how})\s+)?(?:(?:{now})\s+)?{_one_or_two()}", re.IGNORECASE)


@cache
def appointed_too() -> re.Pattern[str]:
    """Between two who are appointed: `direttore generale e`."""
    return re.compile(
        rf"{bare().pattern}.{{0,{LONGEST_COMPLEMENT}}}?,?\s+(?:{alternatives(roles().joints)})\s+", re.IGNORECASE
    )


@cache
def appointing() -> re.Pattern[str]:
    """The verb of who appoints, right before the name."""
    return re.compile(rf"\b(?:{alternatives(roles().appointing)})\s+$", re.IGNORECASE)


@cache
def appointing_to() -> re.Pattern[str]:
    """The verb of who appoints, right before a role."""
    words = roles()
    return re.compile(
        rf"\b(?:{alternatives(words.appointing)})\s+(?:{ahead(words.articles)})?(?:(?:{alternatives(words.now)})\s+)?$",
        re.IGNORECASE,
    )


@cache
def second_title() -> re.Pattern[str]:
    """Between a role and the name, another title that no table knows: `attrice ed ereditiera X`."""
    return re.compile(rf"\s+(?:{alternatives(roles().joints)})\s+(?!{ahead(roles().articles)})[a-zà-ÿ-]+\s+")


@cache
def body() -> re.Pattern[str]:
    """Between a role and the name, a body without a name: `portavoce del comitato X`."""
    of = ahead(roles().of)
    return re.compile(rf"\s+{of}(?:{alternatives(roles().bodies)})(?:\s+(?!{of})[a-zà-ÿ]+[aeio])?\s*,?\s+")


@cache
def complement() -> re.Pattern[str]:
    """What follows a role up to a mark, a dash between blanks, or a word with which the sentence goes on."""
    stop = rf"(?!\s(?:{alternatives(roles().breaks)})\b(?!\s{ahead(roles().completes)}))(?!\s[–—-]\s)"
    return re.compile(rf"(?={_link()})(?:{stop}[^.;:!?()«»\n,]){{1,{LONGEST_COMPLEMENT}}}", re.IGNORECASE)


@cache
def function() -> re.Pattern[str]:
    """Between a role and its company: what the role is about (`della raffinazione di`)."""
    of = ahead(roles().of)
    return re.compile(rf"\s+(?P<what>{of}(?P<noun>[a-zà-ÿ]+)[^,]*?)\s+{of}", re.IGNORECASE)


@cache
def completes() -> re.Pattern[str]:
    """A complement that belongs to the role even where it is no organisation."""
    return re.compile(rf"\s+{ahead(roles().completes)}")


@cache
def of_company() -> re.Pattern[str]:
    """A complement that only says that it is a company: `del gruppo`."""
    return re.compile(rf"\s+{ahead(roles().of)}(?:{alternatives(roles().company_nouns)})\s*", re.IGNORECASE)


@cache
def breaks() -> re.Pattern[str]:
    """Words with which the sentence goes on."""
    return re.compile(rf"\b(?:{alternatives(roles().breaks)})\b")


@cache
def verbs() -> re.Pattern[str]:
    """The same but what may join two nouns: in `ministro per lo Sport e i giovani` no sentence goes on."""
    return re.compile(rf"\b(?:{alternatives(set(roles().breaks) - set(roles().joints))})\b")


@cache
def joint() -> re.Pattern[str]:
    """Between two holders of roles in one company."""
    return re.compile(rf",?\s+(?:{alternatives(roles().joints)})\s+{ahead(roles().articles)}?", re.IGNORECASE)


@cache
def series() -> re.Pattern[str]:
    """Between two of several who hold one role."""
    return re.compile(rf",\s+|\s+(?:{alternatives(roles().joints)})\s+")


@cache
def same_role() -> re.Pattern[str]:
    """`e quella di`: the role of the one before."""
    return re.compile(rf"\s*,?\s*\w+\s+(?:{alternatives(roles().same)})\s+{ahead(roles().of)}", re.IGNORECASE)


@cache
def leading() -> re.Pattern[str]:
    """Between a company and who leads it."""
    led_by = alternatives(roles().led_by)  # any articulated form, too: `guidata dall'ad X`
    return re.compile(rf"\s*[,(]?\s*(?:{led_by})(?:\s+|(?<=['’])\s?)(?:{_one_or_two()}\s+)?", re.IGNORECASE)


@cache
def at_the_head() -> re.Pattern[str]:
    """Between who leads a company and its name."""
    return re.compile(rf"\s*,?\s+(?:{alternatives(roles().at_the_head)})\s+{ahead(roles().of)}", re.IGNORECASE)


@cache
def of_ahead() -> re.Pattern[str]:
    """A role and `di` right before a name."""
    return re.compile(rf"{_one_or_two()}\s+{ahead(roles().of)}$", re.IGNORECASE)


@cache
def before_ad() -> re.Pattern[str]:
    """What makes `ad` a role: `l'`, `ex` before it."""
    return re.compile(rf"(?<!\w){ahead(roles().before_ad)}$", re.IGNORECASE)


@cache
def behind_ad() -> re.Pattern[str]:
    """What makes `ad` a role: `di` behind it."""
    return re.compile(rf"\s+{ahead(roles().behind_ad)}", re.IGNORECASE)


@cache
def goes_on() -> re.Pattern[str]:
    """A word in small letters that is no complement, adjective or participle: most likely a verb."""
    return re.compile(
        rf"\s+(?!{ahead([*roles().of, *roles().joints, *roles().goes_with])}|\w{{3,}}(?:o|t[aei]|l[ei])\b)[a-zà-ÿ]+"
    )


@cache
def honorifics() -> re.Pattern[str]:
    """`dott.`, `l'on.` right before a name, behind its role."""
    return re.compile(
        rf"(?:(?:{ahead(roles().articles)})?(?<!\w)(?:{alternatives(roles().honorifics)})\.?\s+)+$", re.IGNORECASE
    )
