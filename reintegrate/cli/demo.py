"""`reintegrate demo`: a working system with invented people, one command after installing."""

import os
import unicodedata
from pathlib import Path

import click

from reintegrate.cli import demo_database, server
from reintegrate.cli.demo_cast import cast, demo_password
from reintegrate.cli.wsgi import DEMO
from reintegrate.config import Settings
from reintegrate.db import today

ROLES = {
    "social_worker": ("Cán bộ công tác xã hội", "Social worker"),
    "ward_official": ("Lãnh đạo, công chức phường, xã", "Ward official"),
    "ward_police": ("Cán bộ công an phường, xã", "Ward police officer"),
    "agency_worker": ("Cán bộ cơ quan, đoàn thể", "Agency worker"),
    "coordinator": ("Điều phối viên", "Coordinator"),
    "data_protection_officer": ("Cán bộ bảo vệ dữ liệu cá nhân", "Data-protection officer"),
    "administrator": ("Quản trị hệ thống", "Administrator"),
}
"""As the pages say it, in both languages at once."""

PLACES = {
    "01840": "Phường Đức Xuân",
    "01843": "Phường Bắc Kạn",
    "01849": "Xã Phong Quang",
    "19": "Tỉnh Thái Nguyên",
}


@click.command()
@click.option("--port", default=5000, show_default=True, help="0: any free one.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the demo. Default: demo in REINTEGRATE_DATA, else ./data/demo.",
)
@click.option("--fresh", is_flag=True, help="Make the demo anew; what was typed into it is lost.")
@click.option("--scale", type=click.IntRange(0), default=0, help="Add this many generated cases.")
def demo(port: int, host: str, data: Path | None, fresh: bool, scale: int) -> None:
    """Make or reuse a demo and serve it. No real database is ever touched."""
    port = server.free_port(host, port)
    folder = (data or Path(os.environ.get("REINTEGRATE_DATA", "./data")) / "demo").absolute()
    settings = Settings.for_demo(folder)
    made = demo_database.prepared(settings, fresh=fresh, scale=scale)
    announce(f"http://{host}:{port}")
    if made != today():
        day = made.strftime("%d/%m/%Y")
        click.echo(f"Dữ liệu mẫu lập ngày {day}; làm mới / this demo was made then; renew: --fresh")
    os.environ[DEMO] = str(folder)
    server.run(host, port, workers=1)


def announce(address: str) -> None:
    click.echo(f"\nReintegrate: {address}")
    click.echo(f"Mật khẩu / password: {demo_password()}\n")
    rows = [
        ("Tên đăng nhập / username", "Họ tên / name", "Vai trò", "Role", "Nơi làm việc / place")
    ]
    for member in cast()["staff"]:
        role = ROLES[member["role"]]
        rows.append((member["username"], member["name"], *role, PLACES[member["area"]]))
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
    click.echo("\nCtrl+C để dừng / to stop")


def width(text: str) -> int:
    """Columns on a terminal: combining marks take none."""
    return sum(not unicodedata.combining(character) for character in text)
