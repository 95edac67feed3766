"""Scripts that Python 3 cannot read are searched all the same."""

import pytest

from reflib.check.scan import check
from reflib.check.source import read

PYTHON_2 = {
    "print": 'print "a"',
    "print over lines": 'print "%s %s" % (a,\n    b)',
    "print twice": 'print "a"; print "b"',
    "print in a branch": 'if x:\n    print "a"\nelse:\n    print "b"',
    "except": "try:\n    f()\nexcept IOError, error:\n    pass",
    "keyword async": "x.send(async=True)",
    "raise": 'raise ValueError, "a"',
    "number": "x = 0777",
    "number in a header": "for i in range(10L):\n    f()",
    "exec": 'exec "x = 1"',
    "tabs": "if x:\n\ty = 1\n        z = 2",
    "cut off": "def f():\n",
    "never closed": "x = torch.cat((a,\n",
    "no Python": "<html>\n  <p>",
}


@pytest.mark.parametrize("code", PYTHON_2.values(), ids=PYTHON_2)
def test_the_rest_of_the_script_is_searched(code, known):
    text = f"import torch\na = torch.range(1, 4)\n{code}\n"
    findings = check(text, known)
    assert [finding.line for finding in findings if finding.old] == [2]
    assert [finding.line >= 3 for finding in findings if not finding.old] == [True]
    assert not any(finding.edits for finding in findings)


@pytest.mark.parametrize("code", [PYTHON_2[name] for name in ("print", "except", "keyword async", "raise", "number")])
def test_what_follows_is_searched_too(code, known):
    findings = check(f"import torch\n{code}\nb = torch.range(1, 4)\n", known)
    assert [finding.line for finding in findings if finding.old] == [code.count("\n") + 3]


def test_columns_survive_a_repair(known):
    findings = check("import torch\nprint '损失', torch.range(1, 4)\nx.send(async=True).add(torch.range(1, 4))", known)
    assert [(finding.line, finding.column) for finding in findings if finding.old] == [(2, 13), (3, 24)]


def test_text_that_no_python_holds_is_refused():
    with pytest.raises(ValueError, match="null bytes"):
        read("x = 1\0")
    with pytest.raises(ValueError, match="too deeply"):
        read("-" * 100_000 + "1")
