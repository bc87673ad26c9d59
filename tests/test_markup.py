"""HTML and Markdown to paragraphs."""

from __future__ import annotations

import pytest

from stylo import markup
from stylo.document import InputError

OPENING = (
    "Nobody in Harrow Bay expected the old ferry to last the winter, and yet it came in on "
    "Tuesday morning with its whistle blowing and its flag the right way up."
)
MIDDLE = (
    "The council had already ordered the wreath. It will now have to explain what the wreath "
    "was for, and to whom the invoice should be sent, since nobody in the town remembers asking."
)
CLOSING = (
    "So let us keep the boat, mend the pier and send the wreath to the people who wrote the "
    "report. They will know what it is for, and where to put it, and what to write on the ribbon."
)

PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>The ferry that would not sink | The Harrow Herald</title>
<meta name="author" content="Harriet Quillane">
<meta property="article:published_time" content="2025-10-14T06:00:00Z">
<meta property="og:title" content="The ferry that would not sink">
<meta property="og:site_name" content="The Harrow Herald"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>The ferry that would not sink</h1><p class="byline">By Harriet Quillane</p>
<div class="story"><p>{OPENING}</p><h2>What the council did</h2><p>{MIDDLE}</p>
<ul><li>It ordered a wreath, and it paid for it in advance, with a ribbon.</li>
<li>It wrote a report, which nobody outside the building has been allowed to read.</li></ul>
<blockquote><p>&ldquo;A boat is not a budget line,&rdquo; said the harbor master.</p></blockquote>
<p>{CLOSING}</p><p>Roses are red,<br>ferries are gray.</p></div>
<p class="bio">Harriet Quillane is a columnist at The Harrow Herald.</p></article>
<footer><p>© 2025 The Harrow Herald. All rights reserved.</p></footer></body></html>"""


def kept(page: markup.Page) -> list[str]:
    """Paragraphs that are not marked."""
    found = []
    place = 0
    for block in page.text.split("\n\n"):
        if not any(m.start <= place < m.end for m in page.marked):
            found.append(block)
        place += len(block) + 2
    return found


def test_a_page_gives_paragraphs_and_what_is_known_of_it() -> None:
    page = markup.from_html(PAGE, "a.html")
    paragraphs = kept(page)
    assert [p for p in paragraphs if len(p) > 80] == [OPENING, MIDDLE, CLOSING]
    assert "What the council did" in paragraphs
    assert "- It ordered a wreath, and it paid for it in advance, with a ribbon." in paragraphs
    assert "“A boat is not a budget line,” said the harbor master." in paragraphs
    assert "Roses are red,\nferries are gray." in paragraphs
    assert "Home" not in page.text
    assert page.meta == {
        "title": "The ferry that would not sink",
        "author": "Harriet Quillane",
        "date": "2025-10-14",
        "site": "The Harrow Herald",
    }


def test_boilerplate_that_extraction_drops_is_marked() -> None:
    page = markup.from_html(PAGE, "a.html")
    marked = {page.text[m.start : m.end]: m.reason for m in page.marked}
    assert marked["By Harriet Quillane"] == "byline"
    assert marked["© 2025 The Harrow Herald. All rights reserved."] == "copyright notice"


def test_an_article_in_several_boxes_is_whole() -> None:
    box = '<div class="grid"><div class="body">{}</div></div>'
    first = f"<p>{OPENING}</p>" * 1 + f"<p>{MIDDLE}</p>" + f"<p>{CLOSING}</p>"
    more = "".join(f"<p>Number {i}. {MIDDLE.replace('wreath', 'rope')}</p>" for i in range(4))
    html = f"<html><body><main>{box.format(first)}{box.format(more)}</main></body></html>"
    text = markup.from_html(html, "a.html").text
    for i in range(4):
        assert text.count(f"Number {i}.") == 1
    assert text.index(CLOSING) < text.index("Number 0.") < text.index("Number 3.")


def test_tables_stand_in_one_block() -> None:
    table = (
        "<table><tr><th>Boat</th><th>Year</th></tr><tr><td>Old ferry</td><td>1951</td></tr></table>"
    )
    html = PAGE.replace(f"<p>{CLOSING}</p>", f"{table}<p>{CLOSING}</p>")
    assert "Boat | Year\nOld ferry | 1951" in markup.from_html(html, "a.html").text


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<html><body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav></body></html>",
        "<html><body><form><label>Name</label><input><label>Password</label><input>"
        "<button>Log in</button></form></body></html>",
        "<html><body><script>document.write('It rained on all of us.')</script></body></html>",
        "<html><body><ul>"
        + "<li><a href='/x'>Ferry returns after storm</a></li>" * 40
        + "</ul></body></html>",
        "<html><frameset><frame src='a'></frameset></html>",
        "<html>",
        "<!doctype html>",
    ],
)
def test_pages_without_an_article_are_refused(html: str) -> None:
    with pytest.raises(InputError, match="no article in this page"):
        markup.from_html(html, "a.html")


def test_deep_and_broken_pages_do_no_harm() -> None:
    deep = "<div>" * 3000 + f"<p>{OPENING}</p><p>{MIDDLE}</p>"
    try:
        assert "whistle" in markup.from_html(f"<html><body>{deep}", "a.html").text
    except InputError as error:
        assert "no article" in str(error)
    declared = f'<?xml version="1.0" encoding="utf-8"?>{PAGE}'
    assert OPENING in markup.from_html(declared, "a.html").text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<!DOCTYPE html><p>x", True),
        ("\n <html lang='en'>", True),
        ('<?xml version="1.0"?><!DOCTYPE html PUBLIC ""><html>', True),
        ("<!-- saved --><html>", True),
        ("The <html> tag is my favourite.", False),
        ("<3 is what I feel", False),
        ("", False),
    ],
)
def test_what_looks_like_html(text: str, html: bool) -> None:
    assert markup.looks_like_html(text) is html


def test_markdown_becomes_clean_text() -> None:
    source = f"""---
