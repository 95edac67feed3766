"""Import torchvision where its compiled operators do not load, as beside a build of torch without CUDA.

torchvision is compiled against one build of torch. Beside another its library does not load and importing it
fails:

    RuntimeError: operator torchvision::nms does not exist

The normal cure is to install the matching pair from one place: the same release (torch 2.13 with torchvision
0.28) and the same platform, both for the CPU or both for one CUDA version.

Where that is not possible, `import_torchvision` declares the missing operators, so that data sets,
transforms and models import and run. Calling a compiled operator (`torchvision.ops.nms`, `roi_align`, reading
images with `torchvision.io`) still raises.
"""

import importlib
import importlib.util
import sys
from importlib.machinery import PathFinder
from types import ModuleType

import torch

BOXES = "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"
_declared: list[torch.library.Library] = []  # a Library takes its operators with it when it is freed


def import_torchvision() -> ModuleType:
    """Return the module torchvision; ModuleNotFoundError where it is not installed."""
    if "torchvision" not in sys.modules and not _operators_load() and not _declared:
        for name in [name for name in sys.modules if name.startswith("torchvision.")]:
            del sys.modules[name]  # what an import that failed left behind
        library = torch.library.Library("torchvision", "DEF")
        for operator in ("nms", "qnms"):
            library.define(operator + BOXES)
        _declared.append(library)
    return importlib.import_module("torchvision")


def _operators_load() -> bool:
    """Try the compiled library as torchvision itself would, without importing torchvision first."""
    package = importlib.util.find_spec("torchvision")
    if package is None:
        raise ModuleNotFoundError("No module named 'torchvision'", name="torchvision")
    library = PathFinder.find_spec("_C", list(package.submodule_search_locations or []))
    if library is None or library.origin is None:
        return False
    try:
        torch.ops.load_library(library.origin)
    except OSError:
        return False
    return True
