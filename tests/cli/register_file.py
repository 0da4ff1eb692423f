"""Registers for tests: rows under headings as a ward writes them, saved as an Excel file."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from sqlalchemy import func, select

from reintegrate.db import db, today
from reintegrate.models.case import Case

HEADINGS = (
    "STT",
    "Họ và tên",
    "Giới tính",
    "Ngày sinh",
    "Số CCCD",
    "Nơi cư trú",
    "Điện thoại",
    "Hình thức cai",
    "Ngày hoàn thành cai nghiện",
)


def home_since(days: int = 40) -> date:
    return today() - timedelta(days=days)


def line(name: str = "Lò Văn Thử", /, **other: Any) -> list[Any]:
    """One person's row, told as `born=1980`, `paper=...`, in the order of HEADINGS."""
    return [
        other.get("number", 1),
        name,
        other.get("sex", "nam"),
        other.get("born", "12/03/1980"),
        other.get("paper"),
        other.get("address", "Tổ 5"),
        other.get("phone"),
        other.get("kind", "bắt buộc"),
        other.get("home", home_since()),
        *other.get("more", ()),
    ]


def saved(
    folder: Path, *rows: Sequence[Any], headings: Sequence[Any] = HEADINGS, above: int = 0
) -> str:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for _ in range(above):
        sheet.append(["SỔ QUẢN LÝ"])
    for row in (headings, *rows):
        sheet.append(list(row))
    file = folder / f"register-{len(list(folder.iterdir()))}.xlsx"
    book.save(file)
    return str(file)


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def only_case():
    return db.session.scalars(select(Case)).one()


def take(run, file, *options, ward="01840", expect=0):
    return run("import", "cases", file, "--ward", ward, *options, expect=expect).output
