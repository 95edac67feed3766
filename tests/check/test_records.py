"""Every record of the handbook finds its own code, and finds nothing in its replacement."""

import ast

from reflib.check.fix import apply
from reflib.check.scan import check
from reflib.model.patterns import patterns

UNTOLD = {
    "torch.Tensor.numpy~x.cpu().numpy()": "right for every tensor that requires no gradient",
    "torch.Tensor.T~x.T": "right for every matrix",
    "torch.addcdiv~torch.addcdiv(input, integer_tensor1, integer_tensor2)": "the tensors' dtypes decide",
    "torch.Tensor.requires_grad~n = torch.zeros(1, 2, requires_grad=True); n[0, 0] = m[0, 0] ** 2": "a leaf or not",
    "torch.Tensor.backward~z = x + y; z.backward()": "the result's shape decides",
    "torch.Tensor.backward~z.backward(); z.backward()": "the graph between the two calls decides",
    "torch.nn.Module~super(net, self).__init__()": "the class's name decides",
    "torch.nn.Module~def __init__(self): self.fc = nn.Linear(1, 1)": "a call that is missing",
    "torch.nn.Module.forward~def forward(self):": "right for a module without input",
    "torch.nn.Module.__call__~model = [Parameter(torch.randn(2, 2, requires_grad=True))]; output = model(input)": (
        "any list may be called so"
    ),
    "torch.optim.lr_scheduler.StepLR~"
    "torch.optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.5, last_epoch=5)": "right when resuming",
    "torch.optim.lr_scheduler.LRScheduler.step~scheduler.step(); optimizer.step()": "the order of a whole loop",
    "torchvision.transforms.Lambda~torchvision.transforms.Lambda(lambda)": "not Python in any version",
}
"""Records that no pattern tells from today's code, and why; theirs is `match = []` or a spelling of several lines."""


def records(catalog):
    return [(entry, old) for entry in catalog for old in entry.old]


def test_only_the_listed_records_have_no_pattern(catalog):
    assert {old.id for entry, old in records(catalog) if not patterns(entry, old)} == set(UNTOLD)


def test_every_record_finds_its_own_code(catalog, known):
    texts = {old.id: {pattern.text for pattern in patterns(entry, old)} for entry, old in records(catalog)}
    missed = []
    for _, old in records(catalog):
        found = {finding.old.id for finding in check(old.code, known) if finding.old}
        same = any(texts[other] & texts[old.id] for other in found)  # two records may share a pattern
        if old.id not in UNTOLD and old.id not in found and not same:
            missed.append(old.id)
    assert missed == []


def test_no_replacement_is_reported(catalog, known):
    alarms = {old.id: [(f.line, f.message) for f in check(old.use, known)] for _, old in records(catalog)}
    assert {id_: found for id_, found in alarms.items() if found} == {}


def test_a_safe_repair_is_the_replacement_itself(catalog, known):
    repaired = 0
    for _, old in records(catalog):
        fixed = apply(old.code, check(old.code, known))
        if fixed != old.code:
            repaired += 1
            assert ast.dump(ast.parse(fixed)) == ast.dump(ast.parse(old.use)), old.id
    assert repaired > 30


def test_no_pattern_forbids_a_name_that_has_an_entry(catalog):
    texts = {pattern.text for entry, old in records(catalog) for pattern in patterns(entry, old)}
    assert texts & {name for entry in catalog for name in (entry.name, *entry.alias)} == set()
