"""What a person may set and say is in docs/, and docs/ names nothing that is gone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.house.tree import PRODUCT, ROOT, files

SETTING = re.compile(r"\bGRAPEVINE_[A-Z][A-Z_]*[A-Z]\b")
#: Known to the tests and the build only; docs/settings.md is for who runs the product.
FOR_DEVELOPERS = {"GRAPEVINE_SHARED_DATA", "GRAPEVINE_TEST_WORKERS"}
#: In docs/command-line.md a command stands in a heading or a code span: `grapevine people list`.
COMMAND = re.compile(r"`grapevine ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)*)")


def settings_named(*texts: str) -> set[str]:
    """The settings that texts name."""
    return {name for text in texts for name in SETTING.findall(text)} - FOR_DEVELOPERS


def settings_read(folder: Path) -> set[str]:
    """The settings that the wiring reads from the environment."""
    return settings_named(*(path.read_text(encoding="utf-8") for path in folder.glob("*.py")))


def differences(real: set[str], told: set[str]) -> list[str]:
    """A sentence for each thing that is not told, or told and not there."""
    return [f"{each} is not documented" for each in sorted(real - told)] + [
        f"{each} is documented, but there is no such thing" for each in sorted(told - real)
    ]


def leaves(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Each command below a group with its full name, as `people list`."""
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from leaves(command, f"{before}{name} ")
        elif not command.hidden:
            yield f"{before}{name}", command


def commands_told(text: str, real: set[str]) -> set[str]:
    """The commands that a text names: of the words after `grapevine`, as many as make a real command, else all."""
    told = set()
    for words in COMMAND.findall(text):
        parts = words.split()
        prefixes = [" ".join(parts[:count]) for count in range(len(parts), 0, -1)]
        told.add(next((each for each in prefixes if each in real), words))
    return told


def dead_links(page: Path) -> list[str]:
    """Links of a page to files of the repository that are not there."""
    found = []
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")) and not (page.parent / target).exists():
            found.append(f"{page.name}: {target}")
    return found


def rooms_told(text: str) -> list[str]:
    """The packages of the domain in the order of the map of the house."""
    _, _, after = text.partition("Inside the domain, from the bottom up:")
    return re.findall(r"^\| `([a-z_]+)` \|", after, flags=re.M)


def test_the_map_of_the_house_names_every_room_from_the_bottom_up() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = (each["layers"] for each in contracts if each["id"] == "domain")
    assert rooms_told((ROOT / "README.md").read_text(encoding="utf-8")) == layers[::-1]


def test_every_setting_is_documented() -> None:
    told = settings_named((ROOT / "docs" / "settings.md").read_text(encoding="utf-8"))
    assert differences(settings_read(PRODUCT / "config"), told) == []


def test_every_command_is_documented() -> None:
    from grapevine.interfaces.cli.main import main

    real = {name for name, _ in leaves(main)}
    told = commands_told((ROOT / "docs" / "command-line.md").read_text(encoding="utf-8"), real)
    assert differences(real, told) == []


@pytest.mark.parametrize("page", files(ROOT, "*.md"), ids=lambda page: str(page.relative_to(ROOT)))
def test_no_link_of_a_documented_page_is_dead(page: Path) -> None:
    assert dead_links(page) == []


def test_a_decision_is_numbered_once_and_says_what_was_rejected() -> None:
    records = files(ROOT, "docs/decisions/*.md")
    numbers = [record.name[:4] for record in records]
    assert len(set(numbers)) == len(numbers)
    silent = [each.name for each in records if "## Rejected" not in each.read_text(encoding="utf-8")]
    assert silent == []


def test_an_undocumented_and_a_vanished_thing_are_seen(tmp_path: Path) -> None:
    (tmp_path / "settings.py").write_text('env("GRAPEVINE_HOME"); env("GRAPEVINE_NEW")')
    told = settings_named("`GRAPEVINE_HOME`, `GRAPEVINE_OLD`")

    assert differences(settings_read(tmp_path), told) == [
        "GRAPEVINE_NEW is not documented",
        "GRAPEVINE_OLD is documented, but there is no such thing",
    ]


def test_commands_are_found_in_the_tree_and_in_the_text() -> None:
    group = click.Group("grapevine", commands={
        "serve": click.Command("serve"),
        "people": click.Group("people", commands={"list": click.Command("list"), "add": click.Command("add")}),
    })  # fmt: skip
    real = {name for name, _ in leaves(group)}

    assert real == {"serve", "people list", "people add"}
    assert commands_told("`grapevine people list acme --as E` and `grapevine fly high`", real) == {
        "people list",
        "fly high",
    }


def test_a_dead_link_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[here](page.md#part) [gone](gone.md) [mail](mailto:leah@example.com)")
    assert dead_links(page) == ["page.md: gone.md"]


def test_no_command_takes_two_things_under_one_name():
    """Click would give the command the one and lose the other: `--email` once said who was acting."""
    from grapevine.interfaces.cli.main import main

    assert [line for line, command in leaves(main) if taken_twice(command)] == []
    twice = click.Command("add", params=[click.Option(["--as", "email"]), click.Option(["--email"])])
    assert taken_twice(twice) == ["email"]


def taken_twice(command: click.Command) -> list[str | None]:
    """The names under which a command gets more than one of its options."""
    names = [each.name for each in command.params]
    return sorted({name for name in names if names.count(name) > 1}, key=str)
