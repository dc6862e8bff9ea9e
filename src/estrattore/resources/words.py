"""Words as the tables write them: exact, or a stem with its endings; never a stem that anything may follow.

`aumento` is that word; `util[ei]` is a stem and one of these letters; `aument{are}` a stem and the endings that
`endings.toml` lists under that name. In a phrase `…` is any one word, and a preposition at its end any articulated form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from estrattore.errors import EstrattoreError
from estrattore.resources.endings import endings

_OPEN_WORD = "…"
_CHOICE = re.compile(r"\[(?P<letters>\w+)\]|\{(?P<name>[a-z]\w*)\}")
_REFERENCE = re.compile(r"(?<!\?P)<(?P<name>[a-z]\w*)>")


@cache
def forms(word: str) -> frozenset[str]:
    """Every form that one word of a table stands for.

    >>> sorted(forms("util[ei]")), sorted(forms("da"))
    (['utile', 'utili'], ['da'])
    >>> {"aumenterà", "aumentarsi"} <= forms("aument{are}")
    True
    """
    choice = _CHOICE.search(word)
    if choice is None:
        return frozenset((word,))
    stem, rest = word[: choice.start()], word[choice.end() :]
    return all_forms(stem + ending + rest for ending in choice["letters"] or _endings(choice["name"]))


def all_forms(words: Iterable[str]) -> frozenset[str]:
    """Every form of several words.

    >>> sorted(all_forms(["calo", "aument[oi]"]))
    ['aumenti', 'aumento', 'calo']
    """
    return frozenset(form for word in words for form in forms(word))


def alternatives(phrases: Iterable[str], *, blank: str = r"\s+") -> str:
    """A regular expression for phrases of a table, the longest first; `blank` is what stands between their words.

    >>> re.findall(alternatives(["al di sotto di", "non … oltre"]), "al di sotto della media, non va oltre")
    ['al di sotto della', 'non va oltre']
    """
    return "|".join(
        _phrase(phrase, blank) for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    )


def named_alternatives(**lists: Iterable[str]) -> str:
    """Alternatives in one named group for each list.

    >>> re.match(named_alternatives(up=["in più"], down=["in meno"]), "in meno").lastgroup
    'down'
    """
    return "|".join(f"(?P<{name}>{alternatives(phrases)})" for name, phrases in lists.items())


def template(pattern: str, parts: Mapping[str, str | Iterable[str]], *, blank: str = r"\s+") -> str:
    """A pattern in which `<name>` stands for another pattern (a string) or for words of a table (a list).

    >>> template("(?:<months>) <year>", {"months": ["marzo", "maggio"], "year": "[0-9]{4}"})
    '(?:maggio|marzo) [0-9]{4}'
    """

    def part(reference: re.Match[str]) -> str:
        found = parts[reference["name"]]
        return template(found, parts, blank=blank) if isinstance(found, str) else alternatives(found, blank=blank)

    return _REFERENCE.sub(part, pattern)


def inverted(lists: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """From each word of some lists to the name of its list.

    >>> inverted({"month": ["mese", "mesi"]})["mesi"]
    'month'
    """
    return {word: name for name, words in lists.items() for word in words}


def classes_of(lists: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """From each form to the names of all lists that hold it.

    >>> sorted(classes_of({"noun": ["aument[oi]"], "verb": ["aument{are}", "aumento"]})["aumento"])
    ['noun', 'verb']
    """
    found: dict[str, set[str]] = {}
    for name, words in lists.items():
        for form in all_forms(words):
            found.setdefault(form, set()).add(name)
    return {form: frozenset(names) for form, names in found.items()}


def _phrase(phrase: str, blank: str) -> str:
    *words, last = phrase.split()
    parts = [_word(word) for word in words]
    parts.append(_one_of(endings().prepositions.get(last, ())) if words else "")
    parts[-1] = parts[-1] or _word(last)
    return blank.join(parts)


def _word(word: str) -> str:
    return r"\w+" if word == _OPEN_WORD else _one_of(forms(word))


def _one_of(words: Iterable[str]) -> str:
    """The longest first, so that a border behind it is tried on whole words."""
    escaped = [re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))]
    return escaped[0] if len(escaped) == 1 else f"(?:{'|'.join(escaped)})" if escaped else ""


def _endings(name: str) -> tuple[str, ...]:
    try:
        return endings().endings[name]
    except KeyError as error:
        raise EstrattoreError(f"resources/endings.toml lists no endings {{{name}}}") from error
