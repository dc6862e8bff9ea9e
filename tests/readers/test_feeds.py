import datetime as dt
import gzip

import pytest

from estrattore.documents import Document, Failure
from estrattore.readers import read

DAY = dt.date(2026, 3, 4)
ESCAPED = "&lt;p&gt;Ricavi di &lt;b&gt;Faldera&lt;/b&gt; a 9 milioni.&lt;/p&gt;&lt;p&gt;Utile stabile.&lt;/p&gt;"
PARAGRAPHS = "Ricavi di Faldera a 9 milioni.\nUtile stabile."

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Economia</title><link>https://giornale.example</link><description>Tutto</description>
<item><media:title>foto</media:title><title>Faldera &amp; figli</title><guid>n-1</guid><link>https://giornale.example/1</link>
<pubDate>Wed, 04 Mar 2026 10:00:00 +0100</pubDate><description>Breve.</description><content:encoded>{ESCAPED}</content:encoded></item>
<item><title>Due</title><link>https://giornale.example/2</link><description><![CDATA[Costa 5 € &amp; sale<br/>ancora.]]></description></item>
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="c"><title>Economia</title></channel>
<item rdf:about="n-1"><title>Faldera cresce</title><dc:date>2026-03-04T10:00:00Z</dc:date>
<description>Ricavi di Faldera
a 9 milioni.</description></item></rdf:RDF>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Economia</title><id>feed</id><updated>2026-03-09T00:00:00Z</updated>
<entry><id>n-1</id><title>Faldera cresce</title><updated>2026-03-05T10:00:00Z</updated><published>2026-03-04T10:00:00Z</published>
<summary>Breve.</summary><content type="html">{ESCAPED}</content></entry>
<entry><id>n-2</id><title>Due</title><updated>2026-03-05T10:00:00Z</updated><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Uno <em>due</em>.</p><p>Tre.</p></div></content></entry></feed>"""
NITF = """<nitf><head><title>x</title><docdata><doc-id id-string="n-1"/><date.issue norm="20260304T100000+0100"/></docdata></head>
<body><body.head><hedline><hl1>Faldera cresce</hl1></hedline><dateline>Cuneo</dateline></body.head>
<body.content><p>Ricavi di <org>Faldera</org> a <money>9 milioni</money>.</p><hl2>Conti</hl2><table><tr><th>Utile</th><td>1</td></tr></table>
</body.content></body></nitf>"""
NEWSML = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>
<newsItem guid="n-1" version="2"><itemMeta><versionCreated>2026-03-04T10:00:00+01:00</versionCreated></itemMeta>
<contentMeta><contentCreated>2026-03-01</contentCreated><headline>Faldera cresce</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><p>Ricavi di Faldera a 9 milioni.</p><p>Utile stabile.</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="n-2"><itemMeta><versionCreated>2026-03-04T11:00:00+01:00</versionCreated></itemMeta>
<contentSet><inlineXML><nitf><body><body.head><hedline><hl1>Due</hl1></hedline></body.head><body.content><p>Solo questo.</p></body.content>
</body></nitf></inlineXML></contentSet></newsItem></itemSet></newsMessage>"""

# a feed, then id, title, day and text of its items
FEEDS = {
    "RSS 2.0": (
        RSS,
        ("n-1", "Faldera & figli", DAY, PARAGRAPHS),
        ("https://giornale.example/2", "Due", None, "Costa 5 € & sale\nancora."),
    ),
    "RSS 1.0": (RDF, ("n-1", "Faldera cresce", DAY, "Ricavi di Faldera\na 9 milioni.")),
    "Atom": (
        ATOM,
        ("n-1", "Faldera cresce", DAY, PARAGRAPHS),
        ("n-2", "Due", dt.date(2026, 3, 5), "Uno due.\nTre."),
    ),
    "NITF": (NITF, ("n-1", "Faldera cresce", DAY, "Ricavi di Faldera a 9 milioni.\nConti\nUtile | 1")),
    "NewsML-G2": (
        NEWSML,
        ("n-1", "Faldera cresce", DAY, PARAGRAPHS),
        ("n-2", "", DAY, "Solo questo."),
    ),
}


