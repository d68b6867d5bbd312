"""Product feeds in XML: Google Merchant (RSS 2.0 and Atom, `g:` names), and lists of `<product>` elements.

Entities and document types are refused (defusedxml), since a feed comes from outside.
"""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from landas.catalog.feeds.lines import open_bytes
from landas.catalog.feeds.rows import FeedCut, FeedRow, flat
from landas.errors import FeedError

ROW_ELEMENTS = frozenset({"item", "entry", "product"})
_GOOGLE = "{http://base.google.com/ns/1.0}"


def read_merchant_xml(path: Path) -> Iterator[FeedRow]:
    """One row an `<item>`, `<entry>` or `<product>`; `line` is where the element ends.

    Raises FeedCut where the XML breaks off, FeedError for a document type or entities.
    """
    number = 0
    # The stubs know namespace events too, which aren't asked for here.
    parser: Any = XMLPullParser(events=("start", "end"), _parser=DefusedXMLParser(forbid_dtd=True))
    depth = 0
    with open_bytes(path) as source:
        try:
            for number, line in enumerate(iter(lambda: source.readline(65536), b""), start=1):
                parser.feed(line)
                for event, element in parser.read_events():
                    if _local(element.tag) not in ROW_ELEMENTS:
                        continue
                    depth += 1 if event == "start" else -1
                    if event == "end" and depth == 0:
                        yield FeedRow(number, flat(_values(element)))
                        element.clear()
            parser.close()
        except DefusedXmlException as error:
            raise FeedError(
                f"{path} declares a document type or entities, which are refused.", "Remove the DOCTYPE."
            ) from error
        except (ParseError, EOFError, zlib.error, OSError) as error:
            raise FeedCut(number, str(error)) from error


def _values(element: Element) -> dict[str, Any]:
    """Columns of a row; a `g:` name wins over the same plain one, repeated elements become a list."""
    values: dict[str, Any] = dict(element.attrib)
    ours: set[str] = set()
    for child in element:
        name = _local(child.tag)
        content: Any = _values(child) if len(child) else (child.text or child.get("href") or "").strip()
        google = child.tag.startswith(_GOOGLE)
        if name in ours and not google:
            continue
        if name in values and (google == (name in ours)):
            known = values[name] if isinstance(values[name], list) else [values[name]]
            values[name] = [*known, content]
        else:
            values[name] = content
        if google:
            ours.add(name)
    return values


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
