"""Forms as they are put together: what one viewer's form was given is in nobody else's."""

import gc
import weakref
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask, flash, get_flashed_messages, session
from flask.sessions import SecureCookieSessionInterface
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, SelectField

from reintegrate.web.ui.built import built
from reintegrate.web.ui.fields import Choice, Text
from reintegrate.web.ui.forms import PostForm, checks_of
from reintegrate.web.ui.i18n import lazy_gettext

pytestmark = pytest.mark.either_database

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Form(PostForm):
    kind = Choice("Kind", choices=[("a", "A")])
    name = Text("Name", render_kw={"rows": 1})
    mark = HiddenField()


def test_what_a_view_adds_to_a_field_is_in_that_form_alone(app: Flask):
    with app.test_request_context("/"):
        one = Form(MultiDict({"kind": "b", "name": ""}))
        one.kind.choices += [("b", "B")]
        one.name.render_kw["rows"] = 9
        one.name.validators.clear()
        accepted = one.validate()
        other = Form(MultiDict({"kind": "b", "name": ""}))
        refused = other.validate()

    assert (accepted, refused) == (True, False)
    assert other.kind.choices == [("a", "A")]
    assert other.name.render_kw == {"rows": 1}
    assert set(other.errors) == {"kind", "name"}
    assert other.kind._form is other
    assert one.kind._form is one


def test_nothing_of_a_form_stays_in_what_is_kept(app: Flask):
    with app.test_request_context("/"):
        form = Form(MultiDict({"name": "Hòa"}))
        kept = built(Form.name, {"name": "name", "prefix": ""}, form, "vi")

    assert kept.state["_form"] is None
    assert kept.state["meta"] is None
    assert "data" not in kept.state


def test_what_a_post_says_nothing_of_is_as_wtforms_itself_would_have_it(app: Flask):
    with app.test_request_context("/", method="POST"):
        for kind in every(PostForm):
            form, theirs = kind(MultiDict()), kind(None)
            super(PostForm, theirs).process(MultiDict())
            checks = checks_of(kind)[0]
            for name, field in form._fields.items():
                if name not in ("key", "shown"):  # another at each opening
                    assert answers(field) == answers(theirs[name]), (kind, name)
                if name not in checks and field.built.is_left(field):
                    assert field.validate(form), (kind, name)


def answers(field: Any) -> tuple[Any, ...]:
    return field.data, field.object_data, field.raw_data, list(field.process_errors)


def every(kind: type[PostForm]) -> list[type[PostForm]]:
    """Of the app itself, not of other tests."""
    below = [one for child in kind.__subclasses__() for one in every(child)]
    return [kind, *below] if kind.__module__.startswith("reintegrate") else below


def test_a_notice_arrives_as_it_was_said(app: Flask):
    said: Any = {"what": "Đã lưu", "at": NOON, "url": None, "words": lazy_gettext("Save")}
    with app.test_request_context("/"):
        flash(said, "receipt")
        interface: Any = app.session_interface
        cookie = interface.signer.dumps(dict(session))
    with app.test_request_context("/", headers={"Cookie": f"notice={cookie}"}):
        found = get_flashed_messages(with_categories=True)
    with app.test_request_context("/", headers={"Cookie": f"notice={cookie[:-2]}xx"}):
        altered = get_flashed_messages()

    assert [list(one) for one in found] == [["receipt", said | {"words": str(said["words"])}]]
    assert altered == []


def test_a_notice_that_flask_itself_signed_is_none_of_ours(app: Flask):
    """As the releases before wrote it: its words stand otherwise."""
    flasks: Any = SecureCookieSessionInterface().get_signing_serializer(app)
    cookie = flasks.dumps({"_flashes": [("receipt", {"at": NOON})]})
    with app.test_request_context("/", headers={"Cookie": f"notice={cookie}"}):
        assert get_flashed_messages() == []


def test_what_no_database_keeps_is_refused_and_gone_before_anybody_asks_one(app: Flask):
    with app.test_request_context("/"):
        form = Form(MultiDict({"kind": "a\0", "name": "An\ud800h", "mark": "\0"}))
        asked = (form.kind.data, form.name.data, form.mark.data)
        accepted = form.validate()

    assert (asked, accepted) == (("a", "Anh", ""), False)
    assert all(field.errors for field in form)


def test_a_form_made_for_one_request_goes_with_it(app: Flask):
    with app.test_request_context("/", method="POST"):
        asked = type("Asked", (PostForm,), {"q1": Text("Why")})
        assert not asked(MultiDict({"q1": ""})).validate()
        made = weakref.ref(asked)
        del asked
        gc.collect()

    assert made() is None


def test_fields_stand_in_the_order_in_which_they_are_declared(app: Flask):
    with app.test_request_context("/"):
        assert [field.name for field in Form(None)] == ["kind", "name", "mark"]
        assert [field.name for field in Form(None, prefix="a")] == ["a-kind", "a-name", "a-mark"]


def test_choices_that_are_worked_out_are_worked_out_anew_for_each_form(app: Flask):
    offered = [[("a", "A")], [("b", "B")]]

    class Worked(PostForm):
        kind = SelectField("Kind", choices=lambda: offered.pop(0))

    with app.test_request_context("/", method="POST"):
        assert Worked(MultiDict({"kind": "a"})).validate()
        assert Worked(MultiDict({"kind": "b"})).validate()