title: "The ferry that would not sink"
authors: ["Harriet Quillane", "Tobias Fennimore-Hale"]
date: 2025-10-14
tags: [ferry]
---

# The ferry that would not sink

{OPENING}
It was **late**, and _very_ `wet`; see [the log](https://log.example "title") for more.[^1]

## What the council did

- It ordered a *wreath*.
- It wrote a report:

  1. long
  2. dull

> A boat is not a budget line,
> said the harbor master.

![A ferry at its berth](ferry.jpg)

```python
print("rain")
```

<div class="ad"><b>Buy rope</b></div>

Roses are red,\\
ferries are gray. <br> <!-- hidden --> AT&amp;T

| Boat | Year |
|------|------|
| Old  | 1951 |

***

[^1]: The log is wet, too.
"""
    page = markup.from_markdown(source)
    assert kept(page) == [
        "The ferry that would not sink",
        f"{OPENING} It was late, and very wet; see the log for more.",
        "What the council did",
        "- It ordered a wreath.",
        "- It wrote a report:",
        "1. long",
        "2. dull",
        "A boat is not a budget line, said the harbor master.",
        "Buy rope",
        "Roses are red,\nferries are gray.   AT&T",
        "Boat | Year",
        "Old | 1951",
        "The log is wet, too.",
    ]
    assert [(page.text[m.start : m.end], m.reason) for m in page.marked] == [
        ("A ferry at its berth", "image description"),
        ('print("rain")', "code"),
    ]
    assert page.meta == {
        "title": "The ferry that would not sink",
        "author": "Harriet Quillane, Tobias Fennimore-Hale",
        "date": "2025-10-14",
    }


def test_markdown_without_front_matter_takes_its_title_from_the_first_heading() -> None:
    assert markup.from_markdown("# Rain\n\nIt rained.").meta == {"title": "Rain"}
    assert markup.from_markdown("It rained.\n\n# Rain").meta == {}
    toml = markup.from_markdown('+++\ntitle = "Rain"\nauthor = "H. Q."\n+++\nIt rained.')
    assert (toml.meta, toml.text) == ({"title": "Rain", "author": "H. Q."}, "It rained.")


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert markup.from_markdown("---\n\nIt rained.").text == "It rained."
