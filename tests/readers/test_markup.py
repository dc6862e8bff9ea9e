import pytest

from estrattore.readers.markup import html_text

# HTML, its lines
HTML = (
    ("Ricavi\nin crescita", "Ricavi\nin crescita"),
    ("<p>Uno</p>  <p>due\n tre</p>", "Uno\ndue tre"),
    ("Uno<br>due<br/>", "Uno\ndue"),
    ("<ul><li>uno<li>due</ul>", "uno\ndue"),
    ("A&nbsp;&egrave; <!-- c -->B", "A è B"),
    ("<style>p{}</style><p>Uno</p><script>x</script> coda", "Uno\ncoda"),
    ("<table><tr><th>Voce<th>2026<tr><td><p>Utile</p><td><b>3</b> mln</table>", "Voce | 2026\nUtile | 3 mln"),
    ("<table><tr><td>Utile<td><td>3</table>", "Utile |  | 3"),
    ("<table><tr><td><p>Uno.</p><p>Due.</p></td></tr></table>", "Uno.\nDue."),
    ("<table><tr><td><table><tr><td>Utile<td>3</table></td></tr></table>", "Utile | 3"),
    ("<div>" * 3000 + "fondo", ""),
    ("<!-- niente -->", ""),
    ("a < b & c > d", "a < b & c > d"),
)


@pytest.mark.parametrize(("html", "lines"), HTML, ids=range(len(HTML)))
def test_paragraphs_stay_lines(html, lines):
    assert html_text(html) == lines
