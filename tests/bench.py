"""Ratios between the handbook and its nearest alternative, each pair measured side by side in this run.

Nothing is asserted: the machine decides the seconds, the reader decides what they mean.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reflib.model import Catalog, load_catalog
from reflib.search import build_index

ROOT = Path(__file__).parent.parent
ENTRIES = ROOT / "src/reflib/entries"
SAMPLE = ROOT / "tests/samples/valid"
THEME = 'html_theme = "furo"\n'
OURS = 'extensions = ["myst_parser", "reflib.sphinxext"]\nmyst_enable_extensions = ["colon_fence"]\n' + (
    'html_math_renderer = "mathml"\nreflib_entries = {!r}\nsite_lang = "en"\n'
    'exclude_patterns = ["errata"]\n'  # the chapters of errata are no entry pages
)
LIBRARIES = ("minisearch", "fuse.js")
FLOOR = """
import json, warnings
import torch
from reflib.snippets.torchvision_cpu import import_torchvision

if __name__ == "__main__":  # some sources start processes, which import this file
    import_torchvision()
    for source in json.load(open("sources.json", encoding="utf-8")):
        warnings.simplefilter("ignore")  # an example may have made them errors
        try:
            exec(source, {"torch": torch, "__name__": "__main__"})
        except Exception:  # one that the example shows, or a GPU that is not there
            pass
        torch.set_default_dtype(torch.float32)  # a leak would make the sources after it slower
        torch.set_num_threads(1)
"""
AUTOSUMMARY = 'extensions = ["sphinx.ext.autodoc", "sphinx.ext.autosummary"]\nautosummary_generate = True\n'


def seconds(*command: str, cwd: str | None = None) -> float:
    """Wall time of one command."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=cwd, env={**os.environ, "OMP_NUM_THREADS": "1"})
    return time.perf_counter() - start


def compare(name: str, ours: Callable[[], float], theirs: Callable[[], float], bar: str, repeat: int = 3) -> None:
    """Print the ratio of two medians, the runs taken in turn."""
    pairs = [(ours(), theirs()) for _ in range(repeat)]
    first, second = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{name}: {first * 1000:.1f} ms against {second * 1000:.1f} ms, ratio {first / second:.3f} (bar {bar})")


def build(conf: str, index: str, name: str = "index.md") -> float:
    """Time of one cold HTML build of a one-page project."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "conf.py").write_text(conf + THEME, "utf-8")
        Path(folder, name).write_text(index, "utf-8")
        return seconds(sys.executable, "-m", "sphinx", "-q", "-b", "html", folder, f"{folder}/out")


def our_page(count: int) -> float:
    """Seconds an entry page: the real catalogue against a catalogue of one entry."""
    index = "# Start\n\n```{toctree}\nreference/index\n```\n"
    full, single = (build(OURS.format(str(root)), index) for root in (ENTRIES, SAMPLE))
    return (full - single) / (count - 1)


def autosummary_page(names: list[str]) -> float:
    """Seconds a page that autosummary generates for the same names."""

    def page(listed: list[str]) -> str:
        rows = "\n".join(f"   {name}" for name in listed)
        return f"Start\n=====\n\n.. autosummary::\n   :toctree: generated\n\n{rows}\n"

    full, single = (build(AUTOSUMMARY, page(listed), "index.rst") for listed in (names, names[:1]))
    return (full - single) / (len(names) - 1)


def floor(sources: list[str]) -> float:
    """Seconds to import torch and execute the same sources, without a runner or a comparison."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "sources.json").write_text(json.dumps(sources), "utf-8")
        Path(folder, "floor.py").write_text(FLOOR, "utf-8")
        return seconds(sys.executable, "floor.py", cwd=folder)


def search(catalog: Catalog) -> None:
    """Print what a keystroke in the palette takes, beside two libraries where npm can fetch them."""
    queries = json.loads((ROOT / "tests/search/queries.json").read_text("utf-8"))
    given = json.dumps({"index": build_index(catalog), "queries": queries})
    script = ROOT / "src/reflib/sphinxext/static/search/scorer.js"
    with tempfile.TemporaryDirectory() as folder:
        command = ["node", str(ROOT / "tests/search/bench.cjs"), str(script)]
        npm = shutil.which("npm")
        if npm and subprocess.run([npm, "install", "--silent", "--no-save", *LIBRARIES], cwd=folder).returncode == 0:
            command.append(folder)
        else:
            print(f"search: npm could not fetch {' and '.join(LIBRARIES)}; ours alone")
        subprocess.run(command, input=given, text=True, check=True)


def main() -> None:
    """Run every comparison."""
    catalog = load_catalog()
    sources = [example.source for entry in catalog for example in entry.examples]
    sources += [code for entry in catalog for old in entry.old for code in (old.code, old.use)]
    names = [entry.name for entry in catalog if entry.kind in ("function", "class")]
    functions = [
        name for name in names if name.startswith("torch.")
    ]  # autosummary imports them, and torchvision may not
    python = sys.executable
    print(f"{len(catalog.entries)} entries, {len(sources)} pieces of code")
    compare("entry page, against autosummary", lambda: our_page(len(catalog.entries)),
            lambda: autosummary_page(functions), "1/20", repeat=1)  # fmt: skip
    verify = [python, "-m", "pytest", "-q", "-p", "reflib.verify.plugin", "--device", "cpu", str(ENTRIES)]
    only = ["-k", "not signature"]
    compare(
        "doctest run, against exec of the same code", lambda: seconds(*verify, *only), lambda: floor(sources), "1.5"
    )
    show = [python, "-m", "reflib", "show", "torch.clamp"]
    help_ = [python, "-c", "import torch; help(torch.clamp)"]
    compare("reflib show, against help()", lambda: seconds(*show), lambda: seconds(*help_), "1/10", repeat=5)
    search(catalog)


if __name__ == "__main__":
    main()
