"""`reintegrate users`: accounts from the command line. Nobody but its owner keeps a password."""

import secrets

import click

from reintegrate.cli.installation import opened
from reintegrate.db import commit, db, today
from reintegrate.models.agency import Agency
from reintegrate.models.area import Area
from reintegrate.models.user import WARD_ROLES, Role, User, UsernameTaken, system_user

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
ROLES = [role.value for role in Role if role != Role.SYSTEM]


@click.group()
def users() -> None:
    """Accounts of the configured database."""


@users.command()
@click.argument("username")
@click.option("--name", required=True, help="As it is shown, for example: Nguyễn Thị Lan.")
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--area", "area_code", help="Code of the ward or province they work in.")
@click.option("--agency", "agency_code", help="Code of their agency.")
@click.option("--title", default="")
def add(
    username: str, name: str, role: str, area_code: str | None, agency_code: str | None, title: str
) -> None:
    """Add an account and print its first password."""
    with opened():
        if Role(role) in WARD_ROLES and not area_code:
            raise click.ClickException(f"{role} works in a ward: --area CODE")
        if Role(role) == Role.AGENCY_WORKER and not agency_code:
            raise click.ClickException(f"{role} works for an agency: --agency CODE")
        by = system_user()
        try:
            user = User.add(
                username=username,
                name=name,
                role=Role(role),
                area=area_of(area_code),
                agency=agency_of(agency_code),
                title=title,
                by=by,
            )
        except UsernameTaken as error:
            raise click.ClickException(f"{username} is taken") from error
        give_first_password(user, by)


@users.command("list")
def list_users() -> None:
    """Every account: username, role, place, state, name."""
    with opened():
        listed = db.select(User).where(User.role != Role.SYSTEM).order_by(User.username)
        for user in db.session.scalars(listed):
            place = user.agency.code if user.agency else user.area.code if user.area else "-"
            state = "disabled" if user.is_disabled else "active"
            click.echo(f"{user.username:16} {user.role:24} {place:16} {state:9} {user.name}")


@users.command()
@click.argument("username")
def disable(username: str) -> None:
    """Close an account: its sessions end at their next request."""
    with opened():
        found(username).disable(by=system_user())
        commit()
        click.echo(f"{username} can no longer sign in.")


@users.command()
@click.argument("username")
def reset(username: str) -> None:
    """Give a new first password, to be changed at the next sign-in."""
    with opened():
        give_first_password(found(username), system_user())


def give_first_password(user: User, by: User) -> None:
    password = "-".join("".join(secrets.choice(READABLE) for _ in range(5)) for _ in range(4))
    user.set_first_password(password, by=by)
    commit()
    click.echo(f"{user.username}: first password {password}")
    click.echo("It is shown only now, and must be changed at the first sign-in.")


def found(username: str) -> User:
    user = User.named(username)
    if user is None or user.role == Role.SYSTEM:
        raise click.ClickException(f"nobody is called {username}")
    return user


def area_of(code: str | None) -> Area | None:
    if code is None:
        return None
    area = Area.on(code, today())
    if area is None:
        raise click.ClickException(
            f"no area has the code {code} today (reintegrate seed reference)"
        )
    return area


def agency_of(code: str | None) -> Agency | None:
    if code is None:
        return None
    agency = db.session.scalar(db.select(Agency).where(Agency.code == code))
    if agency is None:
        raise click.ClickException(f"no agency has the code {code}")
    return agency
