"""From a file, an address or a text to the article in it, annotated.

The steps, in order: get the bytes, refuse what is no text, decode, take the markup away
(HTML, Markdown), take the boilerplate out, check that the text is English, annotate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from stylo import boilerplate, decoding, language, markup
from stylo.annotate import Source, annotate_many
from stylo.document import Document, InputError, Removed

#: Largest file that is read, in bytes.
MAX_BYTES = 50_000_000

#: Articles that are annotated together.
AT_ONCE = 32
Input = str | Path | Document | tuple[str, str | bytes]

#: Kinds of source, by the end of a file's name.
SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mkd": "markdown",
    ".mdown": "markdown",
    ".txt": "text",
    ".text": "text",
}
KINDS = ("text", "markdown", "html")

_ADDRESS = re.compile(r"\s*https?://", re.I)
_OTHER_ADDRESS = re.compile(r"\s*[a-z][a-z0-9+.-]+://", re.I)
_FILE_NAME = re.compile(
    r"(?:~|\.{0,2}/|[A-Za-z]:\\)?[^\n]{0,250}"
    r"\.(?:txt|text|html?|xhtml|md|markdown|pdf|docx?|odt|rtf|epub|json|csv)",
    re.I,
)
_TITLE_WORDS = 20
_BODY_WORDS = 50


@dataclass(frozen=True)
class Article:
    """An article before annotation.

    Attributes
    ----------
    text : str
        Without markup and boilerplate.
    meta : mapping
        ``format`` and ``encoding``; ``title``, ``author``, ``date``, ``address``, ``site`` where
        known.
    removed : tuple of Removed
        The boilerplate; places are those in the text with its boilerplate, without markup.
    """

    text: str
    meta: Mapping[str, Any] = field(default_factory=dict)
    removed: tuple[Removed, ...] = ()


def read(source: str | Path, *, language_check: bool = True) -> Document:
    """Read an article from a file or an address, clean it and annotate it.

    Parameters
    ----------
    source : str or Path
        A path (plain text, Markdown, HTML), or an http(s) address.
    language_check : bool
        Whether to refuse a text that is not in English.

    Returns
    -------
    Document

    Raises
    ------
    InputError
        In one line, for whatever cannot be read: a missing file, a folder, nothing in it, no
        text, no article, another language, an address that does not answer.

    Examples
    --------
    >>> import stylo
    >>> doc = stylo.read("article.html")  # doctest: +SKIP
    """
    return _annotated(_checked(extract(source), str(source), language_check))


def read_bytes(data: bytes, name: str = "-", *, language_check: bool = True) -> Document:
    """Read an article from bytes, as `read` does; ``name`` becomes the document's id."""
    return _annotated(_checked(extract(data, name=name), name, language_check))


def read_stream(stream: BinaryIO, name: str = "-", *, language_check: bool = True) -> Document:
    """Read an article from a binary stream, such as standard input, as `read` does."""
    data = stream.read(MAX_BYTES + 1)
    return read_bytes(data, name, language_check=language_check)


def from_text(text: str, id: str = "") -> Document:
    """Clean and annotate an article that is given as text.

    Raises
    ------
    InputError
        If the text is empty, not in English, or rather names a file or an address.
    """
    return _annotated(_cleaned(text, id))


def read_many(inputs: Iterable[Input]) -> Iterator[Document | InputError]:
    """Read many articles, the sentences of several annotated together.

    Parameters
    ----------
    inputs : iterable
        Paths or addresses, Documents, or pairs: a text and its id, or the bytes of a file and its
        name.

    Yields
    ------
    Document or InputError
        In the order of the inputs: the article, or why it cannot be read.
    """
    waiting: list[Source | Document | InputError] = []
    for given in inputs:
        waiting.append(_source(given))
        if len(waiting) >= AT_ONCE:
            yield from _in_order(waiting)
            waiting = []
    yield from _in_order(waiting)


