"""Needs that something can be planned or received for, as a form offers them."""

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.catalogue import NeedKind, names
from reintegrate.models.need import Need, NeedStatus
from reintegrate.models.user import User
from reintegrate.web.ui.i18n import gettext, language


def needs_to_choose(viewer: User, case_id: int) -> list[tuple[str, str]]:
    """None first; then all but those declined, the newest first."""
    kinds = names(NeedKind, language())
    found = visible(viewer, Need).where(Need.case_id == case_id, Need.status != NeedStatus.DECLINED)
    newest = found.with_only_columns(Need.id, Need.kind_code).order_by(Need.id.desc())
    rows = db.session.execute(newest)
    return [("", gettext("None of these")), *((str(id_), kinds.get(k, k)) for id_, k in rows)]
