"""The built site on loopback, and a headless Chromium that may talk to nothing else."""

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

BROWSERS = ("/usr/bin/chromium", "/usr/bin/google-chrome")
CHROMIUM = next((path for path in BROWSERS if Path(path).exists()), None)


class Quiet(SimpleHTTPRequestHandler):
    """A file server that logs nothing."""

    def log_message(self, format, *args):
        pass


@pytest.fixture(scope="session")
def site():
    """The folder of the built site."""
    folder = Path(__file__).parent.parent.parent / "site"
    assert (folder / "index.html").exists(), f"{folder} is not built, expected `nox -s docs` first"
    return folder


@pytest.fixture(scope="session")
def origin(site):
    """The address of the served site, such as `http://127.0.0.1:41234`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the whole run: Debian's where it is installed, else Playwright's own."""
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield browser
        browser.close()


def _left_behind(request) -> bool:
    """Whether the browser gave a request up because the reader went on to another page."""
    return request.failure == "net::ERR_ABORTED"


@pytest.fixture
def page(browser, origin):
    """A page that fails its test on a request to another host, a failed request, or a script error."""
    faults: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(5000)
    inside = (origin, "file://", "data:", "blob:")
    page.on("request", lambda request: request.url.startswith(inside) or faults.append(f"left: {request.url}"))
    page.on("response", lambda answer: answer.status < 400 or faults.append(f"{answer.status}: {answer.url}"))
    page.on("requestfailed", lambda request: _left_behind(request) or faults.append(f"failed: {request.url}"))
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("console", lambda message: message.type == "error" and faults.append(f"console: {message.text}"))
    yield page
    page.close()
    assert faults == []
