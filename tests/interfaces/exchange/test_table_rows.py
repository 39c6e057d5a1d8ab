"""Rows know their line; a damaged row is refused alone, and the rows after it come in."""

from __future__ import annotations

import tracemalloc
from importlib import import_module

from grapevine.interfaces.exchange.table import layout_of_file, rows
from grapevine.interfaces.exchange.table.rows import MAX_RECORD, NUL, TOO_LONG, UNCLOSED
from tests.interfaces.exchange.table_files import put

HEAD = "Name,Firm,E-mail,Notes\n"


def lines_of(path):
    return [(row.line, row.get("Name"), row.refused) for row in rows(path, layout_of_file(path))]


def test_a_row_after_a_note_of_three_lines_knows_its_line(tmp_path):
    path = put(tmp_path, HEAD + 'Dana,,d@x.example,"one\ntwo\nthree"\n\nBen,,b@x.example,\n')
    assert lines_of(path) == [(2, "Dana", ""), (6, "Ben", "")]


def test_short_rows_and_long_rows_are_read(tmp_path):
    path = put(tmp_path, HEAD + "Dana\nBen,Okafor Builders,b@x.example,,surplus,,more\n")
    dana, ben = rows(path, layout_of_file(path))
    assert dana.cells == {"Name": "Dana"}
    assert ben.extra == ("surplus", "more")


def test_blank_rows_and_repeated_headings_are_nothing(tmp_path):
    path = put(tmp_path, HEAD + ",,,\n\nDana,,,\n   ,\t,,\n" + HEAD + "Ben,,,\n")
    assert lines_of(path) == [(4, "Dana", ""), (7, "Ben", "")]


def test_a_line_of_a_megabyte_is_refused_alone(tmp_path):
    path = put(tmp_path, HEAD + "Dana,,,\nlong," + "x" * 1_000_000 + "\nBen,,,\n")
    assert lines_of(path) == [(2, "Dana", ""), (3, "", TOO_LONG), (4, "Ben", "")]


def test_a_row_with_nul_bytes_is_refused_alone(tmp_path):
    path = put(tmp_path, HEAD + "Dana,,,\nTom\0,,,\nBen,,,\n")
    assert lines_of(path) == [(2, "Dana", ""), (3, "", NUL), (4, "Ben", "")]


def test_a_quotation_mark_never_closed_costs_one_row(tmp_path):
    path = put(tmp_path, HEAD + 'Dana,,,\nTom,"Halloran & Sons,t@x.example,\n' + "Ben,,b@x.example,\n" * 40)
    found = lines_of(path)
    assert found[:2] == [(2, "Dana", ""), (3, "", UNCLOSED)]
    assert found[2:] == [(line, "Ben", "") for line in range(4, 44)]


def test_a_quotation_mark_closed_by_a_later_row_costs_no_row_between(tmp_path):
    rest = 'Ben,,b@x.example,met\nPriya,Raman Law,p@x.example,"a\nb"\nEllen,,e@x.example,\n'
    path = put(tmp_path, HEAD + 'Tom,"Halloran & Sons,t@x.example,\n' + rest)
    assert lines_of(path) == [(2, "", UNCLOSED), (3, "Ben", ""), (4, "Priya", ""), (6, "Ellen", "")]


def test_an_unclosed_quotation_mark_in_a_huge_file_costs_one_row(tmp_path):
    path = put(tmp_path, HEAD + 'Tom,"Halloran,t@x.example,\n' + "Ben,,b@x.example,met at the fair\n" * 10_000)
    found = lines_of(path)
    assert found[0] == (2, "", UNCLOSED)
    assert len(found) == 10_001 and found[-1] == (10_002, "Ben", "")


def test_when_too_much_was_read_again_the_refusal_names_all_lines_it_cost(tmp_path, monkeypatch):
    monkeypatch.setattr(import_module("grapevine.interfaces.exchange.table.rows"), "MAX_REREAD", 1_000)
    path = put(tmp_path, HEAD + 'Tom,"Halloran,,\n' + "Ben,,b@x.example,\n" * 400)
    [(line, _, refused)] = lines_of(path)
    assert (line, refused) == (2, f"{UNCLOSED} The lines up to 402 were left out with it.")


def test_a_file_cut_short_inside_a_note_loses_only_its_last_row(tmp_path):
    path = put(tmp_path, HEAD + 'Dana,,,\nBen,,b@x.example,"met at')
    assert lines_of(path) == [(2, "Dana", ""), (3, "", UNCLOSED)]


def test_a_lone_quotation_mark_inside_a_cell_is_a_sign_like_any_other(tmp_path):
    path = put(tmp_path, HEAD + 'Dana,5" Discs,d@x.example,\nBen,,,\n')
    assert lines_of(path) == [(2, "Dana", ""), (3, "Ben", "")]


def test_memory_holds_one_record_however_long_the_file(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("w") as stream:
        stream.write(HEAD)
        stream.writelines(f"Dana {number},Whitcomb,d{number}@x.example,\n" for number in range(20_000))
        stream.write("y" * (20 * MAX_RECORD) + "\n")
    tracemalloc.start()
    count = sum(1 for _ in rows(path, layout_of_file(path)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_001
    assert peak < 4_000_000
