"""The page for old code under node: it finds what `reflib check` finds, and answers pasted messages."""

import gzip
import json
import subprocess
from pathlib import Path

import pytest

from reflib import sphinxext
from reflib.check.scan import check, rules
from reflib.model import load_catalog
from reflib.search import build_index
from reflib.sphinxext.resolver import data_script, old_data, shown_use

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FOLDER = Path(sphinxext.__file__).parent / "static/search"
SCRIPTS = sorted((HERE.parent / "samples/old_scripts").glob("*.py"))
GALLERY = sorted((ROOT / "gallery").glob("*/*.py"))
AGREE = 0.95
"""The share of findings that both matchers give at the same line."""
DIFFERENCES: dict[tuple[str, int, str], str] = {}
"""`(text, line, record)` that only one of the two finds, and why; there is none."""
LOADED = 20_000
"""Bytes of data, gzipped, that the page loads."""

CURRENT = """
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

class Net(nn.Module):
    def __init__(self, width: int = 32) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(4, width), nn.ReLU(), nn.Linear(width, 2), nn.LogSoftmax(dim=1))

    @torch.no_grad()
    def predict(self, x: torch.Tensor) -> torch.Tensor:
        return self(x).argmax(dim=1)

    def forward(self, x):
        return self.layers(x)

device = "cuda" if torch.cuda.is_available() else "cpu"
net = Net().to(device)
loader = DataLoader(TensorDataset(torch.randn(8, 4), torch.randint(2, (8,))), batch_size=4, shuffle=True)
optimizer = torch.optim.AdamW(net.parameters(), lr=1e-3)
losses = []
for step, (x, y) in enumerate(loader):
    loss = nn.functional.nll_loss(net(x.to(device)), y.to(device), reduction="sum")
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(net.parameters(), max_norm=1.0)
    optimizer.step()
    losses.append(loss.item())
    print(f"{step}: {losses[-1]:.3f}", torch.cat([x, x], dim=0).shape, x[..., None].shape)
torch.save(net.state_dict(), "net.pt")
net.load_state_dict(torch.load("net.pt", weights_only=True))
"""

SESSION = """>>> import torch
>>> for x in [1]:
...     torch.range(1, 3)
tensor([1., 2., 3.])
>>> torch.cat((a, a), dimension=0)
"""

TRACEBACK = """Traceback (most recent call last):
  File "train.py", line 20, in <module>
    print(step, loss.data[0])
                ~~~~~~~~~^^^
IndexError: invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++
"""

NOTEBOOK = """<ipython-input-3-ab12> in <module>()
      1 criterion = torch.nn.MSELoss(size_average=False)
----> 2 total += loss.data[0]
"""


@pytest.fixture(scope="module")
def catalog():
    return load_catalog()


@pytest.fixture(scope="module")
def records(catalog):
    return [old for entry in catalog for old in entry.old]


@pytest.fixture(scope="module")
def resolve(catalog, records):
    """What the page says of each text: `(line, record, marked words)` and `(line, entry)` of each message."""
    shared = {"data": old_data(catalog, "en"), "index": build_index(catalog)}

    def run(*texts: str) -> list[tuple[list, list]]:
        given = json.dumps(shared | {"texts": texts})
        command = ["node", str(HERE / "resolve.cjs"), str(FOLDER)]
        said = json.loads(subprocess.run(command, input=given, stdout=subprocess.PIPE, text=True, check=True).stdout)
        named = [[(line, records[at].id, marked) for line, at, marked in one["findings"]] for one in said]
        return [(findings, [tuple(a) for a in one["answers"]]) for findings, one in zip(named, said, strict=True)]

    return run


@pytest.fixture(scope="module")
def agreement(catalog, records, resolve):
    """Findings of `reflib check` and of the page over scripts and records, as `(text, line, record)`."""
    texts = {path.name: path.read_text("utf-8") for path in [*SCRIPTS, *GALLERY]}
    texts |= {f"code of {old.id}": old.code for old in records} | {f"use of {old.id}": old.use for old in records}
    known = rules(catalog)
    checker = {(name, f.line, f.old.id) for name, text in texts.items() for f in check(text, known) if f.old}
    said = zip(texts, resolve(*texts.values()), strict=True)
    page = {(name, line, record) for name, (findings, _) in said for line, record, _ in findings}
    return checker, page


