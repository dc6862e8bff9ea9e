"""What stands between a role and a name, or between a role and its company: the patterns, with the words of `roles.toml`."""

from __future__ import annotations

import re
from functools import cache

from estrattore.names.ahead import ahead
from estrattore.names.role_patterns import BRACKET, LONGEST_COMPLEMENT, adjective, link_ahead, no_role
from estrattore.resources.schemas.names import roles
from estrattore.resources.words import alternatives

QUOTED = r"«(?-i:[A-ZÀ-Þ])[^«».!?\n]{1,40}»"  # `patron del ristorante «La Sosta»`
ENNE = r"(?:\d{1,3}|[a-z]+)enne"  # `l'agente 45enne X`, `il boss quarantenne X`


@cache
def between() -> re.Pattern[str]:
    """Complement and mark between a role and the name behind it."""
    return re.compile(
        rf"(?:{link_ahead()}(?:[^.;:!?()\n,]|\.(?=\w)){{1,{LONGEST_COMPLEMENT}}}?)?(?:{BRACKET.pattern})?\s*[,:–—-]?\s*",
        re.IGNORECASE,
    )


@cache
def copula() -> re.Pattern[str]:
    """Between a role and who holds it: `Nuovo presidente è X`."""
    article = rf"(?<=\s)(?:{ahead(roles().articles)})(?:{no_role()}\s+)?"
    return re.compile(rf"\s+(?:{alternatives(roles().copulas)})\s+(?:{article})?$", re.IGNORECASE)


@cache
def epithet() -> re.Pattern[str]:
    """Between the comma behind a role and the name: `, il nisseno X`, `, l'ex magistrato X`."""
    return re.compile(
        rf"(?<=,)\s+{ahead(roles().articles)}(?:{no_role()}|(?:{alternatives(roles().before)})\s{no_role()}|{ENNE})\s+$"
    )


@cache
def further() -> re.Pattern[str]:
    """What a role is further about, behind its company, up to a comma: `della Commissione per la coesione,`."""
    return re.compile(rf"\s+(?:{alternatives(roles().further)})\s[^,;:()]+,\s*")


@cache
def second_title() -> re.Pattern[str]:
    """Between a role and the name, another title that no table knows: `attrice ed ereditiera X`."""
    return re.compile(
        rf"\s+(?:{alternatives(roles().joints)})\s+(?!{ahead(roles().articles)})[a-zà-ÿ-]+\s+(?:{adjective()}\s+)?"
    )


@cache
def qualified() -> re.Pattern[str]:
    """Between a role and the name, a noun that says of what kind it is, of how many, or with what field (`responsabile di filiale X`), an
    age, what it is for (`attivista pro Palestina X`), or a word that no verb ends like (`regista dissidente X`).
    """
    of = alternatives([roles().kind_of, *roles().many_of])
    field = rf"(?:{alternatives(roles().with_field)})\s+{ahead(roles().of)}[a-zà-ÿ]+(?:\s+[a-zà-ÿ]+){{0,4}}"
    more = rf"\s+(?:{adjective()}|{alternatives(roles().after)})"
    return re.compile(
        rf"\s+(?:(?:{of})\s+[a-zà-ÿ]+(?:{more})?|{field}|{ENNE}|{roles().for_whom}\s+[A-ZÀ-Þ]\w+|{_no_verb()})\s+"
    )


def _no_verb() -> str:
    """A word in small letters that ends like an adjective and like no verb of one person."""
    others = alternatives({*roles().no_adjectives, *roles().breaks, *roles().finite})
    endings, verbs = alternatives(roles().no_verbs), alternatives(roles().verbs)
    return rf"(?!(?:{others})\b|{ahead(roles().of)}|[a-zà-ÿ]*(?:{verbs})\b)[a-zà-ÿ-]{{2,}}(?:{endings})"


@cache
def fields() -> re.Pattern[str]:
    """Several fields with commas between them: `dell'Economia, delle Finanze e dello Sviluppo X`."""
    joint = alternatives(roles().joints)
    return re.compile(
        rf"\s+{ahead(roles().completes)}[^.;:()\n,]+(?:,\s+[^.;:()\n,]+)*,\s+[^.;:()\n,]+\s(?:{joint})\s[^.;:()\n,]+,?\s+"
    )


@cache
def body() -> re.Pattern[str]:
    """Between a role and the name, a body without a name: `portavoce del comitato X`."""
    of, nouns = ahead(roles().of), alternatives({*roles().bodies, *roles().company_nouns})
    more = rf"\s+(?!{of})[a-zà-ÿ]+[aeio]|(?:\s+{of}[a-zà-ÿ]+){{1,2}}"
    return re.compile(rf"\s+{of}(?:{nouns})(?:{more})?\s*,?\s+")


@cache
def thing() -> re.Pattern[str]:
    """Between a role and the name, one or two nouns in small letters: `direttore dei media vaticani X`, `titolare del bar della stazione X`."""
    other = alternatives({*roles().heads, *roles().plurals, *roles().kin, *roles().crimes})
    noun = rf"{ahead(roles().of)}(?!(?i:{other})\b)(?:[a-zà-ÿ]{{3,}}(?:\s+{adjective()})?|[A-ZÀ-Þ][a-zà-ÿ]+\s+{adjective()})"
    return re.compile(rf"\s+{noun}(?:\s+{noun})?\s+")


