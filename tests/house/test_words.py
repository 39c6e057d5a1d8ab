"""Words and marks that have no place in the repository, its pages or its lists."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.tree import PRODUCT, ROOT, files

THIS_FILE = Path(__file__).resolve()
#: Hosts of package registries, and folders of one particular machine.
EVERYWHERE = {
    "host of a package registry": re.compile(
        r"(pypi|pythonhosted|npmjs|debian|crates|rubygems|golang|docker)\.(org|com|io|net)", re.I
    ),
    "folder of one machine": re.compile(r"(?<![\w.])/(work|root|home/[a-z]+|Users/[A-Za-z]+)/"),
    "unfinished sentence": re.compile(r"\bTODO\b|\bFIXME\b|\bXXX\b"),
}
#: Trade marks of others; saying plainly that a file of theirs is read is fine, and needs other words.
IN_PRODUCT = {
    "trade mark": re.compile(r"givers\s+gain|\bVCP\b|BNI\s+Connect|Referral\s+Institute", re.I),
}
IN_PAGES = {
    "inline style": re.compile(r"""<[^>]*\sstyle\s*=\s*["']|<style\b""", re.I),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(?!\s*</script>)|<[^>]+\son[a-z]+\s*=", re.I),
}
OUTSIDE = re.compile(r"(?:https?:)?//(?!127\.0\.0\.1|localhost|www\.w3\.org/)[a-z0-9.-]+\.[a-z]{2,}", re.I)
#: Where a URL in a page or a style sheet would be fetched by the browser.
FETCHED = re.compile(r"""(?:src|srcset|action|poster|data)\s*=\s*["']([^"']+)|<link[^>]+href\s*=\s*["']([^"']+)"""
                     r"""|url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)|from\s+["']([^"']+)["']""", re.I)  # fmt: skip
#: Brought by a library as it is, not written here.
BORROWED = ("*.min.js",)


def marked(paths: list[Path], marks: dict[str, re.Pattern[str]]) -> list[str]:
    """Each line with one of the marks, as `file:line what`; files that are no text are passed over."""
    found = []
    for path in paths:
        for number, line in enumerate(text_of(path).splitlines(), start=1):
            found += [f"{path.name}:{number} {what}" for what, mark in marks.items() if mark.search(line)]
    return found


def fetched_from_outside(paths: list[Path]) -> list[str]:
    """Addresses of other hosts from which a browser would fetch something to show the page."""
    found = []
    for path in paths:
        for groups in FETCHED.findall(text_of(path)):
            address = "".join(groups)
            if OUTSIDE.match(address):
                found.append(f"{path.name}: {address}")
    return found


def text_of(path: Path) -> str:
    """The text of a file; empty for pictures and the like."""
    data = path.read_bytes()
    return "" if b"\0" in data[:1024] else data.decode("utf-8", errors="replace")


def templates() -> list[Path]:
    """The pages we wrote, and the letters."""
    return [path for path in files(ROOT, "*.html", "*.jinja", "*.j2") if path.is_relative_to(PRODUCT)]


def test_no_word_in_the_repository_belongs_elsewhere() -> None:
    ours = [path for path in files(ROOT) if path != THIS_FILE and not any(path.match(each) for each in BORROWED)]
    assert marked(ours, EVERYWHERE) == []


def test_no_trade_mark_of_others_is_in_the_product() -> None:
    texts = [path for path in files(ROOT) if path.is_relative_to(PRODUCT) or path.suffix == ".md"]
    assert marked(texts, IN_PRODUCT) == []


def test_no_page_carries_its_own_style_or_script() -> None:
    assert marked(templates(), IN_PAGES) == []


def test_no_page_fetches_anything_from_outside() -> None:
    static = [path for path in files(ROOT, "*.css", "*.js", "*.svg") if path.is_relative_to(PRODUCT)]
    assert fetched_from_outside(templates() + static) == []


def test_marks_are_seen(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("see py" + "pi.org\ncd /wo" + "rk/main\nfine /workshop/ ./work/\nVC" + "P\n# TO" + "DO\n")

    assert marked([bad], EVERYWHERE) == [
        "bad.txt:1 host of a package registry",
        "bad.txt:2 folder of one machine",
        "bad.txt:5 unfinished sentence",
    ]
    assert marked([bad], IN_PRODUCT) == ["bad.txt:4 trade mark"]


def test_inline_style_and_script_are_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<p style="x">\n<style>\n<script>go()</script>\n<a onclick="go()">\n'
        '<script src="/static/app.js"></script>\n<p class="style">\n{{ style }}\n'
    )
    assert marked([page], IN_PAGES) == [
        "page.html:1 inline style",
        "page.html:2 inline style",
        "page.html:3 inline script",
        "page.html:4 inline script",
    ]


def test_an_outside_address_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<img src="https://cdn.example.com/a.png"> <a href="https://example.com">a link is a person\'s choice</a>'
        '<link rel="stylesheet" href="//fonts.example.com/f.css"> <svg xmlns="http://www.w3.org/2000/svg">'
    )
    assert fetched_from_outside([page]) == [
        "page.html: https://cdn.example.com/a.png",
        "page.html: //fonts.example.com/f.css",
    ]
