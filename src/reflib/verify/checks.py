"""The pytest items: one example, one old spelling, one signature, one page of prose."""

import pytest

from ..model import Entry, Example, Location, Old
from .api import disagreements
from .devices import DEVICES, lacking
from .examples import run_doctest
from .old import differences, is_deprecation


class Failed(Exception):
    """A check that did not hold; its text is the whole report."""


class Check(pytest.Item):
    """A check that fails with plain text and reports the line it came from."""

    at: Location
    output: str | None = None

    def reportinfo(self):
        return self.path, self.at.line - 1, f"{self.path.name}: {self.name}"

    def repr_failure(self, excinfo, style=None):
        return str(excinfo.value) if isinstance(excinfo.value, Failed) else super().repr_failure(excinfo, style)

    def need(self, requires: tuple[str, ...]) -> None:
        """Leave a check to wait, by name, for what this machine or device lacks."""
        if missing := lacking(requires, self.config.getoption("--device")):
            pytest.skip(f"needs {', '.join(missing)}")


class ExampleItem(Check):
    """One doctest on the device of the run: of an entry, or of a claim, which has none."""

    def __init__(self, *, entry: Entry | None = None, check: Example, **kwargs):
        super().__init__(**kwargs)
        self.entry, self.check, self.at = entry, check, check.at

    def runtest(self) -> None:
        self.need(self.check.requires)
        if self.config.getoption("--device") == "emulated" and self.check.not_emulated:
            pytest.skip(f"not emulated: {self.check.not_emulated}")
        outcome = run_doctest(self.check.code, self.at, self.config.getoption("--device"))
        printed = "".join(outcome.outputs)
        if printed != self.check.output.replace("<BLANKLINE>", ""):
            self.output = printed
        if outcome.failures:
            raise Failed("\n\n".join(map(str, outcome.failures)))
        if self.entry and self.entry.status == "current":
            for warning in filter(is_deprecation, outcome.warnings):
                raise Failed(f"{self.at}: status is current, but the example warns: {warning.message}")


class OldItem(Check):
    """One old spelling and its replacement, on the CPU."""

    def __init__(self, *, check: Old, **kwargs):
        super().__init__(**kwargs)
        self.check, self.at = check, check.at

    def runtest(self) -> None:
        self.need(self.check.requires)
        if found := differences(self.check):
            raise Failed("\n".join(f"{self.at}: {sentence}" for sentence in found))


class SignatureItem(Check):
    """One entry against the installed torch."""

    def __init__(self, *, entry: Entry, **kwargs):
        super().__init__(**kwargs)
        self.entry, self.at = entry, entry.where("signature")

    def runtest(self) -> None:
        if self.entry.examples:
            first = self.entry.examples[0].requires
            self.need(tuple(what for what in first if what.isidentifier() and what not in DEVICES))  # modules alone
        if found := disagreements(self.entry):
            raise Failed("\n".join(f"{self.at}: {sentence}" for sentence in found))


class PageItem(Check):
    """The `pycon` blocks of a page, run in order in one namespace."""

    def __init__(self, *, blocks: list[tuple[int, str]], **kwargs):
        super().__init__(**kwargs)
        self.blocks, self.at = blocks, Location(self.path.name, blocks[0][0])

    def runtest(self) -> None:
        if any("torchvision" in code for _, code in self.blocks):
            self.need(("torchvision",))
        namespace: dict = {"__name__": "__main__"}
        failures = []
        for line, code in self.blocks:
            at = Location(str(self.path.relative_to(self.config.rootpath)), line)
            failures += run_doctest(code, at, "cpu", namespace).failures
        if failures:
            raise Failed("\n\n".join(map(str, failures)))