def test_the_page_finds_what_the_checker_finds(agreement):
    checker, page = agreement
    assert len(checker) > 300
    assert len(checker & page) >= AGREE * len(checker | page)
    assert checker ^ page == set(DIFFERENCES)


def test_no_replacement_is_marked(agreement):
    assert [found for found in agreement[1] if found[0].startswith("use of ")] == []


def test_the_gallery_has_only_the_listed_old_spellings(records, resolve):
    listed = (ROOT / "tests/check/gallery.txt").read_text("utf-8").splitlines()
    spelling = {old.id: old.spelling for old in records}
    said = zip(GALLERY, resolve(*(path.read_text("utf-8") for path in GALLERY)), strict=True)
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {spelling[record]}"
        for path, (findings, _) in said
        for _, record, _ in findings
    }
    assert sorted(found) == listed


def test_current_code_is_left_alone(resolve):
    assert resolve(CURRENT) == [([], [])]


def test_a_mark_covers_the_outdated_words(resolve):
    code = "import torch\ntorch.cat((a, b),\n    dimension=0)\nloss.data[0]\ntorch.nn.init.uniform(w)\nw.cuda(async=1)"
    ((findings, _),) = resolve(code)
    assert [(line, marked) for line, _, marked in findings] == [
        (3, "dimension=0"),
        (4, "data[0]"),
        (5, "torch.nn.init.uniform"),
        (6, "async=1"),
    ]


def test_a_session_is_read_without_prompts_and_outputs(resolve):
    ((findings, _),) = resolve(SESSION)
    assert [(line, marked) for line, _, marked in findings] == [(3, "torch.range"), (5, "dimension=0")]


def test_a_traceback_gives_its_code_and_its_message(resolve):
    (findings, answers), (notebook, _) = resolve(TRACEBACK, NOTEBOOK)
    assert [(line, marked) for line, _, marked in findings] == [(3, "data[0]")]
    assert answers == [(5, "torch.Tensor.item")]
    assert [(line, marked) for line, _, marked in notebook] == [(2, "size_average=False"), (3, "data[0]")]


def test_every_message_of_a_record_is_answered(records, resolve):
    messages = {old.message.partition("\n")[0]: old for old in records if old.message}
    shared = {m: {old.id.partition("~")[0] for old in records if old.message.startswith(m)} for m in messages}
    missed = [
        message
        for message, (_, answers) in zip(messages, resolve(*messages), strict=True)
        if not (answers and answers[0][1] in shared[message])
    ]
    assert missed == []


@pytest.mark.parametrize(
    "message",
    [
        "RuntimeError: cuDNN error: CUDNN_STATUS_NOT_INITIALIZED",
        "NameError: name 'x' is not defined",
        "AttributeError: module 'torch' has no attribute 'foo'",
        "TypeError: __init__() got an unexpected keyword argument 'width'",
        "ModuleNotFoundError: No module named 'pandas'",
    ],
)
def test_a_message_that_no_record_has_is_left_alone(resolve, message):
    assert resolve(message) == [([], [(1, None)])]


def test_what_is_no_python_does_no_harm(resolve):
    deep, long = "(" * 20_000, "x = " + "1 + " * 20_000 + "1"
    broken = "import torch\nx = torch.cat((a,\ndef f(:\n  'open\nimport os\ntorch.range(1, 2)"
    marked = [[words for *_, words in findings] for findings, _ in resolve(deep, long, "<html>\n <p>你好", broken)]
    assert marked == [[], [], [], ["torch.range"]]


def test_the_data_is_small_and_in_one_language(catalog):
    script = data_script(catalog, "zh")
    assert len(gzip.compress(script.encode())) < LOADED
    assert script.startswith("window.handbookOld={") and "没有 GPU 时" in script and "without a GPU" not in script


def test_a_replacement_is_short_and_whole(records):
    shown = {old.id: shown_use(old) for old in records}
    assert [id_ for id_, use in shown.items() if not use or use.startswith(" ")] == []
    assert shown["torch.Tensor.grad~w.data -= lr * w.grad.data"] == "with torch.no_grad():\n    w -= 0.1 * w.grad"
