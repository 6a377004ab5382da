"""Registers: what their rows state, what is left, what is reported, and how they meet the pages."""

import csv
import io
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from archive.building.build import build
from benchmarks.fixtures import DEMONSTRATION, FIXTURES
from parser.registers import REGISTERS, cells, day_cells
from parser.registers.columns import RegisterError
from parser.registers.operations import Operation
from parser.registers.register_reading import read_register
from parser.text.identity import dnr_within
from schema.places import reference_rows
from scraper.files import find_inputs
from scraper.input import Input
from tests.archive.test_archive import query
from tests.archive.test_cli import run
from tests.conftest import copied, fixture_page, newest_bank_pages

NAMES = [register.name for register in REGISTERS]
PAGES = newest_bank_pages()


@pytest.fixture
def with_pages(newest_bank_archive: Path, tmp_path: Path) -> Path:
    """An archive that has `PAGES`, on which a test builds."""
    return copied(newest_bank_archive, tmp_path / "esf.db")


def table(name: str) -> Path:
    return FIXTURES / "registers" / name / "register.csv"


def operations(text: str) -> list[Operation]:
    return list(read_register(io.StringIO(text, newline=""), REGISTERS).operations)


def rows(name: str) -> tuple[str, list[list[str]]]:
    delimiter = ";" if name == "esf-export" else ","
    return delimiter, list(csv.reader(io.StringIO(table(name).read_text("utf-8-sig")), delimiter=delimiter))


def written(delimiter: str, cells_: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(cells_)
    return out.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_every_register_gives_its_operations(name: str) -> None:
    with Input(name, table(name)).lines() as lines:
        reading = read_register(lines, REGISTERS)
        found = msgspec.to_builtins(list(reading.operations))
    assert reading.register.name == name
    assert found == msgspec.json.decode((table(name).parent / "operations.json").read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_order_case_and_delimiter_do_not_matter(name: str) -> None:
    _, found = rows(name)
    turned = [[*reversed(row)] for row in found]
    turned[0] = [f" {heading.upper()}\u00a0" for heading in turned[0]]

    def said(text: str) -> list[Any]:
        return [
            (one.operation_id, one.dnr, sorted((s.kind, s.value) for s in one.statements)) for one in operations(text)
        ]

    assert said("sep=;\r\n" + written(";", turned)) == said(written("\t", found))


@pytest.mark.parametrize("half", [0, 1])
def test_one_half_of_a_bilingual_heading_is_enough(half: int) -> None:
    delimiter, found = rows("esf-export")
    halves = [[heading.split(" / ")[half if " / " in heading else 0] for heading in found[0]], *found[1:]]
    strange = [[f"X{n} / {h}" if n % 2 else f"{h}/Y{n}" for n, h in enumerate(halves[0])], *found[1:]]
    expected = [len(operation.statements) for operation in operations(written(delimiter, found))]
    for table_ in (halves, strange):
        assert [len(one.statements) for one in operations(written(delimiter, table_))] == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Operation_Local_Identifier", "Local_Id"),
        ("Total_Eligible_Expenditure_amount", "Total_Eligible_Expenditure"),
        ("Project_EU_Budget", "Project_EU_Budget_amount"),
    ],
)
def test_a_renamed_column_is_named_with_those_found(old: str, new: str) -> None:
    text = table("kohesio").read_text("utf-8").replace(f'"{old}"', f'"{new}"')
    with pytest.raises(RegisterError, match=f"column '{old}' is missing; found .*{new}"):
        operations(text)


def test_columns_that_say_which_fund_are_needed_but_one_is_enough() -> None:
    _, found = rows("kohesio")
    without = {"Fund_Code", "Fund_Name", "Programme_Code"}

    def keep(names: set[str]) -> str:
        places = [n for n, heading in enumerate(found[0]) if heading not in names]
        return written(",", [[row[n] for n in places] for row in found])

    left = [operation.left for operation in operations(keep(without - {"Programme_Code"}))]
    assert left == [operation.left for operation in operations(keep(set()))]
    with pytest.raises(RegisterError, match="Fund_Code or Fund_Name or Programme_Code"):
        operations(keep(without))


def test_unknown_and_absent_columns_are_noted() -> None:
    _, found = rows("kohesio")
    found = [[*row, "ny" if n else "Brand_New"] for n, row in enumerate(found)]
    place = found[0].index("Postal_Code")
    text = written(",", [row[:place] + row[place + 1 :] for row in found])
    notes = read_register(io.StringIO(text), REGISTERS).notes
    assert notes == ["column 'Brand_New' is not known, and was not read", "column 'Postal_Code' is not in this file"]


def test_another_table_is_refused_with_its_columns() -> None:
    with pytest.raises(RegisterError, match="no register known here has these columns: namn, ålder; expected Kohesio"):
        operations("namn,ålder\nSiv,55\n")
    with pytest.raises(RegisterError, match="these columns: none"):
        operations("")


