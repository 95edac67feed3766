"""A script or a page answers every walk-through of the old handbook, and every script has its place."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
COUNT = 64
DECLARED = re.compile(r"^[#%] topics: (.+)$", re.M)


def declared(path: Path) -> list[str]:
    """The topics a script (`# topics: …`) or a page (`% topics: …`) answers."""
    found = DECLARED.search(path.read_text("utf-8"))
    return found[1].split(", ") if found else []


def test_all_topics_are_answered():
    answered = {topic for path in (ROOT / "gallery").glob("*/plot_*.py") for topic in declared(path)}
    answered |= {topic for path in (ROOT / "docs/guide").glob("*.md") for topic in declared(path)}
    assert sorted(answered) == [f"topic/{number:02}" for number in range(1, COUNT + 1)]


def test_every_script_answers_one():
    assert [path.name for path in (ROOT / "gallery").glob("*/plot_*.py") if not declared(path)] == []


def test_the_course_names_every_script_once():
    course = tomllib.loads((ROOT / "gallery/course.toml").read_text("utf-8"))
    named = [f"{chapter}/plot_{name}.py" for chapter, names in course.items() for name in names]
    scripts = [path.relative_to(ROOT / "gallery").as_posix() for path in (ROOT / "gallery").glob("*/plot_*.py")]
    assert sorted(named) == sorted(scripts)
