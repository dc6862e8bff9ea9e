"""The command line: exit codes, messages, help."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from estrattore import Tables
from estrattore.cli import app, terminal
from estrattore.tables.query import select

runner = CliRunner()
COMMANDS = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]


def estrattore(*arguments: object, given: str | None = None) -> Result:
    return runner.invoke(app, [str(a) for a in arguments], input=given)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "articolo.txt"
    path.write_text("Milano, 22 luglio 2025 – Ieri Netflix ha speso 3 milioni di euro.", "utf-8")
    return path


@pytest.mark.parametrize("flag", ["--help", "-h"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, flag: str) -> None:
    result = estrattore(command, flag)
    assert result.exit_code == 0
    assert f"estrattore {command}" in result.output


def test_the_default_model_of_the_help_is_the_default_model() -> None:
    from estrattore.pipeline.load import BUNDLED_DEFAULT

    assert f"[default: ({BUNDLED_DEFAULT})]" in estrattore("extract", "--help").output


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("estrattore ev", {"evaluate"}),
        ("estrattore show tables mo", {"money"}),
        ("estrattore extract --format csv,pa", {"csv,parquet"}),
        ("estrattore extract --model ", {"accurate", "fast"}),
        ("estrattore extract --csv-style ", {"us", "it"}),
    ],
)
def test_the_shell_completes_commands_and_values(words: str, expected: set[str]) -> None:
    given = {"_ESTRATTORE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    result = runner.invoke(app, [], prog_name="estrattore", env=given)
    assert set(result.output.split()) == expected


def test_extract_and_show(article: Path, tmp_path: Path, tiny_model: Path) -> None:
    out = tmp_path / "out"
    result = estrattore("extract", article, "--out", out, "--model", tiny_model)
    assert result.exit_code == 0, result.output
    assert "money" in result.output
    shown = estrattore("show", out, "money")
    assert "3,000,000" in shown.output
    assert "EUR" in shown.output


def test_standard_input(tmp_path: Path, tiny_model: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "estrattore", "extract", "-", "--out", str(out), "--model", str(tiny_model)]
    done = subprocess.run(command, input=b"Costa 5 milioni di euro.", capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "5000000" in (out / "money.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["extract", "{tmp}/none"], 4, "does not exist"),
        (["extract", "{tmp}"], 4, "Nothing to read"),
        (["extract", "{article}", "--format", "docx"], 2, "Unknown format"),
        (["extract", "{article}", "--published", "ieri"], 2, "YYYY-MM-DD"),
        (["extract", "{article}", "--workers", "zero"], 2, "--workers"),
        (["extract", "{article}", "--model", "it_core_news_xy"], 3, "spacy download it_core_news_xy"),
        (["extract", "{article}", "--min-confidence", "2"], 2, "from 0 (all facts) to 1"),
        (["extract", "{sheet}"], 2, "Save the sheet as .csv"),
        (["extract", "{article}", "--model", "{tmp}"], 3, "config.cfg"),
        (["extract", "{article}", "--companies", "{tmp}/none.csv"], 2, "Check that the path exists"),
        (["extract", "{article}", "--out", "{article}"], 2, "name another one"),
        (["extract", "https://example.com/a.html"], 4, "save the page as .html"),
        (["extract", "{binary}"], 2, "Rename it"),
        (["extract", "{article}", "--columns", "corpo=testo"], 2, "text=testo,date=data"),
        (["report", "{tmp}"], 4, "estrattore extract PATH"),
        (["evaluate", "{tmp}"], 4, ".json file"),
        (["show", "{tmp}"], 4, "holds no tables"),
        (["show", "{tmp}", "firms"], 2, "There is no table"),
        (["parse", "money", "nessuna cifra"], 1, "as in: estrattore parse money"),
        (["parse", "date", "ieri"], 1, "--published"),
    ],
)
def test_wrong_use_says_what_to_do(
    arguments: list[str], code: int, message: str, tmp_path: Path, article: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    sheet = tmp_path / "bilancio.xlsx"
    sheet.write_bytes(b"PK")
    binary = tmp_path / "foto.dat"
    binary.write_bytes(bytes(range(256)))
    given = [a.format(tmp=empty, article=article, sheet=sheet, binary=binary) for a in arguments]
    elsewhere = given[0] == "extract" and "--out" not in given
    result = estrattore(*given, *(["--out", tmp_path / "out"] if elsewhere else []))
    assert result.exit_code == code, result.output
    assert message in " ".join(result.output.split())
    assert "Traceback" not in result.output


def test_an_interrupted_run_says_so_and_writes_no_report(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from estrattore.batch import run

    monkeypatch.setattr(run, "extract_folder", lambda *_, **__: run.RunSummary(counts={}, interrupted=True))
    result = estrattore("extract", article, "--out", tmp_path / "out", "--report")
    assert (result.exit_code, result.stdout) == (130, "")
    assert "run the same command again" in result.stderr


def test_a_failed_document_gives_exit_code_1(article: Path, tmp_path: Path, tiny_model: Path) -> None:
    (tmp_path / "vuoto.txt").write_bytes(b"")
    result = estrattore("extract", tmp_path, "--out", tmp_path / "out", "--model", tiny_model)
    assert result.exit_code == 1
    assert "vuoto.txt" in result.output
    assert "vuoto.txt" in (tmp_path / "out" / "errors.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (
            "money",
            "circa 11 miliardi di dollari",
            {"amount_min": "11000000000", "currency": "USD", "modifier": "approx"},
        ),
        ("percent", "-3,5%", {"value_min": "-3.5", "direction": "down"}),
        ("number", "un milione e mezzo", {"value": "1500000"}),
    ],
)
def test_parse_prints_json(kind: str, text: str, expected: dict[str, str]) -> None:
    result = estrattore("parse", "--", kind, text)
    assert result.exit_code == 0, result.output
    assert expected.items() <= json.loads(result.output).items()


def test_parse_takes_the_day() -> None:
    result = estrattore("parse", "date", "ieri", "--published", "2025-07-22")
    assert json.loads(result.output)["date_start"] == "2025-07-21"


def test_info_names_models_and_licences() -> None:
    result = estrattore("info")
    assert "(default)" in result.output
    assert "MIT" in result.output


def test_help_imports_neither_spacy_nor_pandas() -> None:
    code = "import sys; from estrattore import cli; print(sorted({'spacy', 'pandas', 'pyarrow', 'duckdb'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables with long names and texts, and one row of a distant century."""
    company = "Manifatture Tessili del Basso Piave e della Laguna"
    fact = {"doc_id": "a", "company": company, "metric": "margine operativo lordo rettificato", "currency": "EUR"}
    facts = [
        fact | {"amount": 1e6 * n, "percent": n / 3, "sentence": "Una frase. " * 30, "status": "actual"}
        for n in (2, 3, 1)
    ]
    facts += [{"doc_id": "b", "company": "Enel", "metric": "ricavi", "period_start": "0476-01-01"}]
    documents = [{"doc_id": "a", "title": "[bold]Conti[/]", "n_chars": 3}, {"doc_id": "b", "n_chars": 5}]
    folder = tmp_path_factory.mktemp("shown")
    Tables.from_rows({"facts": facts, "documents": documents}).write(folder, ["parquet"])
    return folder