def test_a_broken_row_costs_one_row() -> None:
    lines = table("kohesio").read_text("utf-8").splitlines(keepends=True)
    lines.insert(2, '"bara","tre","celler"\n')
    found = operations("".join(lines))
    assert [one.problems for one in found if one.left == "not readable"] == [["expected 29 cells, found 3"]]
    assert sum(one.left is None for one in found) == 5


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (cells.euro_amount, "337478.4", "SEK 337478.4"),
        (cells.euro_amount, "1,337,478.40", "SEK 1337478.4"),
        (cells.euro_amount, "1000000.0", "SEK 1000000"),
        (cells.swedish_amount, "4 973 906", "SEK 4973906"),
        (cells.swedish_amount, "4.973.906,50 kr", "SEK 4973906.5"),
        (cells.swedish_amount, "100", "SEK 100"),
        (day_cells.date, "04/09/2023", "2023-09-04"),
        (day_cells.date, "2023-09-04T00:00:00", "2023-09-04"),
        (cells.share, "40%", "0.4"),
        (cells.share, "40.0", "0.4"),
        (cells.share, "0,67", "0.67"),
        (cells.share, "1", "1.0"),
        (cells.code, "117.0", "117"),
        (cells.code, "A2A - Bättre vägar", "A2A"),
        (cells.code, "1.1 Kompetensförsörjning", "1.1"),
        (cells.code, "Programområde C", "C"),
        (cells.code, "140 - Stöd till egenföretagande", "140"),
        (cells.code, "a", "A"),
        (cells.cci, "2021SE05SFPR", "2021SE05SFPR"),
        (cells.postal_code, "SE-902 10", "90210"),
        (cells.organisation_number, "212000-3005", "2120003005"),
        (cells.organisation_number, "SE-4711", None),
        (cells.organisation_number, "811218-9876", None),
    ],
)
def test_cells(read: cells.CellReader, cell: str, value: str | None) -> None:
    assert read(cell, "SEK") == value


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (cells.euro_amount, "1.337.478,40"),
        (cells.euro_amount, "1,337"),
        (cells.euro_amount, "-5"),
        (cells.swedish_amount, "ca 5 mkr"),
        (day_cells.date, "31/13/2023"),
        (day_cells.date, "hösten"),
        (cells.share, "140"),
        (cells.postal_code, "1234"),
        (cells.code, "siv@example.org"),
        (cells.code, "0701234567"),
        (cells.code, "163;140"),
        (cells.code, "A1 / A2"),
        (cells.code, "\u0661\u0661\u0667"),
        (cells.postal_code, "\u0668\u0660\u0662\u0665\u0666"),
        (cells.cci, "siv@example.org"),
        (cells.euro_amount, "9" * 13),
    ],
)
def test_cells_that_cannot_be_read(read: cells.CellReader, cell: str) -> None:
    with pytest.raises(ValueError):
        read(cell, "EUR")


@pytest.mark.parametrize(
    ("fund", "name", "programme", "left"),
    [
        ("ESF", "", "", True),
        ("ESF+", "", "", True),
        ("ESF Plus", "", "", True),
        ("ESF_PLUS", "", "", True),
        ("YEI", "", "2014SE05M9OP001", True),
        ("", "European Social Fund Plus", "", True),
        ("", "ESF+", "", True),
        ("", "", "2021SE05SFPR001", True),
        ("ESF\u200b+", "", "", True),
        ("ESF/YEI", "", "", True),
        ("ERDF; ESF+", "", "", True),
        ("ERDF", "", "2014SE05M9OP001", False),
        ("ERDF/CF", "", "2014SE05M9OP001", False),
        ("FEAD", "", "2014SE05FMOP001", False),
        ("", "", "2014SE05FMOP001", False),
        ("", "", "2021SE16RFPR002", False),
    ],
)
def test_which_rows_are_the_social_fund_s(fund: str, name: str, programme: str, left: bool) -> None:
    _, found = rows("kohesio")
    for heading, value in (("Fund_Code", fund), ("Fund_Name", name), ("Programme_Code", programme)):
        found[1][found[0].index(heading)] = value
    assert (operations(written(",", found[:2]))[0].left is None) is left


@pytest.mark.parametrize(
    ("operation_id", "dnr"),
    [
        ("2021SE05SFPR001_22-002-S01", "22-002-S01"),
        ("2014SE05M9OP001_2018/00076", "2018/00076"),
        ("2018/00076", "2018/00076"),
        ("2021SE05SFPR001_ 22-002-s01", "22-002-S01"),
        ("2021SE05SFPR001_22‑002‑S01_1", "22-002-S01"),
        ("2021SE16RFPR002_20345678", None),
        ("2021SE05SFPR001_22-002-S01;2021SE05SFPR001_22-003-S01", None),
        ("2021SE05SFPR001_22-002-S01_22-003-S01", None),
        ("22-002-S01, 22-002-S01", "22-002-S01"),
        ("2021SE05SFPR001_٢٢-002-S01", None),
    ],
)
def test_the_register_number_in_an_id(operation_id: str, dnr: str | None) -> None:
    assert dnr_within(operation_id) == dnr


@pytest.mark.parametrize("name", [r'"Kooperativet \"Vågen\""', '"Kooperativet "Vågen" AB"', '"Vågen""" AB"'])
def test_a_quotation_mark_that_is_not_doubled_costs_its_cell(name: str) -> None:
    """What the cell holds is not known: it would be read with its quotation marks in other places."""
    lines = table("kohesio").read_text("utf-8").splitlines(keepends=True)
    whole, *rest = operations("".join(lines))
    lines[1] = lines[1].replace('"Norrvikens kommun"', name)
    found, *others = operations("".join(lines))
    assert [one.kind for one in whole.statements if one not in found.statements] == ["text.owner"]
    assert found.problems[0].startswith("Beneficiary_Name: ")
    assert found.problems[0].endswith("has a quotation mark that is not doubled")
    assert others == rest


