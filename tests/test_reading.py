"""From files, addresses, streams and texts to documents; and what cannot be read."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from benchmarks import extraction
from stylo import reading
from stylo.document import Document, InputError

OPENING = (
    "Nobody in Harrow Bay expected the old ferry to last the winter, and yet it came in on "
    "Tuesday morning with its whistle blowing and its flag the right way up."
)
MIDDLE = (
    "The council had already ordered the wreath. It’s for the council to explain what the wreath "
    "was for, and to whom the invoice should be sent, since nobody in the town remembers asking."
)
CLOSING = (
    "So let us keep the boat, mend the pier and send the wreath to the people who wrote the "
    "report. They will know what it is for, and where to put it, and what to write on the ribbon."
)
TEXT = f"The ferry that would not sink\n\n{OPENING}\n\n{MIDDLE}\n\n{CLOSING}\n"
PASTED = (
    f"The ferry that would not sink\nBy Harriet Quillane\n\n{OPENING}\n\n{CLOSING}\n\n"
    "Leave a Reply\n"
)
HTML = (
    "<!doctype html><html><head><title>The ferry that would not sink</title></head><body><main>"
    f"<h1>The ferry that would not sink</h1><p>{OPENING}</p><p>{MIDDLE}</p><p>{CLOSING}</p>"
    "</main></body></html>"
)
GERMAN = (
    "Die alte Fähre ist am Dienstag wieder in den Hafen gekommen, obwohl niemand damit gerechnet "
    "hatte. Der Stadtrat hatte schon einen Kranz bestellt und muss nun erklären, wer ihn zahlt."
)


def refusal(source: object, words: str) -> str:
    """Return the one line with which a source is refused."""
    with pytest.raises(InputError) as caught:
        reading.read(source)  # type: ignore[arg-type]
    message = str(caught.value)
    assert words in message
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", TEXT, "text"),
        ("a", TEXT, "text"),
        ("a.log", TEXT, "text"),
        ("a.md", "# " + TEXT, "markdown"),
        ("a.html", HTML, "html"),
        ("page-without-suffix", HTML, "html"),
        ("saved.txt", HTML, "html"),
    ],
)
def test_files(tmp_path: Path, name: str, content: str, kind: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    for source in (path, str(path)):
        doc = reading.read(source)
        assert doc.id == str(path)
        assert doc.meta["format"] == kind
        assert doc.meta["encoding"] == "utf-8"
        assert doc.meta["title"] == "The ferry that would not sink"
        for paragraph in (OPENING, MIDDLE, CLOSING):
            assert paragraph in doc.text
        assert doc.word_count > 90


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode(encoding))
    assert reading.read(path).text == TEXT


def test_plain_text_stays_as_it_is(tmp_path: Path) -> None:
    starred = TEXT.replace("the boat", "*the* boat").replace("pier", "_pier_ <b>")
    path = tmp_path / "a.txt"
    path.write_text(starred, encoding="utf-8")
    assert reading.read(path).text == starred


def test_what_was_removed_is_kept_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PASTED, encoding="utf-8")
    doc = reading.read(path)
    assert [(r.text, r.reason) for r in doc.removed] == [
        ("By Harriet Quillane", "byline"),
        ("Leave a Reply", "comment form"),
    ]
    for piece in doc.removed:
        assert PASTED[piece.start :].startswith(piece.text)
    assert doc.meta["author"] == "Harriet Quillane"
    assert doc.meta["title"] == "The ferry that would not sink"


def test_streams_and_bytes() -> None:
    doc = reading.read_stream(io.BytesIO(TEXT.encode()))
    assert (doc.id, doc.text) == ("-", TEXT)
    assert reading.read_bytes(HTML.encode(), "page").meta["format"] == "html"
    with pytest.raises(InputError, match=r"^-: is empty"):
        reading.read_stream(io.BytesIO(b""))


def test_extract_gives_the_article_without_annotation() -> None:
    article = reading.extract(PASTED.encode())
    assert article.text.startswith("The ferry that would not sink\n\nNobody")
    assert article.meta["author"] == "Harriet Quillane"
    assert [r.reason for r in article.removed] == ["byline", "comment form"]
    assert (
        reading.extract(b"It *rained*, they say.", kind="markdown").text == "It rained, they say."
    )
    with pytest.raises(InputError, match="kind must be one of text, markdown, html"):
        reading.extract(b"x", kind="pdf")


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/page")
            self.end_headers()
            return
        pages = {
            "/page": (HTML.encode("utf-8"), "text/html; charset=utf-8"),
            "/old": (HTML.encode("cp1252"), "text/html; charset=iso-8859-1"),
            "/text": (PASTED.encode("utf-8"), "text/plain; charset=utf-8"),
            "/markdown": (b"# Ferry\n\n" + OPENING.encode(), "text/markdown"),
            "/login": (b"<html><form><button>Log in</button></form></html>", "text/html"),
            "/german": (GERMAN.encode(), "text/plain; charset=utf-8"),
        }
        body, kind = pages.get(self.path, (b"", ""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


def test_addresses(server: str) -> None:
    doc = reading.read(f"{server}/moved")
    assert doc.id == f"{server}/moved"
    assert doc.meta["address"] == f"{server}/page"
    assert doc.meta["format"] == "html"
    assert MIDDLE in doc.text
    assert MIDDLE in reading.read(f"{server}/old").text
    assert reading.read(f"{server}/text").meta["author"] == "Harriet Quillane"
    assert reading.read(f"{server}/markdown").meta["format"] == "markdown"


def test_addresses_that_hold_no_article(server: str) -> None:
    refusal(f"{server}/login", "no article in this page")
    refusal(f"{server}/german", "not in English (it looks like German)")
    refusal(f"{server}/gone", "no such page")
    refusal("ftp://example.org/a.txt", "only files and http:// or https:// addresses")


def test_missing_files_and_folders(tmp_path: Path) -> None:
    refusal(tmp_path / "a.txt", "no such file")
    refusal(tmp_path, "is a folder")
    refusal(tmp_path / "a\0b", "cannot be read")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    refusal(tmp_path / "b.txt" / "c.txt", "no such file")
    refusal("x" * 5000, "cannot be read")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads anything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    refusal(path, "may not be read")


def test_a_refused_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(Path, "open", refuse)
    refusal(path, "may not be read")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n \xc2\xa0\n", "white space only"),
        (b"\xef\xbb\xbf", "white space only"),
        (b"%PDF-1.4 ...", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "is an image"),
        (b"PK\x03\x04 word/document.xml", "is a Word document"),
        (bytes(range(256)) * 10, "binary data"),
        (b"<!doctype html><html><body></body></html>", "no article in this page"),
        (b"Leave a Reply\n\nRequired fields are marked *\n", "nothing but comment form"),
        (GERMAN.encode(), "not in English (it looks like German)"),
        ("Старый паром вернулся.".encode(), "not in English (it looks like Russian)"),
    ],
)
def test_contents_that_are_no_article(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert refusal(path, words).startswith(str(path))


def test_markdown_that_holds_only_code(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("```\nprint('rain')\n```\n", encoding="utf-8")
    refusal(path, "nothing but code")


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 1000)
    path = tmp_path / "a.txt"
    path.write_text(TEXT * 10, encoding="utf-8")
    refusal(path, "is larger than")


def test_the_language_check_can_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GERMAN, encoding="utf-8")
    assert reading.read(path, language_check=False).text == GERMAN


@pytest.mark.parametrize(
    "content",
    [
        "Rain",
        "RAIN ON THE PIER, ROPE IN THE RAIN, AND NOBODY HERE TO SEE IT.",
        "rain on the pier\nrope in the rain\nnobody here\nthe ferry again",
        "“" * 5000 + "Rain.",
        "It rained \ud83d on all of us.",
        "It rained\0 on all of us.",
        "🚢",
        "1984",
        "?",
    ],
)
def test_odd_but_readable(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    assert len(reading.read(path).text) == len(content)


def test_one_line_of_ten_megabytes_is_extracted_quickly(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The rain fell on all of us. " * 360_000, encoding="utf-8")
    before = time.process_time()
    article = reading.extract(path)
    assert len(article.text) > 10_000_000
    assert time.process_time() - before < 3


def test_a_text_is_cleaned_too() -> None:
    doc = reading.from_text(PASTED, id="pasted")
    assert isinstance(doc, Document)
    assert doc.id == "pasted"
    assert doc.meta["author"] == "Harriet Quillane"
    assert [r.reason for r in doc.removed] == ["byline", "comment form"]
    assert reading.from_text(TEXT).text == TEXT
    assert reading.from_text(TEXT.replace("\n", "\r\n")).text == TEXT.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "text",
    [
        "article.txt",
        "my first article.txt",
        "../articles/a.html",
        "/home/me/a.md",
        "C:\\texts\\a.txt",
        "~/a.txt",
        "report.pdf",
        "http://example.org/a",
        "https://example.org/a.html",
    ],
)
def test_a_name_given_as_text_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(InputError) as caught:
        reading.from_text(text)
    assert f"use stylo.read({text!r})" in str(caught.value)


def test_an_existing_file_given_as_text_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "column").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"use stylo.read\('column'\)"):
        reading.from_text("column")


@pytest.mark.parametrize(
    "text",
    [
        "Rain",
        "tests",
        "It rained.",
        "What a day!",
        "I read it on example.org and I did not believe it.",
        "See http://example.org/a for more of the same, or do not.",
        "She saved the first chapter of her book under the name of rain and lost it as rain.txt",
        "One line.\nAnother line.txt",
    ],
)
def test_texts_that_only_mention_names(text: str) -> None:
    assert reading.from_text(text).text == text


@pytest.mark.parametrize("text", ["", " \n\t ", GERMAN])
def test_texts_that_are_refused(text: str) -> None:
    with pytest.raises(InputError):
        reading.from_text(text)


def test_what_is_no_str_is_refused() -> None:
    with pytest.raises(InputError, match="must be a str, not bytes"):
        reading.from_text(b"It rained.")  # type: ignore[arg-type]


def test_plain_text_loads_no_library_for_pages() -> None:
    code = (
        "import sys; from stylo import reading; reading.extract(b'It rained on all of us.');"
        "print([m for m in ('trafilatura', 'lxml', 'markdown_it', 'urllib3', 'py3langid',"
        " 'charset_normalizer') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_sample_pages(samples: Path) -> None:
    column = (samples / "opinion-broadband.txt").read_text("utf-8").splitlines()
    doc = reading.read(samples / "pages" / "opinion-page.html")
    assert [p for p in doc.text.splitlines() if p] == [p for p in column[1:] if p]
    assert doc.meta["title"] == column[0]
    assert doc.meta["author"] == "Loretta Mayhew-Tibbs"
    assert {
        "byline",
        "share bar",
        "newsletter prompt",
        "comment form",
        "reader comments",
        "disclaimer",
        "contact line",
        "copyright notice",
    } <= {r.reason for r in doc.removed}
    report = reading.read(samples / "pages" / "report.md")
    assert report.meta["author"] == "Ines Harrowgate"
    assert "#" not in report.text
    assert report.text.endswith("Results are expected in two years.")


def test_the_seed_article(seed_article: Path) -> None:
    doc = reading.read(seed_article)
    assert doc.text.endswith("change is always afoot.")
    assert {r.reason for r in doc.removed} == {"comment form"}


def test_word_runs() -> None:
    runs = extraction.shingles("The ferry, the FERRY: the ferry the ferry")
    assert runs == {("the", "ferry", "the", "ferry"): 3, ("ferry", "the", "ferry", "the"): 2}
    assert extraction.shingles("Rain") == {("rain",): 1}
    assert extraction.shingles("") == {}


def test_the_benchmark_counts_what_is_found(tmp_path: Path) -> None:
    import json

    article = f"{OPENING}\n{MIDDLE}\n{CLOSING}"
    other = article.replace("ferry", "boat")
    lines = [{"html": HTML, "article": article}, {"html": HTML, "article": other}]
    path = tmp_path / "pages.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    found = extraction.run(path)
    assert found["n"] == 2
    whole = extraction.shingles(article).total()
    hits = (extraction.shingles(article) & extraction.shingles(other)).total()
    assert found["figures"]["f1"][0] == pytest.approx((whole + hits) / (2 * whole))
    assert found["figures"]["refused"][0] == 0


def test_extraction_meets_its_mark(shared_data: Path) -> None:
    figures = extraction.run(shared_data / "article-extraction" / "pages.jsonl.gz")["figures"]
    assert figures["f1"][0] >= 0.95
