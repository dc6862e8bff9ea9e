"""How roles are written: the patterns, with the words of `roles.toml`."""

from __future__ import annotations

import re
from functools import cache

from estrattore.names.ahead import ahead
from estrattore.resources.schemas.names import names, roles
from estrattore.resources.words import all_forms, alternatives

LONGEST_COMPLEMENT = 80  # characters of `dell'Economia e delle Finanze`
BRACKET = re.compile(r"\s*\([^()\n]{1,80}\)")  # `della Banca centrale europea (Bce), X`
AGED = r"(?:\d{1,3}enne\s+)?"  # `X, 45enne imprenditore`


def one_or_two() -> str:
    """A role, or some that are joined: `presidente e ad`."""
    words = roles()
    heads, early, late, joint = (
        alternatives(some) for some in ({*words.heads, *words.plurals}, words.before, words.after, words.joints)
    )
    one = rf"(?:(?:{early})(?:\s[-–]\s|[\s-])){{0,2}}(?:{heads})(?:\s+(?:{late}|{adjective()}))*"
    return rf"(?P<role>{one}(?:(?:,\s+{one}){{0,3}},?\s+(?:{joint})\s+{one}){{0,2}})(?![\w-])"


def adjective() -> str:
    """`carpigiano`, `teatrale`: told by their endings."""
    return rf"(?-i:[a-zà-ÿ-]{{3,}}(?:{alternatives(roles().adjectives)}))(?!\w)"


def age() -> str:
    """`, 37 anni`."""
    return rf"(?:,\s*\d{{1,3}}\s+{roles().age})?"


def link_ahead() -> str:
    """What leads from a role to its complement: `di`, `@`, a capital."""
    return rf"(?:\s+(?:{ahead(roles().of)}|(?={alternatives(roles().with_field)}))|\s+@\s*|\s+(?=[«“\"]?(?-i:[A-ZÀ-Þ0-9])))"


def no_role() -> str:
    """A word in small letters that is neither a role nor a relative: `il nisseno`."""
    known = alternatives({*roles().heads, *roles().plurals, *roles().kin})
    return rf"(?!(?i:{known})\b)(?-i:[a-zà-ÿ]{{3,}})"


@cache
def title() -> re.Pattern[str]:
    """A role, or two that are joined."""
    return re.compile(rf"(?<![\w-]){one_or_two()}", re.IGNORECASE)


@cache
def apposition() -> re.Pattern[str]:
    """A role behind a name: `, ceo`, `(presidente`, `– oggi sindaco`, `, il suo legale`, `, uno dei fondatori`, `, attrice ed ex sindaca`."""
    words = roles()
    now, his = map(alternatives, (words.now, words.his))
    articles, one_of = ahead(words.articles), ahead(words.one_of)
    opening = rf"(?:(?P<article>(?:{articles})(?!(?:{his})\s)|(?:{articles})?(?:{his})\s+)|{one_of})?"
    demonym = rf"(?:(?={adjective()}){no_role()},\s+)?"  # `, sassolese, docente di`
    mark = rf"(?:{BRACKET.pattern}(?=,))?{age()}\s*(?:,,|[,(–—-])\s*"
    return re.compile(
        rf"{mark}{demonym}{opening}(?:(?P<now>{now})\s+)?{AGED}{_other_title()}{one_or_two()}", re.IGNORECASE
    )


def _other_title() -> str:
    """A title that no table knows, before one that is known: `ristoratrice e`, `combattivo`."""
    words = roles()
    none = ahead([*words.of, *words.breaks, *words.finite, *all_forms(words.kin)])
    joint = rf"(?:(?:{ahead(words.of)}(?-i:[a-zà-ÿ]+)\s+)?(?:{alternatives(words.joints)})\s+)?"
    return rf"(?:(?!{none})(?P<other>(?-i:[a-zà-ÿ-]{{4,}}))\s+{joint})??"


@cache
def predicate() -> re.Pattern[str]:
    """`è il nuovo ceo`, `si dimette da presidente`, `debutta come direttrice`."""
    being = alternatives([*roles().being, *(f"… {how}" for how in roles().as_role)])
    return re.compile(rf"{age()},?\s+(?P<being>{being})\s*(?:(?<=')|\b){_other_title()}{one_or_two()}", re.IGNORECASE)


@cache
def kin() -> re.Pattern[str]:
    """A relative of who holds the role behind it: `il padre del`."""
    return re.compile(rf"\b(?:{alternatives(roles().kin)})\s+{ahead(roles().of)}$", re.IGNORECASE)


