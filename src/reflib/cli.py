"""The `reflib` command: show, find, check, export, lint, agree, update, new-entry."""

import argparse
import json
import sys
from pathlib import Path

from .model import Broken, Catalog, load_catalog
from .model.catalog import ENTRIES


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(load_catalog(options.entries, options.name if options.run is _show else ""), options)
    except Broken as broken:
        print(broken, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reflib", description="The bilingual PyTorch handbook. 中英双语 PyTorch 手册。"
    )
    parser.add_argument(
        "--entries", type=Path, default=ENTRIES, help="folder of entry files (default: the packaged ones)"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run, help_text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_text, description=help_text)
        sub.set_defaults(run=run)
        return sub

    sub = command("show", _show, "print one entry")
    sub.add_argument("name", help="full name, or its end when that is unique: torch.clamp, clamp, Conv2d")
    sub.add_argument("--lang", choices=("zh", "en", "both"), default="both")
    sub = command("find", _find, "list entries that hold every word")
    sub.add_argument("words", nargs="+")
    sub = command("check", _check, "report outdated torch in Python scripts")
    sub.add_argument("files", nargs="+", metavar="FILE", help="script to check; - reads standard input")
    sub.add_argument("--format", choices=("text", "json"), default="text")
    sub.add_argument("--lang", choices=("zh", "en", "both"), default="both")
    sub.add_argument("--fix", action="store_true", help="rename what was merely renamed, and print the diff")
    sub.add_argument("--strict", action="store_true", help="exit with 1 for notes as well")
    sub = command("export", _export, "write catalog.json")
    sub.add_argument("--output", type=Path, help="file to write (default: standard output)")
    command("lint", _lint, "check the entries against the editorial rules and the ledgers")
    command("agree", _agree, "lock the pairs of texts: both languages say the same")
    sub = command("update", _update, "rewrite expected outputs and messages from a real run")
    sub.add_argument("names", nargs="+", help="torch.clamp, math/pointwise, claim/001 or errata/nn")
    sub = command("new-entry", _new_entry, "append the skeleton of an entry to its family file")
    sub.add_argument("family", help="family id, such as tensor/creation")
    sub.add_argument("name", help="full name, such as torch.full")
    return parser


def _show(catalog: Catalog, options: argparse.Namespace) -> int:
    from .terminal import show

    if entry := catalog.entries.get(options.name) or catalog.entries.get(f"torch.{options.name}"):
        matches = [entry]
    else:
        matches = [entry for entry in catalog if entry.name.endswith(f".{options.name}")]
    if len(matches) != 1:
        said = ", ".join(entry.name for entry in matches) or "no entry"
        print(f"{options.name}: {said}; expected one. Try `reflib find {options.name}`.", file=sys.stderr)
        return 1
    print(show(catalog, matches[0], options.lang))
    return 0


def _find(catalog: Catalog, options: argparse.Namespace) -> int:
    from .terminal import find

    found = find(catalog, options.words)
    for entry in found:
        print(f"{entry.name}\n    {entry.summary.zh}\n    {entry.summary.en}")
    return 0 if found else 1


def _check(catalog: Catalog, options: argparse.Namespace) -> int:
    from .check.command import run

    return run(catalog, options.files, options.format, options.lang, options.fix, options.strict)


def _export(catalog: Catalog, options: argparse.Namespace) -> int:
    from .export import export

    text = json.dumps(export(catalog), ensure_ascii=False, indent=1) + "\n"
    if options.output:
        options.output.write_text(text, "utf-8")
    else:
        print(text, end="")
    return 0


def _lint(catalog: Catalog, options: argparse.Namespace) -> int:
    from .lint import problems

    found = problems(catalog)
    for problem in found:
        print(problem)
    print(f"{len(catalog.entries)} entries, {len(found)} problems")
    return 1 if found else 0


def _agree(catalog: Catalog, options: argparse.Namespace) -> int:
    from .lint.pairs import write_lock

    added, dropped = write_lock(catalog)
    print(f"{added} pairs added, {dropped} dropped")
    return 0


def _update(catalog: Catalog, options: argparse.Namespace) -> int:
    from .verify.update import update

    known: dict[str, list] = {entry.name: list(entry.checks) for entry in catalog}
    known |= {id_: [c for entry in family.entries for c in entry.checks] for id_, family in catalog.families.items()}
    for chapter in catalog.errata:
        known |= {claim.id: [claim.run] for claim in chapter.claims}
        known[f"errata/{chapter.id}"] = [claim.run for claim in chapter.claims]
    if unknown := [name for name in options.names if name not in known]:
        print(f"unknown: {', '.join(unknown)}; expected names of entries, families or claims", file=sys.stderr)
        return 1
    checks = [check for name in options.names for check in known[name]]
    print(update(checks, options.entries.parent) or "nothing changed")
    return 0


def _new_entry(catalog: Catalog, options: argparse.Namespace) -> int:
    from .verify.draft import append_draft

    if options.name in catalog.entries:
        print(f"{options.name} is at {catalog.entries[options.name].at}", file=sys.stderr)
        return 1
    if options.family not in catalog.families:
        print(f"no family {options.family}; expected one of {', '.join(catalog.families)}", file=sys.stderr)
        return 1
    append_draft(options.entries / f"{options.family}.toml", options.name)
    print(f"{options.family}.toml: write the question marks, then run `reflib update {options.name}`")
    return 0
