"""Code that runs today raises no alarm; the gallery shows some old spellings on purpose."""

from importlib.util import find_spec
from pathlib import Path

from reflib.check.scan import check

ROOT = Path(__file__).parent.parent.parent


def spellings(folder: Path, pattern: str, known) -> set[str]:
    """`path: spelling` of every finding below a folder."""
    return {
        f"{path.relative_to(folder).as_posix()}: {finding.old.spelling if finding.old else finding.message}"
        for path in sorted(folder.glob(pattern))
        for finding in check(path.read_text("utf-8"), known)
    }


def test_the_gallery_shows_only_the_listed_old_spellings(known):
    listed = (Path(__file__).parent / "gallery.txt").read_text("utf-8").splitlines()
    assert sorted(spellings(ROOT, "gallery/*/*.py", known)) == listed


def test_our_own_code_is_clean(known):
    assert spellings(ROOT, "src/reflib/**/*.py", known) == set()


def test_torchvision_itself_holds_one_discouraged_idiom(known):
    spec = find_spec("torchvision")
    assert spec and spec.origin, "torchvision is part of the test environment"
    found = spellings(Path(spec.origin).parent, "**/*.py", known)
    assert found == {"models/feature_extraction.py: super(Model, self).__init__()"}