@cache
def of_company_ahead() -> re.Pattern[str]:
    """Between a name and the company that it is named with: `X di`."""
    return re.compile(rf"\s+{ahead(names().of)}")


@cache
def holder_in_brackets() -> re.Pattern[str]:
    """Between a company and the role of somebody named in brackets: `Vetrobit (il presidente X)`."""
    return re.compile(rf"\s*\(\s*(?:{ahead(roles().articles)})?")


@cache
def bare() -> re.Pattern[str]:
    """A role right behind the name of who is appointed."""
    now, how = alternatives(roles().now), alternatives(roles().appointed_as)
    return re.compile(rf"\s+(?:(?:{how})\s+)?(?:(?:{now})\s+)?{one_or_two()}", re.IGNORECASE)


@cache
def at_once() -> re.Pattern[str]:
    """A role with its complement right behind a name, without a mark: `spiega X responsabile del`, `X capogruppo Pd`, `X uno dei titolari`."""
    one_of = rf"(?P<one_of>{ahead(roles().one_of)})?"
    return re.compile(
        rf"\s+{one_of}{one_or_two()}(?(one_of)|(?=\s+{ahead(names().of)}|,|\s+(?-i:[A-ZÀ-Þ])))", re.IGNORECASE
    )


@cache
def appointed_too() -> re.Pattern[str]:
    """Between two who are appointed: `direttore generale e`."""
    return re.compile(
        rf"{bare().pattern}.{{0,{LONGEST_COMPLEMENT}}}?,?\s+(?:{alternatives(roles().joints)})\s+", re.IGNORECASE
    )


@cache
def appointing() -> re.Pattern[str]:
    """The verb of who appoints, right before the name."""
    return re.compile(rf"\b(?:{alternatives([*roles().appointing, *roles().appointment])})\s+$", re.IGNORECASE)


@cache
def appointing_to() -> re.Pattern[str]:
    """The verb of who appoints, right before a role."""
    words = roles()
    return re.compile(
        rf"\b(?:{alternatives(words.appointing)})\s+(?:{ahead(words.articles)})?(?:(?:{alternatives(words.now)})\s+)?$",
        re.IGNORECASE,
    )


@cache
def joint() -> re.Pattern[str]:
    """Between two holders of roles in one company."""
    return re.compile(rf",?\s+(?:{alternatives(roles().joints)})\s+{ahead(roles().articles)}?", re.IGNORECASE)


@cache
def series() -> re.Pattern[str]:
    """Between two of several who hold one role: `i pm Rossi (Dda) e Bassi`."""
    near = rf"(?:{ahead([*roles().articles, *roles().his])})?(?:{alternatives(roles().kin)})\s+"  # `Rossi e sua moglie Ada`
    return re.compile(rf"(?:{BRACKET.pattern})?(?:,\s+|\s+(?:{alternatives(roles().joints)})\s+(?:{near})?)")


@cache
def one_of_ahead() -> re.Pattern[str]:
    """Before a role of several that one has: `uno dei`."""
    return re.compile(rf"(?<!\w)(?:{ahead(roles().one_of)})$", re.IGNORECASE)


@cache
def objects() -> re.Pattern[str]:
    """What stands before a role that is no subject: `dal`, `nel primo`."""
    return re.compile(rf"(?<!\w){ahead(roles().no_subject)}(?:[a-zà-ÿ]+\s+)?$", re.IGNORECASE)


@cache
def same_role() -> re.Pattern[str]:
    """`e quella di`: the role of the one before."""
    near = rf"{ahead(roles().of)}|(?P<said>(?-i:[a-zà-ÿ]+)\s+)"
    return re.compile(rf"\s*,?\s*\w+\s+(?:{alternatives(roles().same)})\s+(?:{near})", re.IGNORECASE)


@cache
def leading() -> re.Pattern[str]:
    """Between a company and who leads it."""
    led_by = alternatives(roles().led_by)  # any articulated form, too: `guidata dall'ad X`
    return re.compile(rf"\s*[,(]?\s*(?:{led_by})(?:\s+|(?<=['’])\s?)(?:{one_or_two()}\s+)?", re.IGNORECASE)


@cache
def at_the_head() -> re.Pattern[str]:
    """Between who leads a company and its name."""
    return re.compile(rf"\s*,?\s+(?:{alternatives(roles().at_the_head)})\s+{ahead(roles().of)}", re.IGNORECASE)


@cache
def of_ahead() -> re.Pattern[str]:
    """A role and `di` right before a name, or `della famiglia`."""
    return re.compile(rf"{one_or_two()}\s+{ahead(names().of)}(?:(?-i:[a-zà-ÿ]+)\s+)?$", re.IGNORECASE)
