"""Choosing the digest and proving an address; marking what is new as read."""

import re
from typing import Any

from wtforms import HiddenField
from wtforms.validators import Regexp, ValidationError

from reintegrate.models.digest import DigestRhythm
from reintegrate.web.ui.fields import Choice, Text
from reintegrate.web.ui.forms import EditForm, PostForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label

ADDRESS = re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)+", re.ASCII)
"""Addresses as people have them; nothing that could begin another line of a mail's head."""


def mail_address(form: Any, field: Any) -> None:
    if field.data and not ADDRESS.fullmatch(field.data):
        raise ValidationError(gettext("Write a mail address, for example ten@coquan.gov.vn."))


class DigestForm(EditForm):
    rhythm = Choice(_l("How often"))
    address = Text(
        _l("Mail address"),
        required=False,
        longest=200,
        validators=[mail_address],
        hint=_l("A code is sent there first, so that nobody else gets your mail."),
        render_kw={"type": "email", "autocomplete": "email", "inputmode": "email"},
    )

    def offer(self) -> None:
        self.rhythm.choices = [(rhythm.value, label(rhythm)) for rhythm in DigestRhythm]


class CodeForm(PostForm):
    code = Text(
        _l("Code from the mail"),
        longest=20,
        hint=_l("Six digits."),
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code"},
    )


class SeenForm(PostForm):
    up_to = HiddenField(validators=[Regexp(r"^\d{1,9}$", message="up_to")])
