"""A hook of mkdocs: pages named `*.it.md` say that they are Italian, for screen readers and hyphenation."""

from __future__ import annotations

from typing import Any


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """The page with its own language in place of the site's.

    >>> from types import SimpleNamespace
    >>> page = SimpleNamespace(file=SimpleNamespace(src_uri="tabelle.it.md"))
    >>> on_post_page('<html lang="en" class="no-js">', page)
    '<html lang="it" class="no-js">'
    """
    return output.replace('lang="en"', 'lang="it"', 1) if page.file.src_uri.endswith(".it.md") else output