def lines_of(result: Result) -> list[list[str]]:
    assert result.exit_code == 0, result.output
    return [line.split() for line in result.output.splitlines()]


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_show_fits_the_terminal_and_names_what_it_leaves_out(
    shown: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal.out_console, "_width", width)
    result = estrattore("show", shown, "facts")
    assert max(map(len, result.output.splitlines())) <= width
    header = next(line for line in lines_of(result) if "company" in line)
    told = " ".join(result.output.split()).partition("Not shown: ")[2]
    assert header[:2] == ["company", "metric"]
    assert "Manifatture Tes" in result.output
    assert "margine operati" in result.output
    named = {name.strip(" .") for name in told.partition(" See ")[0].split(",")}
    filled = {"doc_id", "company", "metric", "amount", "currency", "percent", "period_start", "status", "sentence"}
    assert named | set(header) == filled
    assert not named & set(header)


def test_show_wide_has_every_column_that_holds_anything(shown: Path) -> None:
    result = estrattore("show", shown, "facts", "--wide")
    assert "Not shown" not in result.output
    assert {"sentence", "status", "period_start"} <= set(lines_of(result)[1])


def test_show_chooses_columns_rows_and_order(shown: Path) -> None:
    lines = lines_of(
        estrattore("show", shown, "facts", "--only", "amount,doc_id", "--where", "amount > 1e6", "--sort", "-amount")
    )
    assert lines[0] == ["facts", "(2", "of", "4", "rows)"]
    assert lines[1] == ["amount", "doc_id"]
    assert lines[3:5] == [["3,000,000", "a"], ["2,000,000", "a"]]


