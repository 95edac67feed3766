"""Every task of the project: `nox` runs what CI runs, `nox -s docs` builds the site, `nox -l` lists the rest."""

from pathlib import Path

import nox

nox.needs_version = ">=2024.10"
nox.options.sessions = ["lint", "tests", "verify", "docs", "smoke"]
nox.options.reuse_existing_virtualenvs = True

PYPROJECT = nox.project.load_toml("pyproject.toml")
ENTRIES = ["src/reflib/entries", "src/reflib/errata"]
PAGES = ["docs/guide", "docs/contributing"]


def install(session: nox.Session, *groups: str) -> None:
    """Install dependency groups at the versions of `constraints.txt`, and the package itself."""
    needs = nox.project.dependency_groups(PYPROJECT, *groups)
    session.install("--quiet", "-c", "constraints.txt", *needs)
    session.install("--quiet", "--no-deps", "-e", ".")


@nox.session
def lint(session: nox.Session) -> None:
    """Style, types, import directions, and the editorial rules of the entries."""
    install(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("lint-imports", "--no-cache")
    session.run("reflib", "lint")


@nox.session
def tests(session: nox.Session) -> None:
    """Unit tests; arguments go to pytest."""
    install(session, "test")
    session.run("pytest", "--ignore=tests/smoke", *session.posargs)


@nox.session
def verify(session: nox.Session) -> None:
    """Every example on the CPU and the emulated device; `-- --device cuda` or `-- --record` for other runs."""
    install(session, "verify")
    runs = [session.posargs] if session.posargs else [["--device", "cpu"], ["--device", "emulated"]]
    for options in runs:
        session.run("pytest", "-p", "reflib.verify.plugin", *ENTRIES, *PAGES, *options)


@nox.session
def docs(session: nox.Session) -> None:
    """The site, in `site/`: the gallery once, then /en/, /zh/ and the offline zip side by side; warnings are errors."""
    install(session, "docs")
    session.run("python", "docs/build.py", *session.posargs)


@nox.session
def gallery(session: nox.Session) -> None:
    """The gallery scripts alone, without Sphinx; name some, or all run."""
    install(session, "gallery")
    scripts = session.posargs or sorted(map(str, Path("gallery").glob("*/plot_*.py")))
    for script in scripts:
        session.run("python", script, env={"MPLBACKEND": "agg"})


@nox.session
def smoke(session: nox.Session) -> None:
    """Follow the built site in headless Chromium, in both languages."""
    install(session, "smoke")
    session.run("pytest", "tests/smoke", *session.posargs)


@nox.session
def serve(session: nox.Session) -> None:
    """Build what changed, then serve `site/` on loopback."""
    docs.func(session)
    session.run("python", "-m", "http.server", "--directory", "site", "--bind", "127.0.0.1", "8000")


@nox.session
def bench(session: nox.Session) -> None:
    """Ratios, each measured side by side in one run."""
    install(session, "docs", "verify")
    session.run("python", "tests/bench.py")


@nox.session(name="new-entry")
def new_entry(session: nox.Session) -> None:
    """`-- FAMILY NAME`: append a skeleton with today's signature, to be written and checked."""
    install(session, "verify")
    session.run("reflib", "new-entry", *session.posargs)
