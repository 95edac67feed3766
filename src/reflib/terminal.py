"""`reflib show` and `reflib find`: the handbook in a terminal, without importing torch."""

import re
import unicodedata

from .model import Catalog, Entry, Example, Text
from .model.ledger import state
from .model.words import WORDS

LANGUAGES = {"zh": ("zh",), "en": ("en",), "both": ("en", "zh")}


def show(catalog: Catalog, entry: Entry, lang: str = "both") -> str:
    """One entry as text; `lang` is `en`, `zh` or `both`."""
    languages = LANGUAGES[lang]

    def heading(key: str) -> str:
        return " / ".join(WORDS[key][language] for language in languages)

    def texts(text: Text, indent: str = "") -> list[str]:
        return [f"{indent}{text[language]}" for language in languages]

    def badge(example: Example) -> str:
        parts = []
        for device, rows in catalog.ledgers.items():
            row = rows.get(example.id)
            version = f", torch {row.torch}" if row else ""
            parts.append(f"{device.upper()}: {heading(state(example, row))}{version}")
        return "; ".join(parts)

    lines = [entry.name, *texts(entry.summary)]
    if entry.signatures:
        lines += ["", *(f"  {signature.text}" for signature in entry.signatures)]
    if entry.shape:
        lines += ["", heading("shape"), *(f"  {line}" for line in entry.shape.strip().splitlines())]
    if entry.parameters:
        lines += ["", heading("parameters")]
        for parameter in entry.parameters:
            default = f" = {parameter.default}" if parameter.default else ""
            lines += [f"  {parameter.name}: {parameter.type}{default}", *texts(parameter.text, "      ")]
    if entry.note:
        lines += ["", heading("note"), *texts(entry.note, "  ")]
    for example in entry.examples:
        lines += ["", f"{heading('example')}  [{badge(example)}]"]
        lines += texts(example.about, "  ") if example.about else []
        lines += [f"  {line}" for line in example.text.strip().splitlines()]
    if entry.old:
        lines += ["", heading("old")]
        for old in entry.old:
            lines += [f"  {old.spelling}  ({heading(old.today)}) {old.message}".rstrip()]
            lines += texts(old.note, "      ") if old.note else []
            lines += [f"      {heading('use')}:", *(f"        {line}" for line in old.use.strip().splitlines())]
    return "\n".join([*lines, "", entry.official_url])


def find(catalog: Catalog, words: list[str]) -> list[Entry]:
    """Entries whose name, texts, parameters or old spellings hold every word, best first."""
    needles = [_fold(word) for word in words]
    ranked = []
    for position, entry in enumerate(catalog):
        fields = [_fold(entry.name), _fold(f"{entry.summary.en} {entry.summary.zh}"), _fold(_rest(entry))]
        ranks = [min((n for n, text in enumerate(fields) if needle in text), default=None) for needle in needles]
        if None not in ranks:
            exact = not any(needle in (fields[0], fields[0].rpartition(".")[2]) for needle in needles)
            ranked.append((exact, sum(rank for rank in ranks if rank is not None), position, entry))
    return [entry for *_, entry in sorted(ranked, key=lambda row: row[:3])]


def _rest(entry: Entry) -> str:
    parameters = " ".join(parameter.name for parameter in entry.parameters)
    old = " ".join(f"{old.spelling} {old.message}" for old in entry.old)
    notes = f"{entry.note.en} {entry.note.zh}" if entry.note else ""
    return f"{' '.join(entry.alias)} {parameters} {old} {notes}"


def _fold(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).casefold().strip()
