"""The laws by which an agency may be told something without a yes, those replaced too."""

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.catalogue import SharingGround
from reintegrate.models.sharing_ground import number_of, root_of
from reintegrate.models.user import User


def by_ground(viewer: User) -> list[list[SharingGround]]:
    """Each with what it was before, the newest first."""
    found = visible(viewer, SharingGround).order_by(SharingGround.position, SharingGround.code)
    groups: dict[str, list[SharingGround]] = {}
    for ground in db.session.scalars(found):
        groups.setdefault(root_of(ground), []).append(ground)
    return [sorted(several, key=number_of, reverse=True) for several in groups.values()]


def ground_coded(viewer: User, code: str) -> SharingGround | None:
    return db.session.scalar(visible(viewer, SharingGround).where(SharingGround.code == code))
