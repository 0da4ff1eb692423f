"""Why a Word file is not taken in, in words."""

from typing import Any

from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l

REASONS: dict[str, Any] = {
    "too_big": _l("This file is too big: at most 480 KB. Leave pictures out."),
    "unpacks_too_big": _l("This file unpacks to far more than a paper holds."),
    "not_word": _l("This is not a Word file (.docx), or it is damaged."),
    "macros": _l("This file holds macros or embedded files. Save it as a plain .docx."),
    "tracked_changes": _l("This file holds tracked changes. Accept or reject them in Word first."),
}


def refusal(refused: Any) -> str:
    """`refused` has `reason` and `detail`."""
    if refused.reason == "outside":
        return gettext(
            "This file refers to something outside itself (%(what)s). Take that out in Word.",
            what=refused.detail,
        )
    if refused.reason == "field":
        return gettext(
            "This file has a field that is not allowed (%(what)s). Make it plain text in Word.",
            what=refused.detail,
        )
    return str(REASONS[refused.reason])