@pytest.fixture
def read_feed(write):
    return lambda data, name="a.xml", **options: list(read([write(name, data)], **options))


@pytest.mark.parametrize(("feed", "items"), [(feed, items) for feed, *items in FEEDS.values()], ids=FEEDS)
@pytest.mark.parametrize("ending", [".xml", ".xml.gz"])
def test_each_item_is_a_record(read_feed, feed, items, ending):
    data = gzip.compress(feed.encode()) if ending.endswith("gz") else feed
    documents = read_feed(data, "a" + ending)
    assert [(d.id, d.title, d.published, d.text) for d in documents] == items
    assert [d.record for d in documents] == [str(n) for n in range(1, len(items) + 1)]
    assert len({d.sha256 for d in documents}) == len(items)


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-16"])
def test_encodings(read_feed, encoding):
    feed = f'<?xml version="1.0" encoding="{encoding}"?><rss><item><description>Perché più?</description></item></rss>'
    (document,) = read_feed(feed.encode(encoding))
    assert document.text == "Perché più?"


def test_no_entity_is_expanded_and_nothing_is_fetched(read_feed, write):
    secret = write("segreto.txt", "parola")
    feed = f"""<!DOCTYPE rss [<!ENTITY a "parola"><!ENTITY f SYSTEM "{secret.as_uri()}">]>
    <rss><item><title>&f;</title><description>Uno &a; due &f; &amp; tre.</description></item></rss>"""
    (document,) = read_feed(feed)
    assert (document.text, document.title) == ("Uno &a; due &f; & tre.", "&f;")


def test_entities_made_to_fill_the_memory_are_damage(read_feed):
    bomb = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    feed = f'<!DOCTYPE rss [<!ENTITY e0 "ah">{bomb}]><rss><item><title>&e12;</title></item></rss>'
    (failure,) = read_feed(feed)
    assert "damaged" in failure.message


def test_an_item_without_text_costs_itself(read_feed):
    one, failure, other = read_feed(
        "<rss><item><description>Uno.</description></item><item><title>x</title></item>"
        "<item><description>Tre.</description></item></rss>"
    )
    assert (one.text, other.text) == ("Uno.", "Tre.")
    assert (failure.record, failure.error) == ("2", "ReadError")


def test_what_stands_before_the_damage_is_read(read_feed):
    document, failure = read_feed(RSS[: RSS.index("Due</title>")])
    assert document.id == "n-1"
    assert isinstance(failure, Failure)
    assert failure.record == "2"
    assert "damaged" in failure.message


BAD = {
    "another XML": ("<ricetta><passo/></ricetta>", "RSS, Atom, NITF and NewsML-G2"),
    "a page": ("<html><body><p>Ricavi</p></body></html>", "'html' is none of"),
    "an unknown entity": ("<rss><item>&agrave;</item></rss>", "damaged: Entity 'agrave' not defined, line 1"),
    "no XML": ("Ricavi in crescita", "damaged"),
    "empty": ("", "empty"),
    "no items": ("<rss><channel><title>x</title></channel></rss>", "no records"),
    "a picture": (b"\x89PNG\r\n", "damaged"),
}


@pytest.mark.parametrize(("data", "message"), BAD.values(), ids=BAD)
def test_what_is_no_feed_is_one_failure(read_feed, data, message):
    (failure,) = read_feed(data)
    assert isinstance(failure, Failure)
    assert failure.error == "ReadError"
    assert message in failure.message


def test_a_gz_that_swells_ends_in_a_failure(read_feed):
    feed = "<rss>" + "<item><description>Ricavi.</description></item>" * 5000 + "</rss>"
    items = read_feed(gzip.compress(feed.encode()), "a.xml.gz", limit=100_000)
    assert isinstance(items[0], Document)
    assert "100,000 bytes" in items[-1].message