def text_of(given: Input) -> str:
    """Return the text of an article after cleaning, as its document would have it, unannotated.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    source = _source(given)
    if isinstance(source, InputError):
        raise source
    return source.text


def _source(given: Input) -> Source | Document | InputError:
    try:
        if isinstance(given, Document):
            return given
        if isinstance(given, tuple):
            name, text = given
            if isinstance(text, bytes):
                kind = SUFFIXES.get(Path(name).suffix.lower())
                return _checked(extract(text, kind=kind, name=name), name, True)
            return _cleaned(text, str(name))
        if isinstance(given, str | Path):
            return _checked(extract(given), str(given), True)
        raise InputError(
            "a source is a path, an address, a Document or a pair (id, text), not "
            f"{type(given).__name__}"
        )
    except InputError as error:
        return error


def _in_order(
    waiting: Sequence[Source | Document | InputError],
) -> Iterator[Document | InputError]:
    found = annotate_many(one for one in waiting if isinstance(one, Source))
    for one in waiting:
        yield next(found) if isinstance(one, Source) else one


def _cleaned(text: str, id: str) -> Source:
    if not isinstance(text, str):
        raise InputError(f"the text must be a str, not {type(text).__name__}")
    name = id or "the text"
    _refuse_name(text)
    if not text.strip():
        raise InputError(f"{name}: is empty: give the text of an article")
    cleaned = boilerplate.clean(decoding.readable(text))
    article = _article(cleaned, {"format": "text"}, name)
    return _checked(article, id, True)


def extract(
    source: str | Path | bytes, *, kind: str | None = None, name: str | None = None
) -> Article:
    """Get the article out of a file, an address or the bytes of a page.

    Parameters
    ----------
    source : str, Path or bytes
        A path or an http(s) address, or the content itself as bytes.
    kind : {"text", "markdown", "html"}, optional
        What the content is; by default told from the name, the server's word and the content.
    name : str, optional
        What messages call the source.

    Returns
    -------
    Article

    Raises
    ------
    InputError
        As for `read`, other languages apart.
    """
    if kind is not None and kind not in KINDS:
        raise InputError(f"kind must be one of {', '.join(KINDS)}, not {kind!r}")
    charset = address = ""
    if isinstance(source, bytes):
        data, name = source, name or "-"
    elif isinstance(source, str) and _ADDRESS.match(source):
        from stylo.fetch import fetch

        data, content_type, address = fetch(source.strip())
        kind = kind or _kind_of(content_type)
        charset = _charset_of(content_type)
        name = name or source
    elif isinstance(source, str) and _OTHER_ADDRESS.match(source):
        raise InputError(f"{source}: only files and http:// or https:// addresses are read")
    else:
        name = name or str(source)
        data = content(Path(source), name)
        kind = kind or SUFFIXES.get(Path(source).suffix.lower())
    return _extracted(data, name, kind, charset, address)


def _extracted(data: bytes, name: str, kind: str | None, charset: str, address: str) -> Article:
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: is larger than {MAX_BYTES // 1_000_000} MB: cut it up first")
    if not data:
        raise InputError(f"{name}: is empty: give a file with the text of an article")
    decoding.refuse_binary(data, name)
    text, encoding = decoding.decode(data, charset=charset, html=kind in (None, "html"))
    if not text.strip("\ufffd \t\n\v\f\u00a0\ufeff"):
        raise InputError(f"{name}: holds white space only: give a file with the text of an article")
    if kind != "markdown" and markup.looks_like_html(text):
        kind = "html"
    meta = {"format": kind or "text", "encoding": encoding}
    page = markup.Page(text)
    if kind == "html":
        page = markup.from_html(text, name, address)
    elif kind == "markdown":
        page = markup.from_markdown(text)
    if address:
        meta["address"] = address
    cleaned = boilerplate.clean(page.text, author=page.meta.get("author", ""), marked=page.marked)
    return _article(cleaned, {**page.meta, **meta}, name)


def _article(cleaned: boilerplate.Cleaned, meta: dict[str, str], name: str) -> Article:
    if not cleaned.text.strip():
        kind = cleaned.removed[0].reason if cleaned.removed else "markup"
        raise InputError(f"{name}: holds nothing but {kind}: give the text of an article")
    found = {"author": cleaned.author, "date": cleaned.date, "title": _title(cleaned.text)}
    known = {key: value for key, value in found.items() if value}
    return Article(cleaned.text, {**known, **meta}, cleaned.removed)


def _annotated(source: Source) -> Document:
    return next(annotate_many([source]))


def _checked(article: Article, id: str, language_check: bool) -> Source:
    if language_check:
        language.check(article.text, id or "the text")
    return Source(article.text, id, article.meta, article.removed)


def is_address(name: str) -> bool:
    """Return whether a name is an http(s) address."""
    return bool(_ADDRESS.match(name))


def content(path: Path, name: str) -> bytes:
    """Return the bytes of a file; one too many of a file that is too large.

    Raises
    ------
    InputError
        In one line, if the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError(f"{name}: no such file: check the path") from None
    except (IsADirectoryError, NotADirectoryError):
        if path.is_dir():
            raise InputError(f"{name}: is a folder: give the files in it") from None
        raise InputError(f"{name}: no such file: check the path") from None
    except PermissionError:
        if path.is_dir():
            raise InputError(f"{name}: is a folder: give the files in it") from None
        raise InputError(f"{name}: may not be read: ask for permission to read it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{name[:200]}: cannot be read ({reason}): check the path") from None


def _kind_of(content_type: str) -> str | None:
    kind = content_type.split(";")[0].strip().lower()
    if "html" in kind:
        return "html"
    return "markdown" if kind.endswith("markdown") else None


def _charset_of(content_type: str) -> str:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:\-]+)", content_type, re.I)
    return found[1] if found else ""


def _title(text: str) -> str:
    """Return the first line if it stands alone above an article, as a headline does."""
    first, _, rest = text.strip().partition("\n")
    line = first.strip()
    alone = rest.startswith(("\n", "\r", " ", "\t")) and not rest.split("\n", 1)[0].strip()
    if not alone or len(line.split()) > _TITLE_WORDS or line.endswith((".", ",", ";", ":")):
        return ""
    return line if len(rest.split(None, _BODY_WORDS)) > _BODY_WORDS else ""


def _refuse_name(text: str) -> None:
    """Refuse a str that is not the text itself but names a file or an address."""
    line = text.strip()
    if "\n" in line or len(line) > 1000 or not line:
        return
    if _ADDRESS.match(line) and " " not in line:
        raise InputError(f"{line}: is an address, not a text: use stylo.read({line!r})")
    if _FILE_NAME.fullmatch(line) and len(line.split()) <= 10:
        raise InputError(f"{line}: names a file, and is no text: use stylo.read({line!r})")
    try:
        exists = Path(line).expanduser().exists() and len(line.split()) <= 10
    except (OSError, ValueError, RuntimeError):
        return
    if exists and ("/" in line or "\\" in line or Path(line).is_file()):
        raise InputError(f"{line}: is the name of a file, not a text: use stylo.read({line!r})")
