"""What the officer is to tell of a breach and by when, as the things that need attention say it."""

from math import floor
from typing import Any

from flask import url_for

from reintegrate.access.untold import untold_breaches
from reintegrate.db import utcnow
from reintegrate.models.user import User
from reintegrate.web.ui.filters import moment
from reintegrate.web.ui.i18n import gettext as _

AN_HOUR = 3600


def to_tell(viewer: User) -> list[dict[str, Any]]:
    return [
        {
            "text": in_words(row.report_by),
            "url": url_for("breaches.show", breach_id=row.id),
            "label": _("See the breach"),
            "tone": "late" if row.report_by and row.report_by < utcnow() else "soon",
        }
        for row in untold_breaches(viewer)
    ]


def in_words(by: Any) -> str:
    if by is None:
        return _("A breach of data that may harm somebody: the responsible body is not told yet.")
    if by < utcnow():
        return _(
            "The responsible body was to be told of a breach of data by %(at)s.", at=moment(by)
        )
    return _(
        "The responsible body is to be told of a breach of data by %(at)s: hours left: %(n)s.",
        at=moment(by),
        n=floor((by - utcnow()).total_seconds() / AN_HOUR),
    )
