"""Each case starts its own Python: an import that fails, and operators once declared, last for a process."""

import subprocess
import sys
import textwrap

import pytest

IMPORT = "from reflib.snippets.torchvision_cpu import import_torchvision\n"


def run(code: str) -> str:
    code = IMPORT + textwrap.dedent(code)
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


FAILED_BEFORE = """
try:
    import torchvision
except RuntimeError:
    pass
"""


@pytest.mark.parametrize("before", ["", FAILED_BEFORE], ids=["fresh", "after a failed import"])
def test_transforms_and_models_work(before):
    code = """
    torchvision = import_torchvision()
    assert import_torchvision() is torchvision
    import torch
    from torchvision.transforms import v2
    image = v2.CenterCrop(4)(torch.zeros(3, 8, 8))
    print(tuple(image.shape), tuple(torchvision.models.resnet18().eval()(torch.zeros(1, 3, 32, 32)).shape))
    """
    assert run(before + textwrap.dedent(code)) == "(3, 4, 4) (1, 1000)"


def test_a_missing_torchvision_says_so():
    code = """
    import importlib.util
    importlib.util.find_spec = lambda name: None
    try:
        import_torchvision()
    except ModuleNotFoundError as error:
        print(error)
    """
    assert run(code) == "No module named 'torchvision'"
