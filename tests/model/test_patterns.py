"""What an old spelling gives away about itself, and what it takes to repair it."""

import ast
import json

import pytest

from reflib.model import Location, Old, load_catalog
from reflib.model.patterns import Pattern, disguise, patterns, renames, to_json


@pytest.fixture(scope="module")
def entries():
    return load_catalog().entries


def record(spelling: str, use: str, today: str = "raises", **keys) -> Old:
    return Old("id", spelling, today, "", spelling, use, None, (), Location("a.toml", 1), **keys)


@pytest.mark.parametrize(
    ("name", "spelling", "use", "texts"),
    [
        ("torch.arange", "torch.range(a, b)", "torch.arange(a, b)", ["torch.range"]),
        ("torch.cat", "torch.cat(x, dimension=0)", "torch.cat(x, dim=0)", ["torch.cat(..., dimension=_)"]),
        ("torch.dot", "torch.dot(a=x, b=y)", "torch.dot(x, y)", ["torch.dot(..., a=_)", "torch.dot(..., b=_)"]),
        ("torch.sort", "torch.sort(x, dim=None)", "torch.sort(x)", ["torch.sort(..., dim=None)"]),
        ("torch.sort", "torch.sort(x, dim=-1, descending=None)", "torch.sort(x)", ["torch.sort(..., descending=None)"]),
        ("torch.linspace", "torch.linspace(0, end)", "torch.linspace(0, 1, 5)", ["torch.linspace(int, _)"]),
        ("torch.nn.L1Loss", "torch.nn.L1Loss(False)", "torch.nn.L1Loss()", ["torch.nn.L1Loss(False)"]),
        ("torch.nn.Softmax", "torch.nn.Softmax()", "torch.nn.Softmax(1)", ["torch.nn.Softmax()"]),
        ("torch.Tensor.item", "loss.data[0]", "loss.item()", ["loss.data[0]"]),
        ("torch.Tensor.zero_", "x.grad.data.zero_()", "x.grad.zero_()", ["_.grad.data.zero_()"]),
        ("torch.Tensor.backward", "z.backward(keep=1)", "z.backward()", ["_.backward(..., keep=_)"]),
        ("torch.Tensor.data", "w.data -= lr * w.grad", "w -= lr * w.grad", ["_.data -= _ * _.grad"]),
        ("torch.nn.Module.parameters", "model.parametes()", "model.parameters()", ["_.parametes(...)"]),
        ("torch.utils.data.Dataset", "def _len_(self)", "def __len__(self): 1", ["def _len_(self):\n    ..."]),
        ("torch.nn.Softshrink", "torch.nn.Softshrink(lambda=1)", "f()", ["torch.nn.Softshrink(..., lambda=_)"]),
        ("torch.Tensor.backward", "z = x; z.backward()", "z.sum().backward()", []),
    ],
)
def test_a_spelling_is_told_by_what_is_out_of_date_in_it(name, spelling, use, texts, entries):
    assert [pattern.text for pattern in patterns(entries[name], record(spelling, use))] == texts


def test_what_works_is_told_by_its_call_not_its_name(entries):
    old = record("torch.norm(x, 2)", "torch.linalg.vector_norm(x, 2)", "works")
    assert [pattern.text for pattern in patterns(entries["torch.linalg.vector_norm"], old)] == ["torch.norm(...)"]


def test_a_flag_matters_when_its_replacement_takes_another_value(entries):
    entry = entries["torchvision.models.resnet18"]
    old = record("torchvision.models.resnet18(pretrained=False)", "torchvision.models.resnet18(weights=None)")
    assert [pattern.text for pattern in patterns(entry, old)] == ["torchvision.models.resnet18(..., pretrained=False)"]


def test_match_replaces_what_would_be_derived(entries):
    old = record("x.T", "x.permute(2, 1, 0)", match=("_.T",))
    assert patterns(entries["torch.Tensor.T"], old) == (Pattern("id", "_.T", "T"),)
    assert patterns(entries["torch.Tensor.T"], record("x.T", "x.permute(2, 1, 0)", match=())) == ()


@pytest.mark.parametrize(
    ("code", "use", "pairs"),
    [
        ("torch.cat(x, dimension=0)", "torch.cat(x, dim=0)", ("dimension= dim=",)),
        ("f(a=1, b=2)", "f(c=1, d=2)", ("a= c=", "b= d=")),
        ("nn.init.eye(w)", "nn.init.eye_(w)", ("eye eye_",)),
        ("f(a=1)", "f(1)", ()),
        ("f(a=False)", "f(b=None)", ()),
        ("f(x, a)", "f(x, b)", ()),
        ("a = 1", "b = 1", ()),
    ],
)
def test_only_names_and_keywords_are_renamed(code, use, pairs):
    assert renames(code, use) == pairs


@pytest.mark.parametrize("keys", [{"today": "works"}, {"fix": "by hand"}])
def test_what_means_something_else_is_not_repaired(keys, entries):
    old = record("torch.range(a, b)", "torch.arange(a, b)", **keys)
    assert all(pattern.renames == () for pattern in patterns(entries["torch.arange"], old))


def test_reserved_words_parse_as_keyword_arguments():
    tree = ast.parse(disguise("f(async=True, key=lambda x: x)"), mode="eval")
    assert [keyword.arg for keyword in tree.body.keywords] == ["async", "key"]
    assert len(disguise("f(async=1)")) == len("f(async=1)")


def test_json_holds_the_pattern_and_its_tokens():
    pattern = Pattern("id", "torch.cat(..., dimension=_)", "cat", ("dimension= dim=",))
    assert json.loads(json.dumps(to_json(pattern))) == {
        "record": "id",
        "text": "torch.cat(..., dimension=_)",
        "name": "cat",
        "tokens": ["torch", ".", "cat", "(", "...", ",", "dimension", "=", "_", ")"],
        "renames": ["dimension= dim="],
    }
