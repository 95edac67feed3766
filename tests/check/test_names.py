"""A name is judged by what the script's imports make of it."""

import pytest

from reflib.check.scan import check

FOUND = {
    "plain": "import torch\ntorch.range(1, 4)",
    "module alias": "import torch as t\nt.range(1, 4)",
    "function alias": "from torch import range as span\nspan(1, 4)",
    "submodule alias": "import torch.nn.init as init\ninit.uniform(w)",
    "submodule from its parent": "from torch.nn import init as fill\nfill.uniform(w)",
    "assigned alias": "import torch\ninit = torch.nn.init\ninit.uniform(w)",
    "inside a function": "def f():\n    import torch\n    return torch.range(1, 4)",
    "import below a function": "def f():\n    return torch.range(1, 4)\nimport torch",
    "passed on, not called": "from torch import nn\nnet.apply(nn.init.xavier_uniform)",
    "fragment without imports": "nn.init.uniform(w)",
    "torchvision alone": "from torchvision import models as m\nm.resnet18(pretrained=True)",
    "method of anything": "import torch\nself.loss.mean().backward(retain_variables=True)",
}
CLEAN = {
    "another library": "import numpy as torch_like\nimport torch\ntorch_like.range(1, 4)",
    "the name of another library": "import jax.nn as nn\nnn.init.uniform(w)",
    "a parameter": "import torch\ndef f(torch):\n    return torch.range(1, 4)",
    "assigned again": "import torch.nn.init as init\ninit = load()\ninit.uniform(w)",
    "a function of our own": "import torch\ndef clip_grad_norm(p): ...\nclip_grad_norm(p)",
    "a class attribute": "import torch\nclass A:\n    torch = None\n    x = torch.range(1, 4)",
    "no torch at all": "import hashlib\nloss.data[0]\nscheduler.dict()",
    "a module's function, not a method": "import torch, collections\ncollections.storage()",
    "a list of keywords": "import torch\ntorch.cat(*tensors, **options)",
    "a weight, not a loss": "import torch\nlayer.weight.data[0] = 1\nlosses.data[0]",
    "a metric, not an epoch": "import torch\nscheduler.step(val_loss)",
    "a text": "import torch\nx = 'torch.range(1, 4)'  # torch.range(1, 4)",
}


@pytest.mark.parametrize("name", FOUND)
def test_outdated_whatever_it_is_called(name, known):
    assert [finding.severity for finding in check(FOUND[name], known)] != []


@pytest.mark.parametrize("name", CLEAN)
def test_not_torch_or_not_outdated(name, known):
    assert check(CLEAN[name], known) == []


@pytest.mark.parametrize(
    ("call", "spelling"),
    [
        ("torch.FloatTensor([2])", "torch.FloatTensor([2, 3])"),
        ("torch.FloatTensor(5)", "torch.FloatTensor(2)"),
        ("torchvision.models.vgg16(pretrained=False)", "torchvision.models.vgg16(pretrained=False)"),
        ("torchvision.models.densenet121(pretrained=False)", "torchvision.models.resnet18(pretrained=False)"),
    ],
)
def test_the_most_specific_record_answers(call, spelling, known):
    (finding,) = check(call, known)
    assert finding.old.spelling == spelling


def test_columns_count_characters(known):
    (finding,) = check('import torch\nprint("损失", torch.range(1, 4))', known)
    assert (finding.line, finding.column) == (2, 13)
