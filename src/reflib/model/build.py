"""Turn the schema-checked table of one entry into an `Entry`; faults are reported to its `Source`."""

from typing import Any

from .entry import Entry, Example, Old, Parameter, Text
from .lines import KeyPath
from .patterns import parse
from .signature import Argument, Signature, parse_signature
from .source import Source

OFFICIAL = "https://docs.pytorch.org/docs/stable/generated/{name}.html"

Table = dict[str, Any]


def optional_text(table: Table, key: str) -> Text | None:
    """The `{en, zh}` table under `key`, if there is one."""
    return Text(**table[key]) if key in table else None


def build_entry(source: Source, family: str, index: int, shared: Source) -> Entry:
    """The entry at `index` of a family file; `shared` holds parameters described once for all families."""
    data, path = source.data, ("entry", index)
    raw: Table = data["entry"][index]
    signatures = _signatures(source, path, raw)
    requires = tuple(raw.get("requires", data.get("requires", ())))
    return Entry(
        name=raw["name"],
        family=family,
        kind=raw.get("kind", data.get("kind", "function")),
        status=raw.get("status", "current"),
        summary=Text(**raw["summary"]),
        note=optional_text(raw, "note"),
        signatures=signatures,
        returns=optional_text(raw, "returns"),
        shape=raw.get("shape"),
        formula=raw.get("formula"),
        parameters=_parameters(source, path, raw, signatures, shared),
        examples=_examples(source, path, raw, requires),
        old=_old(source, path, raw, requires),
        alias=tuple(raw.get("alias", ())),
        see=tuple(raw.get("see", ())),
        official_url=raw.get("official", data.get("official", OFFICIAL)).replace("{name}", raw["name"]),
        at=source.locate(path),
        lines={key[2:]: line for key, line in source.lines.items() if key[:2] == path},
    )


def _signatures(source: Source, path: KeyPath, raw: Table) -> tuple[Signature, ...]:
    expected = raw["name"].rpartition(".")[2]
    parsed = []
    for line in raw.get("signature", "").split("\n"):
        if not line.strip():
            continue
        try:
            parsed.append(parse_signature(line.strip()))
        except ValueError as error:
            source.report((*path, "signature"), str(error))
        else:
            if parsed[-1].name != expected:
                source.report((*path, "signature"), f"signature of `{parsed[-1].name}`, expected of `{expected}`")
    return tuple(parsed)


def _parameters(
    source: Source, path: KeyPath, raw: Table, signatures: tuple[Signature, ...], shared: Source
) -> tuple[Parameter, ...]:
    arguments: dict[str, Argument] = {}
    for signature in signatures:
        for argument in signature.arguments:
            arguments.setdefault(argument.name, argument)
    own = raw.get("param", {})
    for name in own.keys() - arguments.keys():
        known = ", ".join(arguments) or "none"
        source.report((*path, "param", name), f"parameter `{name}` is not in the signature, expected one of {known}")
    described = []
    for name, argument in arguments.items():
        if name in own:
            table, at = own[name], source.locate((*path, "param", name))
        elif file := next((file for file in (source, shared) if name in file.data.get("param", {})), None):
            table, at = file.data["param"][name], file.locate(("param", name))
        else:
            source.report(
                (*path, "signature"),
                f"parameter `{name}` of `{raw['name']}` has no text, expected `param.{name}`",
            )
            continue
        text = Text(table["en"], table["zh"])
        described.append(Parameter(argument.kind + name, table["type"], argument.default, text, at))
    return tuple(described)


def _examples(source: Source, path: KeyPath, raw: Table, requires: tuple[str, ...]) -> tuple[Example, ...]:
    tables: list[tuple[KeyPath, Table]] = []
    if "example" in raw:
        tables.append(((*path, "example"), {**raw, "code": raw["example"]}))
    for index, table in enumerate(raw.get("examples", ())):
        tables.append(((*path, "examples", index, "code"), table))
    if not tables:
        source.report(path, f"`{raw['name']}` has no example, expected `example` or `[[entry.examples]]`")
    examples = []
    for number, (key, table) in enumerate(tables, 1):
        example = Example(
            id=f"{raw['name']}#{number}",
            code=table["code"],
            requires=tuple(table.get("requires", requires)),
            not_emulated=table.get("not_emulated", ""),
            about=optional_text(table, "about"),
            at=source.locate_block(key),
        )
        try:
            if not any(step.want for step in example.steps):
                source.report(key, f"example of `{raw['name']}` shows no output, expected at least one line of it")
        except ValueError as error:
            source.report(key, f"example of `{raw['name']}` is not a doctest: {error}")
        examples.append(example)
    return tuple(examples)


def _old(source: Source, path: KeyPath, raw: Table, requires: tuple[str, ...]) -> tuple[Old, ...]:
    records = []
    for index, table in enumerate(raw.get("old", ())):
        key = (*path, "old", index)
        if table["today"] != "works" and "message" not in table:
            source.report(key, f"old spelling `{table['spelling']}` has no `message`, expected its words")
        for text in table.get("match", ()):
            try:
                parse(text)
            except SyntaxError as error:
                source.report((*key, "match"), f"pattern {text!r} is not Python: {error.msg}, expected one statement")
        records.append(
            Old(
                id=f"{raw['name']}~{table['spelling']}",
                spelling=table["spelling"],
                today=table["today"],
                message=table.get("message", ""),
                code=table["code"],
                use=table["use"],
                note=optional_text(table, "note"),
                requires=tuple(table.get("requires", requires)),
                at=source.locate(key),
                match=tuple(table["match"]) if "match" in table else None,
                fix=table.get("fix", ""),
            )
        )
    return tuple(records)