def test_a_quotation_mark_that_is_doubled_is_one() -> None:
    _, found = rows("kohesio")
    found[1][found[0].index("Beneficiary_Name")] = 'Kooperativet "Vågen"'
    (operation,) = operations(written(",", found[:2]))
    assert 'Kooperativet "Vågen"' in [one.value for one in operation.statements]
    assert not operation.problems


@pytest.mark.parametrize(
    ("written_as", "currency"),
    [("€", "EUR"), ("euro", "EUR"), ("null", "EUR"), ("", "EUR"), ("kr", "SEK"), ("USD", None)],
)
def test_the_currency_of_a_row(written_as: str, currency: str | None) -> None:
    _, found = rows("kohesio")
    found[1][found[0].index("Total_Eligible_Expenditure_Currency")] = written_as
    (operation,) = operations(written(",", found[:2]))
    amounts = [one.value for one in operation.statements if one.kind == "amount.total_budget"]
    assert amounts == ([f"{currency} 1204512.4"] if currency else [])
    assert bool(operation.problems) is (currency is None)


def test_a_stray_quotation_mark_costs_its_own_row() -> None:
    lines = table("kohesio").read_text("utf-8").replace('"', "").splitlines(keepends=True)
    lines[2] = '"' + lines[2]
    found = operations("".join(lines))
    assert [one.line for one in found] == [2, 3, 4, 5, 6, 7, 8]
    assert [one.line for one in found if one.left == "not readable"] == [3]


@pytest.mark.parametrize("other", ["Total projektbudget / Total budget EUR", "Total budget (kSEK)"])
def test_an_amount_in_another_unit_is_not_taken_for_kronor(other: str) -> None:
    delimiter, found = rows("esf-export")
    found[0] = [heading.replace("Total projektbudget / Total budget SEK", other) for heading in found[0]]
    with pytest.raises(RegisterError, match="column 'Total projektbudget' is missing"):
        operations(written(delimiter, found))


def test_one_operation_with_several_amounts_is_reported(with_pages: Path, tmp_path: Path) -> None:
    _, found = rows("kohesio")
    again = [cell.replace("512000.0", "88000.0").replace("140.0", "163.0") for cell in found[2]]
    (tmp_path / "kohesio.csv").write_text(written(",", [*found[:3], again]), "utf-8")
    path = with_pages
    build(path, [*PAGES, Input("kohesio.csv", tmp_path / "kohesio.csv")])
    issues = query(path, "select message from issues where line = 4")
    assert "24-033-S06 has other amounts in line 3" in issues[0][0]
    sql = "select value, standing from claims where project_id = '24-033-S06' and kind = 'amount.total_budget'"
    assert query(path, f"{sql} order by standing") == [("EUR 512000", 1), ("EUR 88000", 2)]
    disagreements = query(path, "select kind, other_value from disagreements where project_id = '24-033-S06'")
    assert disagreements == [], "one file does not disagree with itself, and categories of one operation are several"


def test_files_are_ordered_by_their_time_whatever_came_first(with_pages: Path, tmp_path: Path) -> None:
    path, text = with_pages, table("kohesio").read_text("utf-8")
    for name, amount, time in (("b", "512000.0", "2025-11-01"), ("a", "400000.0", "2025-03-01")):
        (tmp_path / f"{name}.csv").write_text(text.replace("512000.0", amount), "utf-8")
        build(path, [*PAGES, Input(f"{name}.csv", tmp_path / f"{name}.csv", None, time)])
    shown = "select total_budget_eur from project_amounts where project_id = '24-033-S06'"
    assert query(path, shown) == [(512000.0,)]
    assert query(path, "select count(*) from operations_without_page") == [(1,)]
    assert query(path, "select count(*) from disagreements where other_source = shown_source") == [(0,)]


def test_personal_data_in_register_cells_is_masked(with_pages: Path, tmp_path: Path) -> None:
    _, found = rows("kohesio")
    place = found[0].index
    found[1][place("Beneficiary_Name")] = "Siv Påhittad 811218-9876"
    found[1][place("Postal_Code")] = "8112189876"
    found[2][place("Operation_Local_Identifier")] += " siv@example.org"
    (tmp_path / "kohesio.csv").write_text(written(",", found), "utf-8")
    build(with_pages, [*PAGES, Input("kohesio.csv", tmp_path / "kohesio.csv")])
    with closing(sqlite3.connect(with_pages)) as connection:
        dump = "\n".join(connection.iterdump())
    assert not [personal for personal in ("811218-9876", "8112189876", "siv@") if personal in dump]


def test_an_amount_in_another_currency_is_refused() -> None:
    with pytest.raises(ValueError, match="not in 'DKK'"):
        cells.euro_amount("5.0", "DKK")


def test_a_generation_without_amounts_gets_them_from_kohesio(archive: Path) -> None:
    sql = "select total_budget_sek, total_budget_eur, rate_year, eur_sek, total_budget_eur_in_sek from project_amounts"
    assert query(archive, f"{sql} where project_id = '24-118-S01'") == [(None, 731250.75, 2025, 11.0663, 8092240)]
    assert query(archive, "select total_budget_sek from projects where project_id = '24-118-S01'") == [(None,)]


def test_rates_of_years_not_yet_whole_are_not_used(tmp_path: Path) -> None:
    text = table("kohesio").read_text("utf-8").replace("15/01/2025", "15/01/2031")
    (tmp_path / "kohesio.csv").write_text(text, "utf-8")
    path = tmp_path / "esf.db"
    page = FIXTURES / "projektbank-dnr" / "24-118-S01" / "page.txt"
    text = page.read_text("utf-8").replace("2025-01-15", "2031-01-15")
    (tmp_path / "page.txt").write_text(text, "utf-8")
    build(path, [Input("page.txt", tmp_path / "page.txt"), *find_inputs([str(tmp_path / "kohesio.csv")])])
    whole = max(int(row["year"]) for row in reference_rows("exchange_rates") if row["whole_year"] == "1")
    assert query(path, "select rate_year from project_amounts") == [(whole,)]


