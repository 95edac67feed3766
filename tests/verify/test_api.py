import pytest
import torch

from reflib.verify.api import reference_signatures, resolve


def test_names_resolve_through_modules_and_classes():
    assert resolve("torch.nn.Module.train") is torch.nn.Module.train
    assert resolve("torch.utils.data.distributed").__name__ == "torch.utils.data.distributed"
    with pytest.raises((AttributeError, ImportError), match="net"):
        resolve("torch.net")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("torch.nn.Linear", {"in_features": None, "out_features": None, "bias": "True"}),
        ("torch.clamp", {"input": None, "min": "None", "max": "None", "out": "None"}),
        ("torch.zeros", {"size": None, "requires_grad": "False"}),
    ],
)
def test_call_forms_come_from_python_docstrings_and_operators(name, expected):
    forms = [names for _, names in reference_signatures(resolve(name), name)]
    assert any(expected.items() <= names.items() for names in forms)
