"""`reflib check` from the outside: what it prints, writes and returns."""

import io
import json

import pytest

from reflib.cli import main

OUTDATED = "import torch\r\nx = torch.cat([a, b], dimension=0)\r\n"
NOTE = "import torch\nx = torch.norm(a)\n"


@pytest.fixture
def script(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(text: str) -> str:
        (tmp_path / "old.py").write_bytes(text.encode())
        return "old.py"

    return write


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [("x = 1\n", [], 0), (OUTDATED, [], 1), (NOTE, [], 0), (NOTE, ["--strict"], 1), ("print 1\n", [], 1)],
)
def test_the_status_tells_whether_something_must_change(text, options, status, script):
    assert main(["check", script(text), *options]) == status


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", "x = '损'".encode("gbk"), b"# coding: none\n", b"x = \0"])
def test_an_unreadable_file_is_named(data, tmp_path, capsys):
    (tmp_path / "a.py").write_bytes(data)
    assert main(["check", str(tmp_path / "a.py"), str(tmp_path / "missing.py")]) == 2
    assert [line.split(": ")[0] for line in capsys.readouterr().err.splitlines()] == [
        str(tmp_path / "a.py"),
        str(tmp_path / "missing.py"),
    ]


def test_a_finding_is_one_line_in_both_languages(script, capsys):
    main(["check", script(OUTDATED)])
    assert capsys.readouterr().out == (
        "old.py:2:23: torch.cat(inputs, dimension=0) → raises today / 如今报错: "
        "TypeError: cat() got an unexpected keyword argument 'dimension'; "
        "use / 改用: x = torch.cat([torch.ones(1), torch.zeros(1)], dim=0) (torch.cat)\n"
    )


@pytest.mark.parametrize(("language", "word"), [("en", "raises today"), ("zh", "如今报错")])
def test_in_one_language_the_note_follows(language, word, script, catalog, capsys):
    main(["check", script(OUTDATED), "--lang", language])
    first, note = capsys.readouterr().out.splitlines()
    assert f"→ {word}: TypeError" in first
    assert note.strip() == catalog.entries["torch.cat"].old[0].note[language]


def test_json_holds_what_a_program_needs(script, capsys):
    main(["check", script(OUTDATED), "--format", "json"])
    (found,) = json.loads(capsys.readouterr().out)
    assert found["entry"] == "torch.cat" and found["severity"] == "error" and found["today"] == "raises"
    assert (found["path"], found["line"], found["column"]) == ("old.py", 2, 23)
    assert found["edits"] == [[2, 22, "dimension", "dim"]]
    assert set(found["note"]) == {"en", "zh"}


def test_fix_writes_the_file_and_prints_the_diff(script, tmp_path, capsys):
    assert main(["check", script(OUTDATED), "--fix"]) == 0
    assert (tmp_path / "old.py").read_bytes() == OUTDATED.replace("dimension=", "dim=").encode()
    assert "+x = torch.cat([a, b], dim=0)" in capsys.readouterr().out
    assert main(["check", "old.py", "--fix"]) == 0
    assert capsys.readouterr().out == ""


def test_fix_leaves_a_script_of_python_2_alone(script, tmp_path):
    text = OUTDATED + "print 1\n"
    assert main(["check", script(text), "--fix"]) == 1
    assert (tmp_path / "old.py").read_bytes() == text.encode()


def test_a_dash_reads_standard_input(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(OUTDATED.encode())))
    assert main(["check", "-"]) == 1
    assert capsys.readouterr().out.startswith("<stdin>:2:23: torch.cat")
