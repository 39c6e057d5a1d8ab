"""Small files, small functions, more tests than code. The tail matters, not the median."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.house.tree import PRODUCT, TESTS, functions, python_files

FILE_LIMIT, TEST_FILE_LIMIT, FILE_P95 = 300, 400, 200
FUNCTION_LIMIT, FUNCTION_P95 = 60, 25
#: Lines of tests for a line of code that are wanted; reported always, asserted when ASSERT_RATIO is set.
WANTED_RATIO = 1.4
ASSERT_RATIO = False


def lines(path: Path) -> int:
    """Lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def percentile_95(values: list[int]) -> int:
    """The smallest value that at least 95 in 100 do not exceed; 0 of nothing."""
    ordered = sorted(values)
    return ordered[math.ceil(0.95 * len(ordered)) - 1] if ordered else 0


def long_files(folder: Path, limit: int) -> list[str]:
    """Files over the limit."""
    counted = ((path, lines(path)) for path in python_files(folder))
    return [f"{path.relative_to(folder)}: {count} lines, at most {limit}" for path, count in counted if count > limit]


def long_functions(folder: Path, limit: int) -> list[str]:
    """Functions over the limit."""
    return [
        f"{path.relative_to(folder)}:{line} {name}: {count} lines, at most {limit}"
        for path in python_files(folder)
        for name, line, count in functions(path.read_text(encoding="utf-8"))
        if count > limit
    ]


def ratio_of(tests: Path, code: Path) -> float:
    """Lines of tests for each line of code."""
    return sum(map(lines, python_files(tests))) / max(1, sum(map(lines, python_files(code))))


def test_no_file_is_too_long_to_hold_in_mind() -> None:
    assert long_files(PRODUCT, FILE_LIMIT) == []
    assert long_files(TESTS, TEST_FILE_LIMIT) == []


def test_no_function_is_too_long_to_hold_in_mind() -> None:
    assert long_functions(PRODUCT, FUNCTION_LIMIT) == []


def test_nineteen_files_in_twenty_are_short() -> None:
    assert percentile_95([lines(path) for path in python_files(PRODUCT)]) <= FILE_P95


def test_nineteen_functions_in_twenty_are_short() -> None:
    sizes = [count for path in python_files(PRODUCT) for _, _, count in functions(path.read_text(encoding="utf-8"))]
    assert percentile_95(sizes) <= FUNCTION_P95


def test_there_are_more_lines_of_tests_than_of_code() -> None:
    ratio = ratio_of(TESTS, PRODUCT)
    print(f"tests : code = {ratio:.2f}, wanted {WANTED_RATIO}")
    if ASSERT_RATIO:
        assert ratio >= WANTED_RATIO, f"{ratio:.2f} lines of tests for a line of code"


def test_long_files_and_functions_are_seen(tmp_path: Path) -> None:
    (tmp_path / "long.py").write_text("def f():\n" + "    x = 1\n" * 70)
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "0001_initial.py").write_text("x = 1\n" * 900)

    assert long_files(tmp_path, 70) == ["long.py: 71 lines, at most 70"]
    assert long_files(tmp_path, 71) == []
    assert long_functions(tmp_path, 60) == ["long.py:1 f: 71 lines, at most 60"]


def test_the_tail_counts_not_the_median() -> None:
    assert percentile_95([10] * 19 + [500]) == 10
    assert percentile_95([10] * 18 + [500] * 2) == 500
    assert percentile_95([]) == 0


def test_the_ratio_counts_lines(tmp_path: Path) -> None:
    for name, count in (("tests", 14), ("code", 10)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.py").write_text("x = 1\n" * count)

    assert ratio_of(tmp_path / "tests", tmp_path / "code") == pytest.approx(WANTED_RATIO)
