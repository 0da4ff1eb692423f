"""Ready: the same answers as by SQLAlchemy's own way, on both databases."""

from datetime import date, datetime, timedelta, timezone

import pytest
from sqlalchemy import Date, String, bindparam, cast, delete, event, literal, select, text
from sqlalchemy.exc import DBAPIError, StatementError

from reintegrate.db import UtcDateTime, db, today, utcnow
from reintegrate.models.held_form import HeldForm, hold
from reintegrate.models.ready import Ready
from reintegrate.models.user import Role, User

WHO = select(
    User.id, User.role, User.created_at, User.must_change_password, User.area_id, User.disabled_at
)


def answered(statement, **values):
    return Ready(statement).rows(db.session.connection(), values)


def asked(statement, **values):
    return [tuple(row) for row in db.session.connection().execute(statement, values)]


def test_it_answers_as_sqlalchemy_does(lan, admin):
    by_role = WHO.where(User.role == bindparam("role"), User.created_at <= bindparam("now"))
    for values in ({"role": Role.SOCIAL_WORKER}, {"role": Role.ADMINISTRATOR}):
        values["now"] = utcnow()
        found = answered(by_role, **values)
        assert found == asked(by_role, **values)
        assert {row.role for row in found} == {values["role"]}
    assert found[0].created_at.tzinfo is not None


def test_what_never_changes_is_kept_with_it(lan):
    statement = select(User.name, literal(today()).label("day")).where(User.id == lan.id).limit(1)

    (row,) = answered(statement)
    assert (row.name, row.day) == (lan.name, today())


def test_columns_of_one_name_are_told_apart(lan):
    other = select(User.id, User.name, User.area_id.label("id_2")).where(User.id == lan.id)

    assert answered(other)[0][-1] == lan.area_id


def test_a_list_of_values(lan, minh):
    statement = select(User.id).where(User.id.in_(bindparam("ids", expanding=True)))

    found = answered(statement.order_by(User.id), ids=[lan.id, minh.id])
    assert [row.id for row in found] == sorted([lan.id, minh.id])


def test_a_list_that_never_changes_is_written_out_once(lan, minh, admin):
    roles = [Role.SOCIAL_WORKER, Role.ADMINISTRATOR]
    which = User.role.in_(roles), User.name.not_in(["%", "?"]), User.id.not_in([])
    statement = WHO.where(*which, User.id >= bindparam("least")).order_by(User.id)

    assert answered(statement, least=lan.id) == asked(statement, least=lan.id)
    assert Ready(statement).compiled_for(db.session.connection()).is_plain


def test_what_is_encrypted_opens(lan):
    hold(lan, "/a", {"note": ["x"]})
    db.session.flush()

    assert answered(select(HeldForm.fields))[0].fields == {"note": ["x"]}
    gone = Ready(delete(HeldForm).where(HeldForm.path == bindparam("path")))
    gone.run(db.session.connection(), {"path": "/a"})
    assert answered(select(HeldForm.fields)) == []


def test_whoever_listens_hears_it(lan):
    heard = []

    def listen(connection, cursor, statement, *rest):
        heard.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        found = answered(WHO)
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    assert len(heard) == 1
    assert found == answered(WHO)


def test_the_drivers_errors_are_sqlalchemys(lan):
    with pytest.raises(DBAPIError):
        answered(text("SELECT nothing FROM nowhere"))
    db.session.rollback()
    with pytest.raises(KeyError):
        answered(WHO.where(User.name == bindparam("name")))


def test_a_list_that_never_changes(lan, minh):
    statement = select(User.id).where(User.role.in_([Role.WARD_OFFICIAL]), User.id == minh.id)

    assert [row.id for row in answered(statement)] == [minh.id]


@pytest.mark.parametrize("hours", [0, 7])
def test_days_and_instants_are_written_as_sqlalchemy_writes_them(hours, lan):
    at = datetime(2026, 2, 3, 4, 5, 6, tzinfo=timezone(timedelta(hours=hours)))
    told = select(
        cast(bindparam("day", type_=Date), String),
        cast(bindparam("at", type_=UtcDateTime), String),
        bindparam("at", type_=UtcDateTime),
    )
    for day, moment in ((date(999, 1, 2), at), (at, at.replace(microsecond=7)), (None, None)):
        assert answered(told, day=day, at=moment) == asked(told, day=day, at=moment)
    with pytest.raises((ValueError, StatementError)):
        answered(told, day=None, at=at.replace(tzinfo=None))