def test_every_claim_of_a_register_points_at_its_cell(archive: Path) -> None:
    sql = "select source, line, source_column, raw from claims where line is not null"
    for source, line, column, raw in query(archive, sql):
        _, found = rows(source)
        assert found[line - 1][found[0].index(column)].strip() == raw


def test_sources_stand_side_by_side_and_the_declared_order_picks(archive: Path) -> None:
    sql = "select source, value from claims where project_id = '24-033-S06' and kind = 'date.end' order by standing"
    claims = query(archive, sql)
    assert claims == [("projektbank", "2027-03-31"), ("esf-export", "2027-06-30"), ("kohesio", "2027-03-31")]
    order = [row["source"] for row in sorted(reference_rows("claim_sources"), key=lambda row: int(row["rank"]))]
    assert order == ["projektbank", "esf-export", "kohesio", "prosa"]


def test_disagreements_have_their_size_and_only_what_rates_cannot_explain(archive: Path) -> None:
    sql = "select kind, shown_value, other_value, difference_share, difference_days, converted from disagreements"
    assert query(archive, f"{sql} where project_id = '24-033-S06'") == [
        ("amount.eu_contribution", "SEK 2840000", "EUR 204800", 0.1888, None, 1),
        ("amount.total_budget", "SEK 7100000", "EUR 512000", 0.1888, None, 1),
        ("date.end", "2027-03-31", "2027-06-30", None, 91, 0),
    ]
    assert query(archive, f"{sql} where project_id in ('23-091-S02', '2020/00417')") == []


def test_operations_that_no_page_tells_of_are_listed(archive: Path) -> None:
    found = query(archive, "select source, dnr, title from operations_without_page")
    assert found == [("esf-export", "24-307-S02", "Nästa anhalt"), ("kohesio", "24-250-S03", "Vändpunkt Tånga")]


def test_a_register_read_before_the_pages_joins_them_later(tmp_path: Path) -> None:
    path = tmp_path / "esf.db"
    registers = list(find_inputs([str(FIXTURES / "registers")]))
    build(path, [*registers, fixture_page("2015-00912")])
    joined = "select count(distinct project_id) from claims where line is not null"
    assert query(path, joined) == [(0,)]
    build(path, PAGES)
    assert query(path, joined) == [(5,)]
    build(path, [*PAGES, *registers])
    assert query(path, joined) == [(5,)]


def test_a_newer_version_of_the_file_takes_its_place(with_pages: Path, tmp_path: Path) -> None:
    path, file = with_pages, tmp_path / "kohesio.csv"
    shown = "select total_budget_eur from project_amounts where project_id = '24-033-S06'"
    for amount in ("512000.0", "600000.0", "512000.0"):
        file.write_text(table("kohesio").read_text("utf-8").replace("512000.0", amount), "utf-8")
        build(path, [*PAGES, Input("kohesio.csv", file)])
        assert query(path, shown) == [(float(amount),)]
    assert query(path, "select count(*), sum(is_current) from captures where layout = 'kohesio'") == [(2, 1)]


def test_no_sum_over_claims_mixes_amounts(archive: Path) -> None:
    assert query(archive, "select sum(value), sum(comparable) from claims where currency is not null") == [(0.0, 0.0)]