@pytest.mark.parametrize(
    ("where", "rows"),
    [
        ("amount > 0", 3),  # a missing value is no number
        ("period_start < '1000-01-01'", 1),
        ("doc_id IN (SELECT doc_id FROM documents WHERE n_chars > 4)", 1),
        ("company = 'Nessuna'", 0),
        ("true -- and so on", 4),
    ],
)
def test_a_condition_holds_for_rows(shown: Path, where: str, rows: int) -> None:
    first = " ".join(lines_of(estrattore("show", shown, "facts", "--where", where))[0])
    assert first == ("facts (4 rows)" if rows == 4 else f"facts ({rows} of 4 rows)")
    assert len(select(Tables.read(shown).frames, "facts", where=where)) == rows


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--where", "compani = 'Enel'"], "compani"),
        (["--where", "company = 'Enel"], "is no condition on the table 'facts'"),
        (["--where", "true); DROP TABLE facts; SELECT (true"], "more than a condition"),
        (["--where", "doc_id IN (SELECT * FROM read_text('{file}'))"], "file system operations are disabled"),
        (["--where", "doc_id IN (SELECT * FROM '{file}')"], "is no condition"),
        (["--where", "doc_id IN (SELECT doc_id FROM frames)"], "is no condition"),
        (["--only", "company,ditta"], "no column 'ditta'. Its columns are doc_id, company"),
        (["--sort", "-ditta"], "no column 'ditta'"),
    ],
)
def test_a_condition_that_cannot_be_is_wrong_use(shown: Path, arguments: list[str], message: str) -> None:
    result = estrattore("show", shown, "facts", *[a.format(file=shown / "facts.parquet") for a in arguments])
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())
    assert "Traceback" not in result.output


def test_a_condition_needs_a_table(shown: Path) -> None:
    result = estrattore("show", shown, "--sort", "amount")
    assert (result.exit_code, "need a table" in result.output) == (2, True)


def test_parse_fact_gives_rows_and_reasons() -> None:
    told = json.loads(
        estrattore("parse", "fact", "Enel chiude il 2024 con ricavi per 78 miliardi. Un gelato costa 3 euro.").output
    )
    assert [(fact["company"], fact["metric"], fact["amount"]) for fact in told["facts"]] == [("Enel", "ricavi", 78e9)]
    assert [figure["figure"] for figure in told["no_fact"]] == ["3 euro"]


def test_parse_fact_explains_itself() -> None:
    result = estrattore("parse", "fact", "Enel chiude il 2024 con ricavi per 78 miliardi.", "--explain")
    assert result.exit_code == 0, result.output
    for part in ("78 miliardi", "Enel · ricavi · actual", "measure", "owner", "status", "period", "nobody"):
        assert part in result.output


def test_parse_fact_without_a_figure_says_what_to_give() -> None:
    result = estrattore("parse", "fact", "Enel cresce.")
    assert result.exit_code == 1
    assert "estrattore parse fact" in " ".join(result.output.split())
