"""Statements as annotations of their sources, in the form of the W3C's Web Annotation model."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import quote

from zopa.evidence.exports._contract import NO_CASE, OfCase, export_as
from zopa.evidence.exports._words import titled, value, who
from zopa.evidence.ledger._records import POSITION, selectors
from zopa.model.ledger import Ledger, Passage, SourceText, Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_TERMS = {
    "unit": "urn:zopa:unit",
    "code point": "urn:zopa:code-point",
    "sha256": "urn:zopa:sha256",
}


@export_as(name="web-annotation", title="a page of W3C Web Annotations (JSON-LD)", suffix=".jsonld")
def write(ledger: Ledger, _case: OfCase = NO_CASE, /) -> str:
    """Return an annotation page with one annotation for each statement, rejected ones too.

    A source is named by the hash of its text (RFC 6920, ``ni:``), as offsets are code points into
    that text and not into the page at its address, which stands as ``scope``.  ``sha256`` is that
    of the words; a passage whose words were cut is selected by its place alone.
    """
    page = {
        "@context": [CONTEXT, _TERMS],
        "id": "urn:zopa:ledger",
        "type": "AnnotationPage",
        "unit": "code point",
        "items": [
            _annotation(statement, ledger.sources.get(statement.source))
            for statement in ledger.statements.values()
        ],
    }
    return json.dumps(page, indent=1) + "\n"


def _annotation(statement: Statement, source: SourceText | None) -> dict[str, Any]:
    body = [
        *(_body("classifying", kind.value) for kind in statement.kinds),
        *([_body("classifying", statement.plover)] if statement.plover else []),
        *([_body("identifying", who(statement.speaker))] if who(statement.speaker) else []),
        *([_body("tagging", f"party: {party}")] if (party := _party(statement)) else []),
        *(
            _body("describing", f"{name}: {text}")
            for name, text in (
                ("addressee", value(statement.addressee)),
                ("venue", value(statement.venue)),
                ("time", value(statement.time)),
                ("mode", statement.mode),
                ("rule", statement.rule),
            )
            if text
        ),
        *(_body("tagging", flag) for flag in statement.flags),
        _body("assessing", statement.status),
        *([_body("commenting", statement.note)] if statement.note else []),
    ]
    annotation: dict[str, Any] = {
        "id": _urn("statement", statement.id),
        "type": "Annotation",
        "motivation": "identifying",
        "body": body,
        "target": [
            {
                "type": "SpecificResource",
                "source": _source(statement, source),
                **({"scope": source.url} if source and source.url else {}),
                "selector": _selectors(passage),
                "sha256": passage.sha256,
            }
            for passage in statement.passages
        ],
    }
    if statement.by:
        annotation["creator"] = {"type": "Person", "name": statement.by}
    return annotation


def _selectors(passage: Passage) -> list[dict[str, Any]]:
    """Return what selects a passage: cut words would select fewer, or nothing."""
    found = selectors(passage)
    return [each for each in found if each["type"] == POSITION] if passage.cut else found


def _party(statement: Statement) -> str | None:
    return statement.speaker.party if statement.speaker else None


def _body(purpose: str, text: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": text}


def _source(statement: Statement, source: SourceText | None) -> dict[str, str]:
    if source is None:
        return {"id": _urn("source", statement.source), "type": "Text"}
    return {
        "id": _named_by_hash(source),
        "type": "Text",
        "format": "text/plain",
        "label": f"{source.id}: {titled(source)}",
        **({"language": source.lang} if source.lang else {}),
    }


def _urn(kind: str, name: str) -> str:
    return f"urn:zopa:{kind}:{quote(name, safe='', errors='replace')}"


def _named_by_hash(source: SourceText) -> str:
    try:
        digest = bytes.fromhex(source.text_sha256)
    except ValueError:
        return _urn("source", source.id)
    return "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode().rstrip("=")