def test_the_command_line_counts_what_it_left_and_names_what_it_refused(tmp_path: Path) -> None:
    (tmp_path / "annan.csv").write_text("namn,ålder\nSiv,55\n", "utf-8")
    (tmp_path / "tom.csv").write_text(table("kohesio").read_text("utf-8").replace("SE", "PL").replace("Sweden", "P"))
    built = run("build", "--no-text", "--db", tmp_path / "esf.db", *DEMONSTRATION, tmp_path)
    assert built.exit_code == 1
    kept = "Kohesio: 5 operations kept, 1 of other countries, 1 of other funds; 1 cell or row with problems"
    assert kept in built.stdout
    assert f"{tmp_path}/annan.csv: no register known here has these columns: namn, ålder" in built.stderr
    assert f"{tmp_path}/tom.csv: no row is an operation of the Social Fund in Sweden" in built.stderr
    assert query(tmp_path / "esf.db", "select count(*) from captures where source like '%tom.csv'") == [(0,)]
    issues = query(tmp_path / "esf.db", "select line, message from issues")
    assert issues == [(6, issues[0][1])] and "Operation_End_Date: '31-13-2026' could not be read" in issues[0][1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_of_registers(tmp_path: Path, encoding: str) -> None:
    text = table("esf-export").read_text("utf-8-sig")
    (tmp_path / "export.csv").write_bytes(text.encode(encoding))
    with Input("export.csv", tmp_path / "export.csv").lines() as lines:
        assert [s.value for o in read_register(lines, REGISTERS).operations for s in o.statements if "CI" in s.column]
    assert len(operations(text)) == 4


# Registers that are cut, botched or odd


def budgets(count: int, filled: int) -> str:
    """Kohesio's table with so many operations, of which the first so many have a budget."""
    _, found = rows("kohesio")
    place = found[0].index
    lines = [found[0]]
    for n in range(count):
        row = list(found[2])
        row[place("Operation_Local_Identifier")] = f"2021SE05SFPR001_24-{n:03}-S06"
        row[place("Total_Eligible_Expenditure_amount")] = "512000.0" if n < filled else ""
        lines.append(row)
    return written(",", lines)


def in_force(path: Path) -> list[Any]:
    sql = "select count(distinct operation_id) from claims join captures using (capture_id) where {} is_current"
    return [query(path, sql.format(kind))[0][0] for kind in ("", "kind = 'amount.total_budget' and")]


@pytest.mark.parametrize("name", ["kohesio.csv", "another.csv"])
@pytest.mark.parametrize("lost", [(4, 4, "4 operations, where"), (10, 0, "0 operations with amount")])
def test_a_register_that_lost_much_does_not_replace_the_one_before(
    with_pages: Path, tmp_path: Path, lost: tuple[int, int, str], name: str
) -> None:
    count, filled, said = lost
    path, file = with_pages, tmp_path / "kohesio.csv"
    file.write_text(budgets(10, 10), "utf-8")
    build(path, [*PAGES, Input("kohesio.csv", file)])
    (tmp_path / name).write_text(budgets(count, filled), "utf-8")
    refused = build(path, [*PAGES, Input(name, tmp_path / name)])
    assert said in refused.failures[0], refused.failures
    assert in_force(path) == [10, 10]
    word = refused.failures[0].rpartition(" ")[2]
    accepted = build(path, [*PAGES, Input(name, tmp_path / name)], accepted_losses=("other", word))
    assert accepted.failures == []


@pytest.mark.parametrize(
    ("budget", "said"),
    [("0", "0 operations with amount.total_budget"), ("0.0", "0 operations with"), ("1", "of EUR 10 in all, where")],
)
def test_a_register_whose_amounts_are_lost_does_not_replace_the_one_before(
    with_pages: Path, tmp_path: Path, budget: str, said: str
) -> None:
    path, file = with_pages, tmp_path / "kohesio.csv"
    file.write_text(budgets(10, 10), "utf-8")
    build(path, [*PAGES, Input("kohesio.csv", file)])
    file.write_text(budgets(10, 10).replace("512000.0", budget), "utf-8")
    refused = build(path, [*PAGES, Input("kohesio.csv", file)])
    assert said in refused.failures[0], refused.failures
    sql = "select distinct value from claims join captures using (capture_id) where layout = 'kohesio' and is_current "
    assert query(path, sql + "and kind = 'amount.total_budget'") == [("EUR 512000",)]
    word = refused.failures[0].rpartition(" ")[2]
    assert build(path, [*PAGES, Input("kohesio.csv", file)], accepted_losses=(word,)).failures == []
    file.write_text(budgets(10, 10).replace("512000.0", "300000"), "utf-8")
    assert build(path, [*PAGES, Input("kohesio.csv", file)]).failures == [], "more than nothing is no loss"


ADDRESS = "https://kohesio.ec.europa.eu/api/data/object?id=data/projects-2021-2027/{0}/SE-pp21-27-{1}.csv"


@pytest.mark.parametrize(
    ("first", "second", "in_force_"),
    [
        (("latest", "2026-01-10"), ("latest", "2026-02-10"), 9),
        (("latest", "2026-02-10"), ("latest", "2026-01-10"), 10),
        (("2026-01-02", "2026-01-10"), ("2026-02-02", "2026-02-10"), 9),
        (("2026-02-02", "2026-02-10"), ("2026-01-02", "2026-03-10"), 10),
        (("2026-01-02", "2026-01-10"), ("latest", "2026-02-10"), 9),
    ],
)
def test_of_one_address_only_the_newest_register_is_in_force(
    with_pages: Path, tmp_path: Path, first: tuple[str, str], second: tuple[str, str], in_force_: int
) -> None:
    """An operation that was withdrawn is in force no longer, though each version is a record of its own."""
    path, inputs = with_pages, []
    for count, (folder, captured) in ((10, first), (9, second)):
        file = tmp_path / f"{count}.csv"
        file.write_text(budgets(count, count), "utf-8")
        url = ADDRESS.format(folder, folder.replace("-", ""))
        inputs.append(Input(f"a.warc.gz#{count}", file, url, f"{captured}T12:00:00Z"))
    assert build(path, [*PAGES, *inputs]).failures == []
    assert in_force(path) == [in_force_, in_force_]
    withdrawn = "select max(in_force) from claims where operation_id like '%24-009%'"
    assert query(path, withdrawn) == [(in_force_ == 10,)]


def test_files_of_two_periods_are_no_versions_of_each_other(with_pages: Path, tmp_path: Path) -> None:
    path, inputs = with_pages, []
    for period, text in (("pp21-27", budgets(4, 4)), ("pp14-20", budgets(4, 4).replace("_24-", "_17-"))):
        (tmp_path / f"{period}.csv").write_text(text, "utf-8")
        url = ADDRESS.format("latest", "latest").replace("pp21-27", period)
        inputs.append(Input(period, tmp_path / f"{period}.csv", url, "2026-01-10T12:00:00Z"))
    assert build(path, [*PAGES, *inputs]).failures == []
    assert in_force(path) == [8, 8]


@pytest.mark.parametrize(
    ("count", "new", "said"),
    [
        (10, "_24_{n}", "0 of the 10 operations that there were"),
        (10, "_25-{n}-S06", "0 of the 10 operations that there were"),
        (1, "_25-{n}-S06", "1 operations, where there were 10"),
        (10, "x_24-{n}-S06", None),
    ],
)
def test_a_register_with_other_ids_does_not_replace_the_one_before(
    with_pages: Path, tmp_path: Path, count: int, new: str, said: str | None
) -> None:
    path, file = with_pages, tmp_path / "kohesio.csv"
    file.write_text(budgets(10, 10), "utf-8")
    build(path, [*PAGES, Input("kohesio.csv", file)])
    text = budgets(count, count)
    for n in range(count):
        text = text.replace(f"_24-{n:03}-S06", new.format(n=f"{n:03}"))
    file.write_text(text, "utf-8")
    failures = build(path, [*PAGES, Input("kohesio.csv", file)]).failures
    assert [said in failure for failure in failures if said] == ([True] if said else [])
    assert len(failures) == bool(said) and in_force(path) == [10, 10]


def test_one_stray_byte_costs_its_cell_and_no_other_letter(tmp_path: Path) -> None:
    content = table("kohesio").read_bytes()
    assert content.count("ä".encode()) > 1
    (tmp_path / "kohesio.csv").write_bytes(content.replace("ä".encode(), b"\xe4", 1))
    with Input("kohesio.csv", tmp_path / "kohesio.csv").lines() as lines:
        found = list(read_register(lines, REGISTERS).operations)
    texts = "".join(statement.value for operation in found for statement in operation.statements)
    assert "Ã" not in texts and "ä" in texts
    assert ["a byte that is not of the file's encoding" in p for one in found for p in one.problems].count(True) == 1


NO_VALUES = (
    "NULL", "N/A", "saknas", "-", "NaN", "#N/A", "None", "(null)", "<NA>", "NaT", "\\N", "[null]", "Ej angivet", "- -",
    "N/A N/A", "n/a, n/a", "NULL;NULL", "saknas/saknas", "Ej angivet, ej angivet",
    "Saknas!", "#SAKNAS!", "not available", "Not applicable.", "Okänd", "Inga uppgifter",
    "#NA", "#NV", "(blank)", "(Blank)", "(tom)", "[Tomt]", "<empty>", "tom", "missing", "(Missing)", "n.d.", "n / a",
    "tbd", "Ej känt", "ej känd.", "Okänt", "Uppgift saknas", "uppg. saknas", "Värde saknas", "Uppgift ej tillgänglig",
    "inte angivet", "Ej ifyllt", "Ej tillämpbart", "not stated", "No data", "(no value)", "ingen information", "&nbsp;",
    "–", "—", "―", "‐", "‑", "‒", "−", "﹣", "－", "-–—", "…", "...", "?", "(-)", "_", "/",
)  # fmt: skip


@pytest.mark.parametrize("cell", NO_VALUES)
def test_what_says_that_there_is_no_value_is_none(cell: str) -> None:
    _, found = rows("kohesio")
    for heading in ("Total_Eligible_Expenditure_amount", "Beneficiary_Name", "Operation_End_Date"):
        found[1][found[0].index(heading)] = cell
    (operation,) = operations(written(",", found[:2]))
    assert operation.problems == []
    assert not {"amount.total_budget", "text.owner", "date.end"} & {s.kind for s in operation.statements}


@pytest.mark.parametrize(
    "cell",
    [
        "#REFERENS!",
        "#VÄRDEFEL!",
        "#DIVISION/0!",
        "#NAMN?",
        "#OGILTIGT!",
        "#REF!",
        "#CALC!",
        "Err:502",
        "########",
        "VÃ¤g",
    ],
)
def test_damaged_cells_are_reported_and_not_shown(cell: str) -> None:
    _, found = rows("kohesio")
    found[1][found[0].index("Beneficiary_Name")] = cell
    (operation,) = operations(written(",", found[:2]))
    assert [f"Beneficiary_Name: '{cell}' could not be read" in problem for problem in operation.problems] == [True]
    assert "text.owner" not in {statement.kind for statement in operation.statements}


LOOK_ALIKES = (
    "#jagmed", "Saknad kompetens", "Null & Nil AB", "N", "Café Ö", "Tom", "TOM", "Missing", "Missing People", "Blank",
    "ND", "Okända talanger", "Uppgift saknas - en förstudie", "Ej bara jobb", "Tomt & Hus AB", "Vet inte",
    "(tom) AB", "Ö", "E",
)  # fmt: skip


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_names_that_look_alike_are_values(name: str) -> None:
    _, found = rows("kohesio")
    found[1][found[0].index("Beneficiary_Name")] = name
    (operation,) = operations(written(",", found[:2]))
    assert [s.value for s in operation.statements if s.kind == "text.owner"] == [name]


@pytest.mark.parametrize("cell", ["Tom", "MISSING", "Blank", "ND"])
def test_a_word_that_may_be_a_name_is_no_value_where_no_names_stand(cell: str) -> None:
    _, found = rows("kohesio")
    for heading in ("Total_Eligible_Expenditure_amount", "Operation_End_Date", "Category_Of_Intervention"):
        found[1][found[0].index(heading)] = cell
    (operation,) = operations(written(",", found[:2]))
    assert operation.problems == []
    assert not {"amount.total_budget", "date.end", "code.intervention"} & {s.kind for s in operation.statements}


@pytest.mark.parametrize("cell", ["NULL", "n/a", "(blank)", "–"])
def test_a_cell_without_a_value_leaves_no_row_out(cell: str) -> None:
    _, found = rows("kohesio")
    expected = [one.left for one in operations(written(",", found[:2]))]
    for heading in ("Fund_Code", "Fund_Name"):
        if heading in found[0]:
            found[1][found[0].index(heading)] = cell
    assert [one.left for one in operations(written(",", found[:2]))] == expected == [None]


@pytest.mark.parametrize("name", ["kohesio", "esf-export"])
@pytest.mark.parametrize("line", [" ", "\t", "\u00a0 ", "\x0b", "\x0c", "\x1c", "\u2003", "\u3000"])
def test_a_line_of_spaces_is_no_row_wherever_it_stands(name: str, line: str) -> None:
    delimiter, found = rows(name)
    expected = [(one.dnr, one.statements, one.left) for one in operations(written(delimiter, found))]
    head, *lines = written(delimiter, found).split("\r\n")
    for text in ([head, line, *lines], [head, *lines[:1], line, *lines[1:]], [head, *lines, line]):
        read = operations("\n".join(text))
        assert [(one.dnr, one.statements, one.left) for one in read] == expected


def test_headings_totals_and_notes_within_a_table_are_no_operations() -> None:
    _, found = rows("kohesio")
    width, kept = len(found[0]), sum(one.left is None for one in operations(written(",", found)))
    total = ["Summa", *[""] * (width - 4), "1,0", "2,0", "3,0"]
    note = ["Källa: en webbplats", *[""] * (width - 1)]
    text = written(",", [found[0], found[1], found[0], total, *found[2:], note])
    left = [one.left for one in operations(text)]
    assert left.count(None) == kept
    assert [left.count(what) for what in ("repeating the headings", "of totals", "of notes")] == [1, 1, 1]


@pytest.mark.parametrize(
    "label",
    [
        "Totalsumma",
        "SLUTSUMMA",
        "Delsumma:",
        "Subtotal",
        "Sub total",
        "Sammanlagt",
        "Antal insatser: 3",
        "Samtliga",
        "Σ",
    ],
)
def test_totals_by_any_usual_name_are_counted_and_no_operations(label: str) -> None:
    _, found = rows("kohesio")
    total = list(found[1])
    total[found[0].index("Operation_Local_Identifier")] = label
    assert operations(written(",", [found[0], total]))[0].left == "of totals"


@pytest.mark.parametrize("identifier", ["", "NULL", "Hela programmet", "Programmet", "17"])
def test_a_row_without_an_id_is_reported_and_states_nothing(identifier: str) -> None:
    _, found = rows("kohesio")
    found[1][found[0].index("Operation_Local_Identifier")] = identifier
    (operation,) = operations(written(",", found[:2]))
    assert (operation.left, operation.statements) == ("without an operation's id", [])
    assert operation.problems == [
        f"Operation_Local_Identifier: '{identifier}' is no id, so the row belongs to no project"
    ]


def test_an_id_without_a_register_number_is_an_operation() -> None:
    _, found = rows("kohesio")
    place = found[0].index("Operation_Local_Identifier")
    found[1][place] = "2021SE05SFPR001_A17"
    (operation,) = operations(written(",", found[:2]))
    assert (operation.left, operation.operation_id, operation.dnr) == (None, "2021SE05SFPR001_A17", None)


def test_a_row_longer_than_the_others_may_be_shifted_and_is_reported() -> None:
    _, found = rows("kohesio")
    title = found[0].index("Operation_Name_Programme_Language")
    shifted = [*found[2][:title], "Först", " sedan", *found[2][title + 1 : -1], ""]
    whole, odd, *_ = operations(written(",", [found[0], found[1], shifted, *found[3:]]))
    assert whole.left is None
    assert (odd.left, odd.problems) == ("not readable", ["expected 29 cells, found 30"])


def test_delimiters_at_the_end_of_every_row_are_no_cells() -> None:
    _, found = rows("kohesio")
    longer = written(",", [found[0], *([*row, " ", ""] for row in found[1:])])
    assert operations(longer) == operations(written(",", found))
    few = written(",", [found[0], found[1], [*found[2], ""], [*found[3], "", ""]])
    assert [one.left for one in operations(few)] == [None, "not readable", "not readable"]


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (cells.euro_amount, "1.2345678E7", "EUR 12345678"),
        (cells.euro_amount, "7.3125075E+05", "EUR 731250.75"),
        (day_cells.date, "2023-09-03T22:00:00Z", "2023-09-04"),
        (day_cells.date, "2023-12-03T23:00:00.000Z", "2023-12-04"),
        (day_cells.date, "2023-09-04T00:00:00+02:00", "2023-09-04"),
        (day_cells.date, "04/09/2023 00:00", "2023-09-04"),
        (day_cells.date, "2024-05-06T22:00:00z", "2024-05-07"),
        (day_cells.date, "2024-05-06T22:00:00+00", "2024-05-07"),
        (day_cells.date, "2024-05-06T22:00:00 +0000", "2024-05-07"),
        (day_cells.date, "2024-05-06 22:00:00 UTC", "2024-05-07"),
        (day_cells.date, "2024-05-06T22:00:00GMT", "2024-05-07"),
        (day_cells.date, "2024-05-06T22:00:00,000Z", "2024-05-07"),
        (day_cells.date, "2024-05-06T22:00Z[UTC]", "2024-05-07"),
        (day_cells.date, "06/05/2024 22:00:00 +00:00", "2024-05-07"),
        (day_cells.date, "2024-05-07T00:00:00+02:00[Europe/Stockholm]", "2024-05-07"),
        (day_cells.date, "2024-05-07 00:00 CEST", "2024-05-07"),
        (day_cells.date, "2024-05-07T23:59:59.999", "2024-05-07"),
        (day_cells.date, "2024-05-07T21:59:59Z", "2024-05-07"),
        (day_cells.date, "2023/09/15", "2023-09-15"),
        (day_cells.date, "2023.9.5", "2023-09-05"),
        (day_cells.date, "2023-9-15", "2023-09-15"),
        (day_cells.date, "20230915", "2023-09-15"),
        (day_cells.date, "20230915.0", "2023-09-15"),
        (day_cells.date, "15.09.2023", "2023-09-15"),
        (day_cells.date, "2024/05/06 22:00:00Z", "2024-05-07"),
        (cells.euro_amount, "€ 1204512.4", "EUR 1204512.4"),
        (cells.euro_amount, "1 204 512.4 EUR", "EUR 1204512.4"),
        (cells.share, "40 procent", "0.4"),
    ],
)
def test_cells_as_machines_write_them(read: cells.CellReader, cell: str, value: str) -> None:
    assert read(cell, "EUR") == value


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (cells.euro_amount, "7.31E+05"),
        (cells.euro_amount, "1E400"),
        (cells.euro_amount, "Infinity"),
        (cells.euro_amount, str(2**70)),
        (cells.euro_amount, "kr 1204512.4"),
        (cells.euro_amount, "1204512.4 SEK"),
        (day_cells.date, "2023/09.15"),
        (day_cells.date, "202309151"),
        (day_cells.date, "20231315"),
        (day_cells.date, "2023/13/15"),
        (day_cells.date, "15-09-2023"),
        (day_cells.date, "45184"),
        (day_cells.date, "20230915 22:00"),
        (day_cells.date, "2023-09-03T15:30:00Z"),
        (day_cells.date, "2023-12-03T22:00:00Z"),
        (day_cells.date, "2024-05-06T22:00:00"),
        (day_cells.date, "2024-05-06 22:00:00.000"),
        (day_cells.date, "06/05/2024 23:00"),
        (day_cells.date, "2024-05-06T22:00:00 EST"),
        (day_cells.date, "2024-05-06T24:00:00"),
        (day_cells.date, "2024-05-06 - 2025-05-06"),
        (day_cells.date, "2024-05-06 preliminärt"),
        (day_cells.date, "2024-05-061"),
        (day_cells.date, "2024-05-06T22Z"),
    ],
)
def test_cells_that_may_mean_something_else_are_reported(read: cells.CellReader, cell: str) -> None:
    with pytest.raises(ValueError):
        read(cell, "EUR")


