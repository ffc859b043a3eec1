"""What staff take with them: a table as CSV, or as a workbook (xlsx), of which no cell is ever a formula.

Both are made in memory. openpyxl is not used: it writes each sheet to a temporary file, unencrypted.
"""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections.abc import Iterable, Sequence

# A spreadsheet takes such a cell for a formula: also after spaces, quotation marks and what is not seen, and
# in the wide letters of East Asian keyboards.
_FORMULA = re.compile(r"[\t\r\n]|[\s'\"`´‘’“”\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What a workbook cannot hold."""

_WIDEST, _NARROWEST = 60, 8
"""Of a column, in characters."""
_TEXT, _HEADING, _NUMBER = 1, 2, 3
"""The places of the cells' styles in `_STYLES`."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
)
_TO_WORKBOOK = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_TO_SHEETS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
# Format 49 is text: a cell stays what it is when somebody edits it.
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"'
    ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"'
    ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)  # fmt: skip
_FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft"'
    ' state="frozen"/></sheetView></sheetViews>'
)


def safe(text: str) -> str:
    """The text of a cell, after an apostrophe where a spreadsheet would take it for a formula."""
    text = _NOT_TEXT.sub("", text)
    return f"'{text}" if _FORMULA.match(text) else text


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV (RFC 4180) in UTF-8, with the mark by which Excel knows that."""
    file = io.StringIO(newline="")
    # Every cell is quoted: where Excel expects semicolons, one in a cell must not begin another cell.
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([safe(cell) for cell in row] for row in (header, *rows))
    return file.getvalue().encode("utf-8-sig")


def xlsx_bytes(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    totals: Sequence[tuple[str, int]],
    titles: tuple[str, str],
) -> bytes:
    """A table as a workbook, with the totals on a second sheet. `titles` are the names of the two sheets."""
    table: list[Sequence[str | int]] = [header, *rows]
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _TO_WORKBOOK,
        "xl/workbook.xml": _workbook(titles),
        "xl/_rels/workbook.xml.rels": _TO_SHEETS,
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": _sheet(table, headed=True),
        "xl/worksheets/sheet2.xml": _sheet(totals, headed=False),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name, _XML + part)
    return file.getvalue()


def _workbook(titles: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{html.escape(title)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, title in enumerate(titles, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _sheet(rows: Sequence[Sequence[str | int]], headed: bool) -> str:
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(_widths(rows), start=1)
    )
    written = "".join(
        f"<row>{''.join(_cell(cell, _HEADING if headed and not number else _TEXT) for cell in row)}</row>"
        for number, row in enumerate(rows)
    )
    around = f"<cols>{columns}</cols>" if columns else ""
    return (
        f'<worksheet xmlns="{_MAIN}">{_FROZEN if headed else ""}{around}'
        f"<sheetData>{written}</sheetData></worksheet>"
    )


def _widths(rows: Sequence[Sequence[str | int]]) -> list[int]:
    widths = [0] * max(map(len, rows), default=0)
    for row in rows:
        for place, cell in enumerate(row):
            longest = max(map(len, str(cell).splitlines()), default=0)
            widths[place] = max(widths[place], longest)
    return [min(max(width + 2, _NARROWEST), _WIDEST) for width in widths]


def _cell(value: str | int, style: int) -> str:
    if isinstance(value, int):
        return f'<c s="{_NUMBER}"><v>{value}</v></c>'
    text = html.escape(safe(value), quote=False)
    # As it is: readers of XML make a line feed of a carriage return, and Excel a letter of "_x0041_".
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text).replace("\r", "&#13;")
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
