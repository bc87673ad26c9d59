"""Bytes to text: which encoding, and whether they are text at all."""

from __future__ import annotations

import codecs
import re

from stylo.document import InputError

#: Bytes at the start by which the encoding and the kind are judged.
SAMPLE = 65_536

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_AS_TEXT = "save it as plain text, Markdown or HTML first"
_MAGIC = (
    (b"%PDF", f"is a PDF: {_AS_TEXT}"),
    (b"{\\rtf", f"is a rich-text (RTF) document: {_AS_TEXT}"),
    (b"\xd0\xcf\x11\xe0", f"is an old Office document: {_AS_TEXT}"),
    (b"\x89PNG", "is an image (PNG): give the text itself"),
    (b"\xff\xd8\xff", "is an image (JPEG): give the text itself"),
    (b"GIF8", "is an image (GIF): give the text itself"),
    (b"II*\0", "is an image (TIFF): give the text itself"),
    (b"MM\0*", "is an image (TIFF): give the text itself"),
    (b"BM", "is an image (BMP): give the text itself"),
    (b"RIFF", "is an image, sound or film (RIFF): give the text itself"),
    (b"ID3", "is a sound (MP3): give the text itself"),
    (b"OggS", "is a sound or film (Ogg): give the text itself"),
    (b"MZ", "is a program: give the text itself"),
    (b"\x7fELF", "is a program: give the text itself"),
    (b"\xca\xfe\xba\xbe", "is a program: give the text itself"),
    (b"\xcf\xfa\xed\xfe", "is a program: give the text itself"),
    (b"\x1f\x8b", "is compressed (gzip): unpack it first"),
    (b"BZh", "is compressed (bzip2): unpack it first"),
    (b"\xfd7zXZ", "is compressed (xz): unpack it first"),
    (b"\x28\xb5\x2f\xfd", "is compressed (zstd): unpack it first"),
    (b"7z\xbc\xaf", "is an archive (7z): unpack it first"),
    (b"Rar!", "is an archive (RAR): unpack it first"),
    (b"SQLite format 3", "is a database (SQLite): give the text itself"),
    (b"PAR1", "is a table (Parquet): give the text itself"),
)
#: Starts that a text could have as well: they count only with control bytes close by.
_SHORT_MAGIC = frozenset({b"BM", b"MZ", b"BZh", b"ID3", b"PAR1", b"RIFF", b"OggS", b"Rar!"})
_ZIPPED = (
    (b"word/", f"is a Word document: {_AS_TEXT}"),
    (b"application/vnd.oasis", f"is an OpenDocument file: {_AS_TEXT}"),
    (b"application/epub", f"is an e-book (EPUB): {_AS_TEXT}"),
    (b"xl/", "is a spreadsheet: give the text itself"),
    (b"ppt/", f"is a slide show: {_AS_TEXT}"),
    (b"", "is an archive (ZIP): unpack it first"),
)
_CONTROLS = bytes([*range(1, 8), *range(14, 27), *range(28, 32), 127])
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:\-]+)", re.I)
_MAC_APOSTROPHE = re.compile(rb"[A-Za-z]\xd5[a-z]")
#: Codecs of Python's that are no character sets of texts (punycode takes the square of its time).
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})
_CP1252_ALIASES = frozenset({"iso8859-1", "ascii", "cp1252", "latin-1"})


def refuse_binary(data: bytes, name: str) -> None:
    """Refuse what is no text.

    Raises
    ------
    InputError
        Naming what it is and what to do.
    """
    head = data[:SAMPLE]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    for magic, what in _MAGIC:
        if head.startswith(magic) and (magic not in _SHORT_MAGIC or controls or b"\0" in head[:64]):
            raise InputError(f"{name}: {what}")
    if head.startswith(b"PK\x03\x04"):
        raise InputError(f"{name}: {next(what for mark, what in _ZIPPED if mark in head)}")
    if head[4:8] == b"ftyp":
        raise InputError(f"{name}: is a film or image (MP4): give the text itself")
    wide = _wide(head) or any(head.startswith(bom) for bom, _ in _BOMS)
    if not wide and (controls > 0.05 * len(head) or head.count(0) > 0.3 * len(head)):
        raise InputError(f"{name}: is no text (binary data): give plain text, Markdown or HTML")


