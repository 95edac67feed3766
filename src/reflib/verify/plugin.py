"""pytest glue: `pytest -p reflib.verify.plugin --device cpu src/reflib/entries docs`.

Collects every example and old spelling of the entry files, and the `pycon` blocks of Markdown pages.
"""

from pathlib import Path

import pytest

from ..model import Catalog, load_catalog
from .checks import ExampleItem, OldItem, PageItem, SignatureItem
from .devices import DEVICES
from .prose import pycon_blocks
from .record import Recorder

CATALOG = pytest.StashKey[dict[Path, Catalog]]()
RECORDER = pytest.StashKey[Recorder]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--device` and `--record`."""
    group = parser.getgroup("reflib")
    group.addoption("--device", choices=DEVICES, default="cpu", help="where examples run (default: cpu)")
    group.addoption("--record", action="store_true", help="write the results into the device's ledger")


def pytest_configure(config: pytest.Config) -> None:
    """Start a run with nothing loaded and nothing recorded."""
    config.stash[CATALOG] = {}
    config.stash[RECORDER] = Recorder(config.getoption("--device"))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Entry files lie two folders below `sections.toml`; Markdown pages anywhere."""
    if file_path.suffix == ".toml" and (file_path.parent.parent / "sections.toml").exists():
        return EntryFile.from_parent(parent, path=file_path)
    if file_path.suffix == ".toml" and file_path.parent.name == "errata":
        return ErrataFile.from_parent(parent, path=file_path)
    if file_path.suffix == ".md" and parent.config.getoption("--device") == "cpu":
        return Page.from_parent(parent, path=file_path)
    return None


def _catalog(config: pytest.Config, root: Path) -> Catalog:
    catalogs = config.stash[CATALOG]
    if root not in catalogs:
        catalogs[root] = load_catalog(root)
    return catalogs[root]


class EntryFile(pytest.File):
    """One family of entries."""

    def collect(self):
        root = self.path.parent.parent
        family = _catalog(self.config, root).families[self.path.relative_to(root).with_suffix("").as_posix()]
        device = self.config.getoption("--device")
        for entry in family.entries:
            for example in entry.examples:
                name = f"{example.id.removesuffix('#1')}[{device}]"
                yield ExampleItem.from_parent(self, name=name, entry=entry, check=example)
            if device == "cpu":
                yield SignatureItem.from_parent(self, name=f"{entry.name}[signature]", entry=entry)
            for old in entry.old:
                if device == "cpu" or device in old.requires:
                    yield OldItem.from_parent(self, name=f"{old.id}[{device}]", check=old)

    def repr_failure(self, excinfo):
        return str(excinfo.value)


class ErrataFile(pytest.File):
    """One chapter of claims about torch."""

    def collect(self):
        errata = _catalog(self.config, self.path.parent.parent / "entries").errata
        for claim in next(chapter for chapter in errata if chapter.id == self.path.stem).claims:
            name = f"{claim.id}[{self.config.getoption('--device')}]"
            yield ExampleItem.from_parent(self, name=name, check=claim.run)

    def repr_failure(self, excinfo):
        return str(excinfo.value)


class Page(pytest.File):
    """One page of prose."""

    def collect(self):
        if blocks := pycon_blocks(self.path.read_text("utf-8")):
            yield PageItem.from_parent(self, name="page[cpu]", blocks=blocks)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """Put results into the recorder; a check that waits for a device is neither passed nor failed."""
    report = yield
    if call.when == "call" and not report.skipped and isinstance(item, ExampleItem | OldItem):
        item.config.stash[RECORDER].add(item.check, report.passed, item.output)
    return report


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    """Say how many checks ran, and which wait for what."""
    write = terminalreporter.write_line
    recorder = config.stash[RECORDER]
    write(f"{len(recorder.rows)} checks ran on {config.getoption('--device')}")
    waiting: dict[str, list[str]] = {}
    for report in terminalreporter.stats.get("skipped", []):
        waiting.setdefault(report.longrepr[2].removeprefix("Skipped: "), []).append(report.nodeid.split("::")[-1])
    for reason, names in sorted(waiting.items()):
        write(f"{len(names)} wait ({reason}): {', '.join(names)}")
    if config.getoption("--record"):
        for root, catalog in config.stash[CATALOG].items():
            rows = recorder.save(catalog, root.parent / "ledger")
            write(f"the {recorder.device} ledger holds {rows} rows")
