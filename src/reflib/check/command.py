"""`reflib check`: files in, findings out, an exit status for scripts."""

import json
import sys
from pathlib import Path

from ..model import Catalog
from .fix import apply, diff
from .report import as_json, as_text
from .scan import Finding, check, rules
from .source import decode

STANDARD_INPUT = "-"


def run(catalog: Catalog, files: list[str], form: str, language: str, fix: bool, strict: bool) -> int:
    """Check `files`; 0 when nothing but notes is found (nothing at all if `strict`), 1 otherwise, 2 if unreadable."""
    known = rules(catalog)
    found: list[tuple[str, Finding]] = []
    unreadable = False
    for name in files:
        shown = "<stdin>" if name == STANDARD_INPUT else name
        try:
            data = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
            text, encoding = decode(data)
            findings = check(text, known)
            if fix and (fixed := apply(text, findings)) != text:
                if name != STANDARD_INPUT:
                    Path(name).write_bytes(fixed.encode(encoding))
                print(diff(text, fixed, shown), end="", file=sys.stderr if form == "json" else sys.stdout)
                findings = check(fixed, known)
        except (OSError, ValueError, SyntaxError) as error:
            print(f"{shown}: {error}", file=sys.stderr)
            unreadable = True
        else:
            found += [(shown, finding) for finding in findings]
    if form == "json":
        print(json.dumps([as_json(*one) for one in found], ensure_ascii=False, indent=1))
    else:
        for shown, finding in found:
            print(as_text(shown, finding, language))
    counted = [finding for _, finding in found if strict or finding.severity != "note"]
    return 2 if unreadable else 1 if counted else 0
