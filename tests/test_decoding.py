"""Every encoding that articles come in gives the same text; what is no text is refused."""

from __future__ import annotations

import codecs
import gzip
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stylo.decoding import decode, readable, refuse_binary
from stylo.document import InputError

TEXT = (
    "The café’s “ferry” came in – at last – on Tuesday… It’s ours, they said, for £3 and a naïve "
    "wink.\nThe council’s wreath wasn’t needed.\n"
)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32"),
        (TEXT.encode("cp1252"), "windows-1252"),
        (TEXT.encode("mac_roman"), "mac-roman"),
        (TEXT.replace("\n", "\r\n").encode("cp1252"), "windows-1252"),
        (TEXT.replace("\n", "\r").encode(), "utf-8"),
    ],
)
def test_one_text_in_many_encodings(data: bytes, encoding: str) -> None:
    refuse_binary(data, "a.txt")
    assert decode(data) == (TEXT, encoding)


def test_what_a_server_or_page_declares() -> None:
    text = "Zażółć gęślą jaźń, they said."
    page = f'<html><head><meta charset="iso-8859-2"></head><body>{text}</body></html>'
    data = text.encode("iso-8859-2")
    assert decode(data, charset="ISO-8859-2") == (text, "iso8859-2")
    assert text in decode(page.encode("iso-8859-2"), html=True)[0]


def test_latin_1_declared_means_windows_1252() -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">{TEXT}'
    assert decode(page.encode("cp1252"), html=True) == (page, "windows-1252")


def test_valid_utf_8_outdoes_a_wrong_declaration() -> None:
    page = f'<meta charset="windows-1252">{TEXT}'
    assert decode(page.encode(), html=True) == (page, "utf-8")
    assert decode(TEXT.encode(), charset="latin-1") == (TEXT, "utf-8")


def test_an_unknown_declaration_is_no_trouble() -> None:
    assert decode(TEXT.encode("cp1252"), charset="x-klingon")[0] == TEXT


def test_a_few_bad_bytes_do_not_spoil_utf_8() -> None:
    data = TEXT.encode()
    assert decode(data[:-8] + b"\xff" + data[-8:])[0] == TEXT[:-8] + "\ufffd" + TEXT[-8:]
    cut = "It’s the café’s, they’d said; “ours”…".encode()[:-1]
    assert decode(cut)[0].startswith("It’s the café’s, they’d said; “ours”")


def test_cyrillic_without_declaration() -> None:
    text = "Старый паром вернулся в гавань во вторник утром, хотя его уже никто не ждал. " * 5
    assert decode(text.encode("cp1251"))[0] == text
    assert decode(text.encode("koi8-r"))[0] == text


def test_nul_and_lone_surrogates_become_replacement_characters() -> None:
    assert (
        decode(b"It\0 rained on all of us, all day.")[0] == "It\ufffd rained on all of us, all day."
    )
    assert decode("It rained \ud83d on us.".encode("utf-8", "surrogatepass"))[0] == (
        "It rained \ufffd on us."
    )
    assert readable("a\0b\udc80c\U0001f6a2") == "a\ufffdb\ufffdc\U0001f6a2"


def zipped(name: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), "content " * 50)  # no date, which ids would show
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "is a PDF: save it as plain text"),
        (zipped("word/document.xml"), "is a Word document: save it as plain text"),
        (zipped("xl/workbook.xml"), "is a spreadsheet"),
        (zipped("a.txt"), "is an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "old Office document"),
        (b"{\\rtf1\\ansi It rained.}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(50), "image"),
        (b"GIF89a" + bytes(50), "image"),
        (b"RIFF\x24\0\0\0WEBPVP8 " + bytes(50), "image"),
        (b"BM\x36\0\x0c\0" + bytes(50), "image"),
        (b"MZ\x90\0\x03\0\0\0" + bytes(50), "program"),
        (b"\x7fELF\x02\x01\x01" + bytes(50), "program"),
        (gzip.compress(TEXT.encode(), mtime=0), "compressed"),
        (b"\0\0\0\x18ftypmp42" + bytes(50), "film"),
        (b"SQLite format 3\0" + bytes(50), "database"),
        (bytes(range(256)) * 20, "binary data"),
        (bytes(500), "binary data"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        refuse_binary(data, "a.txt")
    assert str(caught.value).startswith("a.txt: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "BMW makes cars, and I make do.",
        "MZ was his name, and he was late.",
        "RIFF after riff after riff, all night.",
        "Rar! said the cat.",
        "PK is short for Patrick.",
        "GIF or gif? That is not the question",
        "A bell\x07 and a tab\t and a form feed\f in an old file, and then nothing else at all.",
    ],
)
def test_texts_that_begin_like_something_else(text: str) -> None:
    if text.startswith("GIF"):
        text = "A " + text
    refuse_binary(text.encode(), "a.txt")


@given(st.text(max_size=200))
@settings(deadline=None)
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    expected = readable(text).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    decoded, encoding = decode(data)
    if encoding in ("utf-8", "utf-8-sig"):
        assert decoded == expected


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_can_be_decoded(data: bytes) -> None:
    text, _ = decode(data, html=True)
    assert "\0" not in text
    text.encode("utf-8")
