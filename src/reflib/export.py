"""`catalog.json`: every fact of every entry, for other tools. `catalog.schema.json` describes it."""

from typing import Any

from .model import Catalog, Entry, Example, Old, Text
from .model.ledger import Row, state

VERSION = 1
"""Raised when a field changes its meaning or goes away."""


def export(catalog: Catalog) -> dict[str, Any]:
    """The catalogue as plain JSON values, in reading order."""
    return {
        "version": VERSION,
        "sections": [{"id": section.id, "title": _text(section.title)} for section in catalog.sections],
        "families": [
            {"id": family.id, "section": family.section, "title": _text(family.title)}
            for family in catalog.families.values()
        ],
        "entries": [_entry(catalog, entry) for entry in catalog],
    }


def _entry(catalog: Catalog, entry: Entry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "family": entry.family,
        "section": entry.family.split("/")[0],
        "kind": entry.kind,
        "status": entry.status,
        "summary": _text(entry.summary),
        "note": _text(entry.note) if entry.note else None,
        "signature": "\n".join(signature.text for signature in entry.signatures),
        "returns": _text(entry.returns) if entry.returns else None,
        "shape": entry.shape,
        "formula": entry.formula,
        "params": [
            {"name": p.name, "type": p.type, "default": p.default, "en": p.text.en, "zh": p.text.zh}
            for p in entry.parameters
        ],
        "examples": [_example(example, catalog.ledgers) for example in entry.examples],
        "old": [_old(old) for old in entry.old],
        "alias": list(entry.alias),
        "see": list(entry.see),
        "source": str(entry.at),
        "url": f"{catalog.page(entry.name)}.html",
        "official_url": entry.official_url,
    }


def _example(example: Example, ledgers: dict[str, dict[str, Row]]) -> dict[str, Any]:
    return {
        "source": example.text,
        "output": example.output,
        "requires": list(example.requires),
        "about": _text(example.about) if example.about else None,
        "verified": {device: _verified(example, rows.get(example.id)) for device, rows in ledgers.items()},
    }


def _verified(example: Example, row: Row | None) -> dict[str, str | None]:
    return {
        "state": state(example, row),
        "torch": row.torch if row else None,
        "device": row.device if row else None,
    }


def _old(old: Old) -> dict[str, Any]:
    return {
        "spelling": old.spelling,
        "today": old.today,
        "message": old.message,
        "code": old.code,
        "use": old.use,
        "note": _text(old.note) if old.note else None,
    }


def _text(text: Text) -> dict[str, str]:
    return {"en": text.en, "zh": text.zh}
