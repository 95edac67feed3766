"""The devices that examples run on: `cpu`, `cuda` and `emulated`, an accelerator made of CPU tensors."""

import importlib.util
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

import torch

from ..snippets.torchvision_cpu import import_torchvision
from . import emulated

DEVICES = ("cpu", "cuda", "emulated")


@contextmanager
def on(device: str) -> Iterator[None]:
    """Make `device` the default device for the block.

    Raises ValueError for a name that is not in DEVICES, RuntimeError for `cuda` where torch finds no GPU.
    """
    _check(device)
    with ExitStack() as stack:
        if device == "emulated":
            stack.enter_context(emulated.EmulatedMode())
        if device != "cpu":  # the default already; the context would slow every call down
            stack.enter_context(torch.device(emulated.NAME if device == "emulated" else device))
        yield


def device_name(device: str) -> str:
    """What a reader calls `device`: "CPU", the GPU's own name or "emulated"; raises as `on` does."""
    _check(device)
    return torch.cuda.get_device_name() if device == "cuda" else {"cpu": "CPU"}.get(device, device)


def available(requirement: str, device: str) -> bool:
    """Whether an example that needs `requirement` can run on `device`.

    `requirement` is "cuda" (a run on a GPU), "cuda:2" (one with at least two), "no gpu" (a machine without one),
    "cpu build" or "cuda build" (of torch), "torch>=2.13" (a release that words its messages so) or a module that must
    be installed, such as "torchvision"; the module is not imported.
    """
    if requirement.startswith("torch>="):
        return torch.__version__ >= requirement.removeprefix("torch>=")
    if requirement in ("cpu build", "cuda build"):
        return (torch.version.cuda is None) == (requirement == "cpu build")
    if requirement == "no gpu":
        return device == "cpu" and not torch.cuda.is_available()
    name, _, count = requirement.partition(":")
    if name == "cuda":
        return device == "cuda" and torch.cuda.device_count() >= int(count or 1)
    try:
        return importlib.util.find_spec(requirement) is not None
    except ModuleNotFoundError:  # the package around a dotted name is missing
        return False


def lacking(requirements: Sequence[str], device: str) -> list[str]:
    """What of the requirements a run on `device` does not have; torchvision is made importable when it is there."""
    missing = [what for what in requirements if not available(what, device)]
    if not missing and "torchvision" in requirements:
        import_torchvision()
    return missing


def _check(device: str) -> None:
    if device not in DEVICES:
        raise ValueError(f"device {device!r}: expected one of {', '.join(DEVICES)}")
    if device == "cuda" and not torch.cuda.is_available():
        raise RuntimeError(f"device 'cuda': torch {torch.__version__} finds no GPU, expected at least one")