@cache
def body_of() -> re.Pattern[str]:
    """A body right before a word that would else be a role: `ordine dei`, `centro`."""
    nouns = alternatives({*roles().bodies, *roles().company_nouns})
    return re.compile(rf"\b(?:{nouns})\s+(?:(?:{alternatives(roles().many_of)})\s+)?$", re.IGNORECASE)


@cache
def described() -> re.Pattern[str]:
    """What a body is like, behind its name, or a field in it: `scozzese`, `al commercio`."""
    return re.compile(rf"{adjective()}|{ahead(roles().field_to)}[a-zà-ÿ]+")


@cache
def crime() -> re.Pattern[str]:
    """What somebody is to blame for: `del femminicidio`, `di due rapine`."""
    return re.compile(rf"\s+(?:[a-zà-ÿ]+['’]?\s*){{1,2}}\b(?:{alternatives(roles().crimes)})\b", re.IGNORECASE)


@cache
def honorifics() -> re.Pattern[str]:
    """`dott.`, `l'on.` right before a name, behind its role."""
    return re.compile(
        rf"(?:(?:{ahead(roles().articles)})?(?<!\w)(?:{alternatives(roles().honorifics)})\.?\s+)+$", re.IGNORECASE
    )


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
        rf"\s+(?!{ahead([*roles().of, *roles().goes_with])}|(?:{alternatives({*roles().joints, *roles().heads})})\b|\w{{3,}}(?:o|t[aei]|l[ei])\b)[a-zà-ÿ]+"
    )


@cache
def goes_on_as_noun() -> re.Pattern[str]:
    """What makes a word that may be a role an adjective: `storico cliente`."""
    return re.compile(rf"\s+(?!{ahead([*roles().of, *roles().joints])})[a-zà-ÿ]")


@cache
def finite() -> re.Pattern[str]:
    """A verb that goes on about the role: `X, il presidente di Y tace`."""
    return re.compile(rf"\s+(?:{alternatives(roles().finite)})\b")


@cache
def verbs() -> re.Pattern[str]:
    """The same but what may join two nouns: in `ministro per lo Sport e i giovani` no sentence goes on."""
    return re.compile(rf"\b(?:{alternatives(set(roles().breaks) - set(roles().joints))})\b")


@cache
def breaks() -> re.Pattern[str]:
    """Words with which the sentence goes on."""
    return re.compile(rf"\b(?:{alternatives(roles().breaks)})\b")


@cache
def complement() -> re.Pattern[str]:
    """What follows a role up to a mark, a dash between blanks, or a word with which the sentence goes on, but not one that joins
    two adjectives or fields: `del settore ricreativo e ricettivo di Vetrobit`, `per lo Sport e i giovani,`.
    """
    words = roles()
    joint = rf"\s(?:{alternatives(words.joints)})\s"
    pair = rf"(?<=(?P<ending>[a-zà-ÿ]{{2}})){joint}[a-zà-ÿ]+(?P=ending)\s{ahead(words.of)}(?-i:[A-ZÀ-Þ])"
    pair = rf"(?:{pair}|{joint}{ahead(words.articles)}{no_role()}\s*[,.:;)])"
    goes_on = rf"\s(?:{alternatives(words.breaks)})\b(?!\s{ahead(words.completes)})"
    dash = rf"\s[–—-]\s(?!{alternatives(words.after_dash)})"
    rest = rf"(?:{QUOTED}|(?!(?!{pair}){goes_on}|{dash})[^.;:!?()«»\n,]){{1,{LONGEST_COMPLEMENT}}}"
    return re.compile(rf"(?={link_ahead()}){rest}", re.IGNORECASE)


@cache
def link() -> re.Pattern[str]:
    """What leads from a role to its complement."""
    return re.compile(rf"\s+{ahead(roles().of)}")


@cache
def field() -> re.Pattern[str]:
    """What leads to a field and to no company: `assessore alla`."""
    return re.compile(rf"\s+{ahead(roles().field_to)}")


@cache
def function() -> re.Pattern[str]:
    """Between a role and its company: what the role is about (`della raffinazione di`)."""
    of = ahead(roles().of)
    return re.compile(rf"\s+(?P<what>{of}(?P<noun>[a-zà-ÿ]+)[^,]*?)\s+{of}", re.IGNORECASE)


@cache
def plain_function() -> re.Pattern[str]:
    """What a role is about, without a preposition, up to one, a name or a mark: `responsabile ufficio vendite`."""
    words = roles()
    other = ahead([*words.of, *words.breaks, *words.articles])
    end = rf"\s+{ahead(words.of)}|\s+[A-ZÀ-Þ]|\s*[,.;)]|\s+[–—-]\s"
    return re.compile(rf"(?:\s+(?!{other})[a-zà-ÿ]{{4,}}){{1,5}}(?={end})")


@cache
def completes() -> re.Pattern[str]:
    """A complement that belongs to the role even where it is no organisation."""
    return re.compile(rf"\s+{ahead(roles().completes)}")


@cache
def of_company() -> re.Pattern[str]:
    """A complement that only says that it is a company: `del gruppo`."""
    return re.compile(rf"\s+{ahead(roles().of)}(?:{alternatives(roles().company_nouns)})\s*", re.IGNORECASE)
