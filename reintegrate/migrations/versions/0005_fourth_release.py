"""Fourth release.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index(
            "ix_audit_event_lists",
            ["area_id", "id"],
            unique=False,
            sqlite_where=sa.text(
                "what IN ('report.people_named', 'caseload.exported', 'caseload_print.viewed')"
            ),
            postgresql_where=sa.text(
                "what IN ('report.people_named', 'caseload.exported', 'caseload_print.viewed')"
            ),
        )


def downgrade() -> None:
    raise RuntimeError("there is no way back: restore the backup made before the upgrade")
