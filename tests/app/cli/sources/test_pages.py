"""HTML files: what a reader sees, each word at its place."""

import pytest

from app.cli.sources import read_posts
from app.cli.sources.document import Document
from app.cli.sources.post import Post


def post_in(text: str) -> Post:
    (post,) = read_posts(Document.of("a.html", text))
    assert isinstance(post, Post)
    return post


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        ("<p>Hello <b>the</b>re &amp; you</p><p>Bye", "Hello there & you\n\nBye"),
        ("<!DOCTYPE html><head><title>T</title></head><body>A<br>B", "A\nB"),
        ("A<script>if (1 < 2) buy()</script><style>p{}</style>B", "AB"),
        ("A<blockquote>said <p>you</blockquote>B", "A\n\nB"),
        ("A<div hidden>secret<img><b>s</b></div>B", "A\n\nB"),
        ("A <code>x</code><!-- no --> B", "A B"),
        ('<a href="https://x.y/>">A</a> &lt;B&gt; &zzz; &#128512;', "A <B> &zzz; 😀"),
        ("<ul><li>One<li>Two</ul>", "One\n\nTwo"),
        ("<nav>Home</nav>A</p></div>B", "A\n\nB"),
    ],
)
def test_what_a_reader_sees_is_read(page: str, seen: str) -> None:
    assert post_in(page).prose.text == seen


def test_every_word_stands_where_the_file_has_it() -> None:
    post = post_in("<html>\r\n<p>🎉 Grüße &amp;\r\n<b>Küsse</b></p>")
    prose, source = post.prose, post.document.text
    for word in ("🎉", "Grüße", "Küsse"):
        at = prose.text.index(word)
        assert source[prose.starts[at] : prose.ends[at + len(word) - 1]] == word
    at = prose.text.index("&")
    assert source[prose.starts[at] : prose.ends[at]] == "&amp;"


def test_a_page_says_who_reads_it() -> None:
    post = post_in('<head>\n<meta name="flipguard:relationship" content="mixed"></head>\n<p>Hello')
    assert (post.declared.relationship, post.declared.lines) == ("mixed", {"relationship": 2})


def test_a_wrong_relationship_is_told() -> None:
    (found,) = read_posts(Document.of("a.html", '<meta name="flipguard:relationship" content="frends"><p>Hello'))
    assert "“flipguard:relationship” is “frends”" in str(found)