@pytest.mark.parametrize("time", ["9999-12-31T23:00:00Z", "0001-01-01T00:00:00+02:00", "9999-12-31", "01/01/1900"])
def test_a_date_beyond_all_bounds_costs_its_cell_and_not_the_build(with_pages: Path, tmp_path: Path, time: str) -> None:
    _, found = rows("kohesio")
    found[2][found[0].index("Operation_End_Date")] = time
    (tmp_path / "kohesio.csv").write_text(written(",", found), "utf-8")
    report = build(with_pages, [*PAGES, Input("kohesio.csv", tmp_path / "kohesio.csv")])
    assert (report.failures, len(report.registers)) == ([], 1)
    (message,) = query(with_pages, "select message from issues where code = 'register' and line = 3")[0]
    assert f"Operation_End_Date: '{time}' could not be read" in message
    assert query(with_pages, "select count(*) from claims where line = 3 and kind = 'date.end'") == [(0,)]


@pytest.mark.parametrize(
    "cell", ["kr 13 800 000", "SEK 13 800 000", "13 800 000 SEK", "13 800 000 :-", "kr. 13.800.000,00"]
)
def test_amounts_with_their_currency_before_or_behind(cell: str) -> None:
    assert cells.swedish_amount(cell, "SEK") == "SEK 13800000"
    with pytest.raises(ValueError):
        cells.swedish_amount(f"€ {cell}", "SEK")


