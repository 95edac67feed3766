"""Run one doctest and compare every output; failures carry the file, the line and the difference."""

import doctest
import re
from dataclasses import dataclass, field
from warnings import WarningMessage

from ..model import Location
from .compare import difference
from .sandbox import sandbox

TRACEBACK = re.compile(r"(Traceback \(most recent call last\):\n)(?:[ \n].*\n?)*^(\S)", re.M)
ADDRESS = re.compile(r"\bat 0x[0-9a-f]+")
PACKAGES = re.compile(r"(?<=['\" (])/[^'\" ]*/(?:site|dist)-packages(?=/)")


@dataclass(frozen=True)
class Failure:
    """One prompt whose output was not the expected one."""

    at: Location
    source: str
    want: str
    got: str
    why: str

    def __str__(self) -> str:
        shown = [f"{self.at}: {self.why}", *_prompted(self.source)]
        for title, text in (("expected", self.want), ("got", self.got)):
            shown += [f"  {title}:", *(f"    {line}" for line in text.splitlines())]
        return "\n".join(shown)


@dataclass
class Outcome:
    """What a run gave: the failures, each prompt's real output, and the warnings raised."""

    failures: list[Failure] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    warnings: list[WarningMessage] = field(default_factory=list)


def run_doctest(code: str, at: Location, device: str, namespace: dict | None = None) -> Outcome:
    """Run the prompts of `code`, whose first line stands at `at`, on a device.

    `torch` is imported for the example unless a `namespace` is given, which is then used and kept.
    """
    import torch

    space = {"torch": torch, "__name__": "__main__"} if namespace is None else namespace
    test = doctest.DocTestParser().get_doctest(code, space, str(at), at.path, at.line - 1)
    runner = _Runner(at)
    with sandbox(device) as caught:
        runner.run(test, out=lambda text: None, clear_globs=False)
    if namespace is not None:
        namespace.update(test.globs)
    runner.outcome.warnings = caught
    return runner.outcome


class _Checker(doctest.OutputChecker):
    why: str | None = None

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        self.why = difference(want, got)
        return self.why is None


class _Runner(doctest.DocTestRunner):
    def __init__(self, at: Location):
        self.checker = _Checker()
        super().__init__(checker=self.checker, verbose=False, optionflags=doctest.ELLIPSIS)
        self.at, self.outcome = at, Outcome()

    def report_start(self, out, test, example) -> None:
        pass

    def report_success(self, out, test, example, got) -> None:
        self.outcome.outputs.append(_portable(got))

    def report_failure(self, out, test, example, got) -> None:
        got = _portable(got)
        self.outcome.outputs.append(got)
        self._fail(example, got, self.checker.why)

    def report_unexpected_exception(self, out, test, example, exc_info) -> None:
        raised = f"{exc_info[0].__name__}: {exc_info[1]}"
        self.outcome.outputs.append(f"Traceback (most recent call last):\n    ...\n{raised}\n")
        self._fail(example, raised, f"raised {raised.splitlines()[0]}")

    def _fail(self, example: doctest.Example, got: str, why: str | None) -> None:
        at = Location(self.at.path, self.at.line + example.lineno)
        self.outcome.failures.append(Failure(at, example.source, example.want, got, why or "differs"))


def _portable(output: str) -> str:
    """An output without what is this machine's or this run's: frames of tracebacks, paths of packages, addresses."""
    return ADDRESS.sub("at 0x...", PACKAGES.sub("...", TRACEBACK.sub(r"\1    ...\n\2", output)))


def _prompted(source: str) -> list[str]:
    first, *rest = source.rstrip().split("\n")
    return [f"  >>> {first}", *(f"  ... {line}" for line in rest)]
