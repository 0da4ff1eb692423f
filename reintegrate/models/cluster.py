"""Cluster: wards that lie together and share agencies and tasks (cụm liên hoàn)."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, delete, select
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import flag_modified

from reintegrate.db import Base, db, utcnow
from reintegrate.models.agency import Agency, ClusterAgency, ClusterWard
from reintegrate.models.area import Area
from reintegrate.models.audit import Space, record_event
from reintegrate.models.idempotency import first_result, receipt_of
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import User


class TooFewWards(DomainError):
    """One ward alone shares with nobody."""


class NotOfTheCluster(DomainError):
    """A task is agreed for one of the cluster's own wards, or for all of them."""


class DoneAlready(DomainError):
    """Somebody said so before."""


class Cluster(Base):
    __tablename__ = "cluster"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    province_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    name: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    formed_at: Mapped[datetime] = mapped_column(default=utcnow)
    version: Mapped[int] = mapped_column(default=1)

    province: Mapped[Area] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def form(
        cls,
        *,
        key: str,
        province: Area,
        name: str,
        wards: Iterable[Area],
        agencies: Iterable[Agency],
        by: User,
    ) -> "Cluster":
        """Raises TooFewWards."""
        earlier = first_result(cls, key, by=by)
        if earlier is not None:
            return earlier
        cluster = cls(key=key, province_id=province.id, name=name, by_id=by.id)
        db.session.add(cluster)
        db.session.flush()
        cluster._share(wards, agencies)
        record_event("cluster.formed", on=cluster, by=by, space=Space.SYSTEM)
        return cluster

    def change(
        self, *, name: str, wards: Iterable[Area], agencies: Iterable[Agency], by: User
    ) -> None:
        """Raises TooFewWards."""
        self.name = name
        flag_modified(self, "name")  # a new version also where only its wards differ
        self._share(wards, agencies)
        record_event("cluster.changed", on=self, by=by, space=Space.SYSTEM)

    def _share(self, wards: Iterable[Area], agencies: Iterable[Agency]) -> None:
        places, offices = {ward.id for ward in wards}, {agency.id for agency in agencies}
        if len(places) < 2:
            raise TooFewWards(self.id)
        for model in (ClusterWard, ClusterAgency):
            db.session.execute(delete(model).where(model.cluster_id == self.id))
        db.session.add_all(ClusterWard(cluster_id=self.id, area_id=place) for place in places)
        db.session.add_all(ClusterAgency(cluster_id=self.id, agency_id=one) for one in offices)
        db.session.flush()

    def ward_ids(self) -> set[int]:
        wards = select(ClusterWard.area_id).where(ClusterWard.cluster_id == self.id)
        return set(db.session.scalars(wards))

    def agency_ids(self) -> set[int]:
        shared = select(ClusterAgency.agency_id).where(ClusterAgency.cluster_id == self.id)
        return set(db.session.scalars(shared))

    @property
    def receipt(self) -> str:
        """A short code to read out over the phone."""
        return receipt_of(self.key)

    def __repr__(self) -> str:
        return f"<Cluster {self.id}>"


class ClusterTask(Base):
    """Something agreed, in words about no person: for one ward, or for all of them."""

    __tablename__ = "cluster_task"
    __table_args__ = (Index("ix_cluster_task_cluster_id_due_on", "cluster_id", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    cluster_id: Mapped[int] = mapped_column(ForeignKey("cluster.id"))
    words: Mapped[str]
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    due_on: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    cluster: Mapped[Cluster] = relationship()

    @classmethod
    def agree(
        cls, cluster: Cluster, *, key: str, words: str, due_on: date, area_id: int | None, by: User
    ) -> "ClusterTask":
        """Raises NotOfTheCluster."""
        earlier = first_result(cls, key, by=by, cluster_id=cluster.id)
        if earlier is not None:
            return earlier
        if area_id is not None and area_id not in cluster.ward_ids():
            raise NotOfTheCluster(cluster.id)
        task = cls(key=key, cluster_id=cluster.id, words=words, due_on=due_on, by_id=by.id)
        task.cluster, task.area_id = cluster, area_id
        db.session.add(task)
        db.session.flush()
        record_event("cluster_task.agreed", on=task, by=by, space=Space.SYSTEM)
        return task

    def finish(self, *, by: User) -> None:
        """Raises DoneAlready."""
        if self.done_at is not None:
            raise DoneAlready(self.id)
        self.done_at, self.done_by_id = utcnow(), by.id
        record_event("cluster_task.done", on=self, by=by, space=Space.SYSTEM)
