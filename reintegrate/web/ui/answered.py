"""Two people answer the same thing at once: the second reads what the first said."""

from typing import Any

from flask import abort, flash, g

from reintegrate.access.actions import WhyNot
from reintegrate.access.policy import why_not
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.labels import label


def still_open(record: Any) -> bool:
    """Whether this request's answer can still be given; otherwise how it stands is said. Whoever
    may not answer at all is refused."""
    refused = why_not(g.viewer, g.action, record)
    if refused == WhyNot.ANSWERED_ALREADY:
        said = gettext(
            "This was answered already: %(state)s. Nothing was changed.", state=label(record.status)
        )
        flash(said, "info")
    elif refused is not None:
        abort(403)
    return refused is None
