"""Whole scripts of torch 0.3 to 1.0 against the findings they should give: place, severity, spelling."""

from pathlib import Path

import pytest

from reflib.check.fix import apply
from reflib.check.scan import check

SCRIPTS = sorted((Path(__file__).parent.parent / "samples/old_scripts").glob("*.py"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_an_old_script_gives_its_findings(path, known):
    found = ""
    for finding in check(path.read_text("utf-8"), known):
        said = finding.old.spelling if finding.old else finding.message
        found += f"{finding.line}:{finding.column} {finding.severity} {said}\n"
    assert found == path.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_repair_is_complete_at_once(path, known):
    before = path.read_text("utf-8")
    fixed = apply(before, check(before, known))
    after = check(fixed, known)
    assert [finding for finding in after if finding.edits] == []
    assert apply(fixed, after) == fixed
    assert fixed.count("\n") == before.count("\n")


def test_a_repair_renames_and_leaves_the_rest(known):
    before = SCRIPTS[-1].read_text("utf-8")
    changed = [
        (old.strip(), new.strip())
        for old, new in zip(before.splitlines(), apply(before, check(before, known)).splitlines(), strict=True)
        if old != new
    ]
    assert SCRIPTS[-1].name == "weight_init.py"
    assert changed == [
        (
            "from torch.nn.init import kaiming_normal, orthogonal as orthogonal_matrix",
            "from torch.nn.init import kaiming_normal_, orthogonal_ as orthogonal_matrix",
        ),
        ("from torch.nn.utils import clip_grad_norm", "from torch.nn.utils import clip_grad_norm_"),
        (
            'init.xavier_uniform(module.weight, gain=nn.init.calculate_gain("relu"))',
            'init.xavier_uniform_(module.weight, gain=nn.init.calculate_gain("relu"))',
        ),
        ("torch.nn.init.constant(module.bias, 0.1)", "torch.nn.init.constant_(module.bias, 0.1)"),
        ("kaiming_normal(module.weight.data)", "kaiming_normal_(module.weight.data)"),
        ("nn.init.normal(module.bias, mean=0, std=0.01)", "nn.init.normal_(module.bias, mean=0, std=0.01)"),
        (
            "fill = orthogonal_matrix if weight.dim() > 1 else nn.init.uniform",
            "fill = orthogonal_matrix if weight.dim() > 1 else nn.init.uniform_",
        ),
        (
            "net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Hardtanh(min_value=-2, max_value=2))",
            "net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Hardtanh(min_val=-2, max_val=2))",
        ),
        ("clip_grad_norm(net.parameters(), max_norm=1)", "clip_grad_norm_(net.parameters(), max_norm=1)"),
    ]
