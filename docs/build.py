"""Build the site: the gallery once, then a site a language and a bilingual one to read offline, then the root."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parent
ROOT = DOCS.parent
BUILD = ROOT / "build"
SITE = ROOT / "site"
OFFLINE = "pytorch-handbook"


def sphinx(tag: str, builder: str, output: Path, *options: str) -> subprocess.Popen:
    """Start one Sphinx build with its own cache."""
    cache = BUILD / "doctrees" / tag
    command = [sys.executable, "-m", "sphinx", "-q", "-t", tag, "-b", builder, "-d", str(cache), *options]
    return subprocess.Popen([*command, str(DOCS), str(output)])


def forget_stale_gallery() -> None:
    """Run every script again when the helpers they import have changed; sphinx-gallery sees only the scripts."""
    digest = hashlib.sha256()
    for path in [*sorted((ROOT / "src/reflib/snippets").glob("*.py")), ROOT / "constraints.txt"]:
        digest.update(path.read_bytes())
    stamp = BUILD / "snippets.sha256"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    shutil.rmtree(DOCS / "gallery", ignore_errors=True)
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(digest.hexdigest())


def main() -> int:
    """Build everything; returns the exit status."""
    forget_stale_gallery()
    if sphinx("gallery", "dummy", BUILD / "gallery").wait():
        return 1
    outputs = {"en": SITE / "en", "zh": SITE / "zh", "both": BUILD / OFFLINE}
    builds = [sphinx(tag, "html", output, "-W", "--keep-going", *sys.argv[1:]) for tag, output in outputs.items()]
    if any([build.wait() for build in builds]):
        return 1
    shutil.make_archive(str(SITE / OFFLINE), "zip", BUILD, OFFLINE)
    shutil.copytree(DOCS / "root", SITE, dirs_exist_ok=True)
    shutil.copy(ROOT / "src/reflib/catalog.schema.json", SITE)
    export = [sys.executable, "-m", "reflib", "export", "--output", str(SITE / "catalog.json")]
    subprocess.run(export, check=True)
    print(f"The site is in {SITE.relative_to(ROOT)}/: open {SITE.name}/index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