def decode(data: bytes, *, charset: str = "", html: bool = False) -> tuple[str, str]:
    r"""Turn bytes into text.

    Byte order marks decide first, then valid UTF-8, then what is declared, then what the bytes
    look like: UTF-16 without mark, UTF-8 with a few bad bytes, Mac Roman, Windows-1252, and what
    charset-normalizer makes of the rest.

    Parameters
    ----------
    data : bytes
        The whole file.
    charset : str
        The encoding that a server declared, if any.
    html : bool
        Whether to look for a declaration in a ``<meta>`` element.

    Returns
    -------
    tuple of str, str
        The text, lines ended by ``\\n`` only, NUL and lone surrogates replaced by U+FFFD one for
        one; and the encoding's name.
    """
    text, encoding = _decode(data, charset, html)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return readable(text), encoding


def readable(text: str) -> str:
    """Replace NUL and lone surrogates by U+FFFD, one for one."""
    text = text.replace("\0", "\ufffd")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", "\ufffd", text)
    return text


def _decode(data: bytes, charset: str, html: bool) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace"), encoding
    wide = _wide(data[:SAMPLE])
    if wide:
        return data.decode(wide, "surrogatepass" if len(data) % 2 == 0 else "replace"), wide
    if data.isascii():
        return data.decode("ascii"), "utf-8"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    declared = charset
    found = _META_CHARSET.search(data[:4096]) if html and not declared else None
    if found:
        declared = found[1].decode("ascii", "replace")
    for attempt in (_declared, _lone_surrogates, _nearly_utf8, _windows, _guessed):
        result = attempt(data, declared)
        if result is not None:
            return result
    return data.decode("cp1252", "replace"), "windows-1252"


def _wide(head: bytes) -> str:
    """Name the byte order of UTF-16 without a mark: every other byte of Latin text is NUL."""
    if len(head) < 4:
        return ""
    even, odd = head[::2], head[1::2]
    shares = even.count(0) / len(even), odd.count(0) / len(odd)
    if shares[1] > 0.4 and shares[0] < 0.05:
        return "utf-16-le"
    if shares[0] > 0.4 and shares[1] < 0.05:
        return "utf-16-be"
    return ""


def _declared(data: bytes, declared: str) -> tuple[str, str] | None:
    try:
        codec = codecs.lookup(declared).name if declared else ""
    except LookupError:
        return None
    if not codec or codec == "utf-8" or codec.replace("_", "-") in _NO_CHARSETS:
        return None
    if codec in _CP1252_ALIASES:
        return _windows(data, "")
    try:
        return data.decode(codec), codec
    except (LookupError, ValueError):  # no codec of texts (hex, zip), or other bytes than it says
        return None


def _lone_surrogates(data: bytes, _: str) -> tuple[str, str] | None:
    try:
        return data.decode("utf-8", "surrogatepass"), "utf-8"
    except UnicodeDecodeError:
        return None


def _nearly_utf8(data: bytes, _: str) -> tuple[str, str] | None:
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(not c.isascii() for c in text[:SAMPLE]) - text[:SAMPLE].count("\ufffd")
    return (text, "utf-8") if bad and good >= 3 * bad else None


def _windows(data: bytes, _: str) -> tuple[str, str] | None:
    """Read as Windows-1252 (Mac Roman if apostrophes say so) unless high bytes abound."""
    head = data[:SAMPLE]
    high = len(head) - len(head.translate(None, bytes(range(128, 256))))
    if high > 0.12 * len(head):
        return None
    if len(_MAC_APOSTROPHE.findall(head)) > 1 and b"\x92" not in head:
        return data.decode("mac_roman"), "mac-roman"
    try:
        return data.decode("cp1252"), "windows-1252"
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes, _: str) -> tuple[str, str] | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        return None
    try:
        return data.decode(best.encoding, "replace"), best.encoding.replace("_", "-")
    except LookupError:
        return None