def test_any_fault_of_a_reader_costs_one_cell() -> None:
    def broken(_cell: str, _currency: str) -> str:
        raise OverflowError("too large")

    columns = tuple(
        msgspec.structs.replace(column, read=broken) if column.kind == "date.end" else column
        for column in REGISTERS[0].columns
    )
    register = msgspec.structs.replace(REGISTERS[0], columns=columns)
    lines = table("kohesio").read_text("utf-8").splitlines(keepends=True)[:3]
    found = list(read_register(lines, [register]).operations)
    assert [len(one.problems) for one in found] == [1, 1] and len(found[0].statements) > 3


def test_headings_that_are_no_csv_are_refused() -> None:
    before = csv.field_size_limit(131_072)  # Python's own; other libraries raise it for the whole process
    try:
        with pytest.raises(RegisterError, match="the headings cannot be read"):
            operations("Operation_Local_Identifier," + "x" * 200_000 + "\n")
    finally:
        csv.field_size_limit(before)


def test_a_number_beyond_64_bits_costs_its_value_and_not_the_build(tmp_path: Path) -> None:
    page = FIXTURES / "projektbank-dnr" / "23-091-S02" / "page.html"
    text = page.read_text("utf-8")
    assert text.count(">640<") == 1
    (tmp_path / "page.html").write_text(text.replace(">640<", f">{2**70}<"), "utf-8")
    build(tmp_path / "esf.db", [Input("page.html", tmp_path / "page.html")])
    assert query(tmp_path / "esf.db", "select participants_planned from projects") == [(None,)]
    assert query(tmp_path / "esf.db", "select count(*) from issues where message like '%too large%'")[0][0] > 0
