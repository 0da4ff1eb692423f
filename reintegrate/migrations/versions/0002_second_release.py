"""Second release.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absence_reason",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_absence_reason")),
    )
    op.create_table(
        "base_salary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_salary")),
        sa.UniqueConstraint("valid_from", name=op.f("uq_base_salary_valid_from")),
    )
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "document_field",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("label_vi", sa.String(), nullable=False),
        sa.Column("label_en", sa.String(), nullable=False),
        sa.Column("input", sa.String(length=40), nullable=False),
        sa.Column("kept_in", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_document_field")),
    )
    op.create_table(
        "follow_up_kind",
        sa.Column("repeats_months", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_follow_up_kind")),
    )
    op.create_table(
        "job_run",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", "period", "subject_id", name=op.f("pk_job_run")),
    )
    with op.batch_alter_table("job_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_run_done_at"), ["done_at"], unique=False)

    op.create_table(
        "job_state",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_state")),
    )
    op.create_table(
        "outreach_step",
        sa.Column("hint_vi", sa.String(), nullable=False),
        sa.Column("hint_en", sa.String(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_outreach_step")),
    )
    op.create_table(
        "period_kind",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("due_amount", sa.Integer(), nullable=False),
        sa.Column("due_unit", sa.String(length=40), nullable=False),
        sa.Column("remind_days", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_kind")),
        sa.UniqueConstraint("code", name=op.f("uq_period_kind_code")),
    )
    op.create_table(
        "plan_reason",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_plan_reason")),
    )
    op.create_table(
        "presence",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_presence")),
    )
    op.create_table(
        "programme",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_programme")),
    )
    op.create_table(
        "reminder_wording",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("for_own_phone", sa.Boolean(), nullable=False),
        sa.Column("names_service", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_reminder_wording")),
    )
    op.create_table(
        "activity_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_activity_set_area_id_area")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_set")),
        sa.UniqueConstraint("code", name=op.f("uq_activity_set_code")),
    )
    with op.batch_alter_table("activity_set", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_set_area_id"), ["area_id"], unique=False)

    op.create_table(
        "closure_ground",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("regime_code", sa.String(length=40), nullable=False),
        sa.Column("outcome_code", sa.String(length=40), nullable=False),
        sa.Column("article", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["outcome_code"],
            ["closure_outcome.code"],
            name=op.f("fk_closure_ground_outcome_code_closure_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["regime_code"], ["regime.code"], name=op.f("fk_closure_ground_regime_code_regime")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure_ground")),
        sa.UniqueConstraint(
            "regime_code", "outcome_code", name=op.f("uq_closure_ground_regime_code_outcome_code")
        ),
    )
    op.create_table(
        "count_difference",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("counter", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_count_difference_area_id_area")
        ),
        sa.PrimaryKeyConstraint("area_id", "counter", name=op.f("pk_count_difference")),
    )
    op.create_table(
        "document_kind",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("regime_code", sa.String(length=40), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("body", sa.String(length=40), nullable=True),
        sa.Column("series", sa.String(), nullable=True),
        sa.Column("act", sa.String(length=40), nullable=True),
        sa.Column("about_case", sa.Boolean(), nullable=False),
        sa.Column("names_helper", sa.Boolean(), nullable=False),
        sa.Column("readers", sa.String(length=40), nullable=False),
        sa.Column("drafted_by", sa.String(), nullable=False),
        sa.Column("issued_by", sa.String(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("fields_known", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["regime_code"], ["regime.code"], name=op.f("fk_document_kind_regime_code_regime")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_kind")),
        sa.UniqueConstraint("code", name=op.f("uq_document_kind_code")),
    )
    op.create_table(
        "expected_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("regime_code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at_end", sa.Boolean(), nullable=False),
        sa.Column("form", sa.String(), nullable=True),
        sa.Column("article", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["regime_code"], ["regime.code"], name=op.f("fk_expected_act_regime_code_regime")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expected_act")),
        sa.UniqueConstraint("regime_code", "kind", name=op.f("uq_expected_act_regime_code_kind")),
    )
    op.create_table(
        "issuing_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("superior", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("collective", sa.String(), nullable=False),
        sa.Column("head_title", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("abbreviation", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_issuing_body_area_id_area")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuing_body")),
        sa.UniqueConstraint("area_id", "kind", name=op.f("uq_issuing_body_area_id_kind")),
    )
    op.create_table(
        "outcome_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outcome_code", sa.String(length=40), nullable=False),
        sa.Column("step_code", sa.String(length=40), nullable=False),
        sa.Column("from_try", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outcome_code"],
            ["contact_outcome.code"],
            name=op.f("fk_outcome_step_outcome_code_contact_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["step_code"],
            ["outreach_step.code"],
            name=op.f("fk_outcome_step_step_code_outreach_step"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_step")),
        sa.UniqueConstraint(
            "outcome_code", "step_code", name=op.f("uq_outcome_step_outcome_code_step_code")
        ),
    )
    op.create_table(
        "pause_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("regime_code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("most_days", sa.Integer(), nullable=True),
        sa.Column("most_part", sa.Integer(), nullable=True),
        sa.Column("ask_above_days", sa.Integer(), nullable=True),
        sa.Column("article", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["regime_code"], ["regime.code"], name=op.f("fk_pause_rule_regime_code_regime")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pause_rule")),
        sa.UniqueConstraint("regime_code", "kind", name=op.f("uq_pause_rule_regime_code_kind")),
    )
    op.create_table(
        "regime_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("regime_code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["regime_code"], ["regime.code"], name=op.f("fk_regime_setting_regime_code_regime")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regime_setting")),
        sa.UniqueConstraint("regime_code", "name", name=op.f("uq_regime_setting_regime_code_name")),
    )
    op.create_table(
        "rhythm",
        sa.Column("is_usual", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_rhythm_area_id_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rhythm")),
        sa.UniqueConstraint("code", name=op.f("uq_rhythm_code")),
    )
    with op.batch_alter_table("rhythm", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rhythm_area_id"), ["area_id"], unique=False)
        batch_op.create_index(
            "uq_rhythm_usual_of_all",
            ["is_usual"],
            unique=True,
            sqlite_where=sa.text("is_usual AND area_id IS NULL"),
            postgresql_where=sa.text("is_usual AND area_id IS NULL"),
        )
        batch_op.create_index(
            "uq_rhythm_usual_of_ward",
            ["area_id"],
            unique=True,
            sqlite_where=sa.text("is_usual"),
            postgresql_where=sa.text("is_usual"),
        )

    op.create_table(
        "support_scheme",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("taker", sa.String(length=40), nullable=False),
        sa.Column("agency_kind_code", sa.String(length=40), nullable=True),
        sa.Column("law", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("amount_most", sa.BigInteger(), nullable=True),
        sa.Column("months_most", sa.Integer(), nullable=True),
        sa.Column("terms_vi", sa.Text(), nullable=False),
        sa.Column("terms_en", sa.Text(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_kind_code"],
            ["agency_kind.code"],
            name=op.f("fk_support_scheme_agency_kind_code_agency_kind"),
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_support_scheme")),
    )
    op.create_table(
        "transition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_code", sa.String(length=40), nullable=False),
        sa.Column("to_code", sa.String(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("who", sa.String(length=40), nullable=False),
        sa.Column("keeps", sa.String(length=40), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note_vi", sa.Text(), nullable=False),
        sa.Column("note_en", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_code"], ["regime.code"], name=op.f("fk_transition_from_code_regime")
        ),
        sa.ForeignKeyConstraint(
            ["to_code"], ["regime.code"], name=op.f("fk_transition_to_code_regime")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transition")),
        sa.UniqueConstraint(
            "from_code", "to_code", "who", name=op.f("uq_transition_from_code_to_code_who")
        ),
    )
    op.create_table(
        "activity_set_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("kind_code", sa.String(length=40), nullable=False),
        sa.Column("after_days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kind_code"],
            ["follow_up_kind.code"],
            name=op.f("fk_activity_set_item_kind_code_follow_up_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["set_id"], ["activity_set.id"], name=op.f("fk_activity_set_item_set_id_activity_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_set_item")),
        sa.UniqueConstraint(
            "set_id", "kind_code", name=op.f("uq_activity_set_item_set_id_kind_code")
        ),
    )
    op.create_table(
        "sharing_ground",
        sa.Column("law", sa.String(), nullable=False),
        sa.Column("service_code", sa.String(length=40), nullable=True),
        sa.Column("to_be_checked", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["service_code"], ["service.code"], name=op.f("fk_sharing_ground_service_code_service")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_sharing_ground")),
    )
    op.create_table(
        "signer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("capacity", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id"], ["issuing_body.id"], name=op.f("fk_signer_body_id_issuing_body")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signer")),
    )
    with op.batch_alter_table("signer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signer_body_id"), ["body_id"], unique=False)

    op.create_table(
        "support_condition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scheme_code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("text_vi", sa.String(), nullable=False),
        sa.Column("text_en", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scheme_code"],
            ["support_scheme.code"],
            name=op.f("fk_support_condition_scheme_code_support_scheme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_condition")),
        sa.UniqueConstraint(
            "scheme_code", "position", name=op.f("uq_support_condition_scheme_code_position")
        ),
    )
    op.create_table(
        "agency_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_revision_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_agency_revision_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_revision")),
        sa.UniqueConstraint(
            "agency_id", "number", name=op.f("uq_agency_revision_agency_id_number")
        ),
        sa.UniqueConstraint("key", name=op.f("uq_agency_revision_key")),
    )
    op.create_table(
        "area_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("carried_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_area_change_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_change")),
        sa.UniqueConstraint("key", name=op.f("uq_area_change_key")),
    )
    with op.batch_alter_table("area_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_change_first_day"), ["first_day"], unique=False)

    op.create_table(
        "calendar_feed",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("window_began", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reads", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_calendar_feed_user_id_user")
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
    )
    op.create_table(
        "calendar_year",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["user.id"], name=op.f("fk_calendar_year_changed_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_year")),
    )
    op.create_table(
        "cluster",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("province_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("formed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_cluster_by_id_user")),
        sa.ForeignKeyConstraint(
            ["province_id"], ["area.id"], name=op.f("fk_cluster_province_id_area")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cluster")),
        sa.UniqueConstraint("key", name=op.f("uq_cluster_key")),
    )
    with op.batch_alter_table("cluster", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cluster_province_id"), ["province_id"], unique=False)

    op.create_table(
        "community_activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("programme_code", sa.String(length=40), nullable=False),
        sa.Column("shape", sa.String(length=40), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("topic", sa.LargeBinary(), nullable=False),
        sa.Column("place", sa.LargeBinary(), nullable=False),
        sa.Column("partners", sa.LargeBinary(), nullable=True),
        sa.Column("attending", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("attending >= 0", name=op.f("ck_community_activity_attending")),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_community_activity_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user.id"], name=op.f("fk_community_activity_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["programme_code"],
            ["programme.code"],
            name=op.f("fk_community_activity_programme_code_programme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_community_activity")),
        sa.UniqueConstraint("key", name=op.f("uq_community_activity_key")),
    )
    with op.batch_alter_table("community_activity", schema=None) as batch_op:
        batch_op.create_index(
            "ix_community_activity_area", ["area_id", "held_on", "id"], unique=False
        )

    op.create_table(
        "digest",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("rhythm", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("asked_address", sa.LargeBinary(), nullable=True),
        sa.Column("code_index", sa.String(), nullable=True),
        sa.Column("code_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_digest_user_id_user")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_digest")),
    )
    op.create_table(
        "document_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user.id"], name=op.f("fk_document_template_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["kind_id"],
            ["document_kind.id"],
            name=op.f("fk_document_template_kind_id_document_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_template")),
        sa.UniqueConstraint("key", name=op.f("uq_document_template_key")),
    )
    with op.batch_alter_table("document_template", schema=None) as batch_op:
        batch_op.create_index(
            "ix_document_template_kind_id_number", ["kind_id", "number"], unique=False
        )
        batch_op.create_index(
            "uq_document_template_in_use",
            ["kind_id"],
            unique=True,
            sqlite_where=sa.text("in_use"),
            postgresql_where=sa.text("in_use"),
        )

    op.create_table(
        "group_activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_group_activity_area_id_area")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_group_activity_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_activity")),
        sa.UniqueConstraint("key", name=op.f("uq_group_activity_key")),
    )
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("definition_vi", sa.Text(), nullable=False),
        sa.Column("definition_en", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("formula", sa.String(), nullable=False),
        sa.Column("part_of", sa.String(), nullable=False),
        sa.Column("balance", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("short_vi", sa.String(), nullable=False),
        sa.Column("short_en", sa.String(), nullable=False),
        sa.Column("regime_code", sa.String(length=40), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_indicator_by_id_user")),
        sa.ForeignKeyConstraint(
            ["regime_code"], ["regime.code"], name=op.f("fk_indicator_regime_code_regime")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("code", name=op.f("uq_indicator_code")),
        sa.UniqueConstraint("key", name=op.f("uq_indicator_key")),
    )
    op.create_table(
        "information_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("working_days", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("working_days > 0", name=op.f("ck_information_clock_working_days")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["user.id"], name=op.f("fk_information_clock_changed_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_information_clock")),
        sa.UniqueConstraint("kind", name=op.f("uq_information_clock_kind")),
    )
    op.create_table(
        "joining",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("separated_by_id", sa.Integer(), nullable=True),
        sa.Column("separated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kept_id <> other_id", name=op.f("ck_joining_two_rows")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_joining_area_id_area")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_joining_by_id_user")),
        sa.ForeignKeyConstraint(["kept_id"], ["person.id"], name=op.f("fk_joining_kept_id_person")),
        sa.ForeignKeyConstraint(
            ["other_id"], ["person.id"], name=op.f("fk_joining_other_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["separated_by_id"], ["user.id"], name=op.f("fk_joining_separated_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joining")),
        sa.UniqueConstraint("key", name=op.f("uq_joining_key")),
    )
    with op.batch_alter_table("joining", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_joining_kept_id"), ["kept_id"], unique=False)
        batch_op.create_index(
            "uq_joining_one_running",
            ["other_id"],
            unique=True,
            sqlite_where=sa.text("separated_at IS NULL"),
            postgresql_where=sa.text("separated_at IS NULL"),
        )

    op.create_table(
        "leave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_leave_ends_after_it_begins")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_leave_by_id_user")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_leave_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
        sa.UniqueConstraint("key", name=op.f("uq_leave_key")),
    )
    with op.batch_alter_table("leave", schema=None) as batch_op:
        batch_op.create_index(
            "ix_leave_user_id_last_day", ["user_id", "last_day", "id"], unique=False
        )

    op.create_table(
        "life_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("regime_code", sa.String(length=40), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("most_days", sa.Integer(), nullable=True),
        sa.Column("most_part", sa.Integer(), nullable=True),
        sa.Column("ask_above_days", sa.Integer(), nullable=True),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "value BETWEEN 0 AND 10000", name=op.f("ck_life_revision_value_in_reason")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user.id"], name=op.f("fk_life_revision_made_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["regime_code"], ["regime.code"], name=op.f("fk_life_revision_regime_code_regime")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_life_revision")),
        sa.UniqueConstraint(
            "regime_code",
            "topic",
            "code",
            "revision",
            name=op.f("uq_life_revision_regime_code_topic_code_revision"),
        ),
    )
    op.create_table(
        "mail",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("to", sa.LargeBinary(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_mail_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("key", name=op.f("uq_mail_key")),
    )
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mail_status_not_before", ["status", "not_before", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_mail_user_id"), ["user_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("record_table", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_notice_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_at"), ["at"], unique=False)
        batch_op.create_index(
            "ix_notice_unseen",
            ["user_id", "kind"],
            unique=False,
            sqlite_where=sa.text("seen_at IS NULL"),
            postgresql_where=sa.text("seen_at IS NULL"),
        )
        batch_op.create_index("ix_notice_user_id_id", ["user_id", "id"], unique=False)

    op.create_table(
        "offline_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handle_hash", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("public_key", sa.String(), nullable=False),
        sa.Column("private_key", sa.LargeBinary(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("list_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_offline_device_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offline_device")),
        sa.UniqueConstraint("handle_hash", name=op.f("uq_offline_device_handle_hash")),
    )
    with op.batch_alter_table("offline_device", schema=None) as batch_op:
        batch_op.create_index(
            "ix_offline_device_user_id_revoked_at_id", ["user_id", "revoked_at", "id"], unique=False
        )

    op.create_table(
        "outcome_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outcome_code", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("try_again_days", sa.Integer(), nullable=True),
        sa.Column("tell_after", sa.Integer(), nullable=True),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user.id"], name=op.f("fk_outcome_revision_made_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["outcome_code"],
            ["contact_outcome.code"],
            name=op.f("fk_outcome_revision_outcome_code_contact_outcome"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_revision")),
        sa.UniqueConstraint(
            "outcome_code", "revision", name=op.f("uq_outcome_revision_outcome_code_revision")
        ),
    )
    op.create_table(
        "period_kind_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind_code", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("due_amount", sa.Integer(), nullable=False),
        sa.Column("due_unit", sa.String(length=40), nullable=False),
        sa.Column("remind_days", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["kind_code"],
            ["period_kind.code"],
            name=op.f("fk_period_kind_revision_kind_code_period_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user.id"], name=op.f("fk_period_kind_revision_made_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_kind_revision")),
        sa.UniqueConstraint(
            "kind_code", "revision", name=op.f("uq_period_kind_revision_kind_code_revision")
        ),
    )
    op.create_table(
        "plan_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind_code", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_plan_year_area_id_area")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_plan_year_by_id_user")),
        sa.ForeignKeyConstraint(
            ["kind_code"], ["period_kind.code"], name=op.f("fk_plan_year_kind_code_period_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_year")),
        sa.UniqueConstraint("area_id", "year", name=op.f("uq_plan_year_area_id_year")),
    )
    op.create_table(
        "questionnaire",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("scoring", sa.String(length=40), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_questionnaire_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire")),
        sa.UniqueConstraint("code", "revision", name=op.f("uq_questionnaire_code_revision")),
        sa.UniqueConstraint("key", name=op.f("uq_questionnaire_key")),
    )
    with op.batch_alter_table("questionnaire", schema=None) as batch_op:
        batch_op.create_index(
            "uq_questionnaire_one_in_use",
            ["code"],
            unique=True,
            sqlite_where=sa.text("in_use"),
            postgresql_where=sa.text("in_use"),
        )

    op.create_table(
        "reassignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_reassignment_area_id_area")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_reassignment_by_id_user")),
        sa.ForeignKeyConstraint(
            ["from_id"], ["user.id"], name=op.f("fk_reassignment_from_id_user")
        ),
        sa.ForeignKeyConstraint(["to_id"], ["user.id"], name=op.f("fk_reassignment_to_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reassignment")),
        sa.UniqueConstraint("key", name=op.f("uq_reassignment_key")),
    )
    with op.batch_alter_table("reassignment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_reassignment_area_id_done_at", ["area_id", "done_at", "id"], unique=False
        )

    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("kind_code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("situation", sa.LargeBinary(), nullable=False),
        sa.Column("results", sa.LargeBinary(), nullable=False),
        sa.Column("difficulties", sa.LargeBinary(), nullable=False),
        sa.Column("direction", sa.LargeBinary(), nullable=False),
        sa.Column("proposals", sa.LargeBinary(), nullable=False),
        sa.Column("returned_because", sa.LargeBinary(), nullable=False),
        sa.Column("begun_by_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user.id"], name=op.f("fk_report_answered_by_id_user")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_report_area_id_area")),
        sa.ForeignKeyConstraint(
            ["begun_by_id"], ["user.id"], name=op.f("fk_report_begun_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["kind_code"], ["period_kind.code"], name=op.f("fk_report_kind_code_period_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint(
            "area_id",
            "kind_code",
            "year",
            "part",
            name=op.f("uq_report_area_id_kind_code_year_part"),
        ),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(
            "ix_report_period", ["kind_code", "year", "part", "area_id"], unique=False
        )

    op.create_table(
        "rhythm_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rhythm_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_rhythm_version_by_id_user")),
        sa.ForeignKeyConstraint(
            ["rhythm_id"], ["rhythm.id"], name=op.f("fk_rhythm_version_rhythm_id_rhythm")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rhythm_version")),
        sa.UniqueConstraint("rhythm_id", "number", name=op.f("uq_rhythm_version_rhythm_id_number")),
    )
    op.create_table(
        "step_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("regime_code", sa.String(length=40), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("starts_on", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("responsible", sa.String(length=40), nullable=False),
        sa.Column("fulfilled_by", sa.String(length=40), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note_vi", sa.Text(), nullable=False),
        sa.Column("note_en", sa.Text(), nullable=False),
        sa.Column("escalate_to", sa.String(length=40), nullable=True),
        sa.Column("escalate_after_hours", sa.Integer(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "amount IS NULL OR amount BETWEEN 1 AND 400", name=op.f("ck_step_rule_amount_in_reason")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["user.id"], name=op.f("fk_step_rule_made_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["regime_code"], ["regime.code"], name=op.f("fk_step_rule_regime_code_regime")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_rule")),
        sa.UniqueConstraint(
            "regime_code", "step", "revision", name=op.f("uq_step_rule_regime_code_step_revision")
        ),
    )
    op.create_table(
        "support_scheme_need",
        sa.Column("scheme_code", sa.String(length=40), nullable=False),
        sa.Column("need_kind_code", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["need_kind_code"],
            ["need_kind.code"],
            name=op.f("fk_support_scheme_need_need_kind_code_need_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["scheme_code"],
            ["support_scheme.code"],
            name=op.f("fk_support_scheme_need_scheme_code_support_scheme"),
        ),
        sa.PrimaryKeyConstraint(
            "scheme_code", "need_kind_code", name=op.f("pk_support_scheme_need")
        ),
    )
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("figure", sa.String(length=40), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("wanted > 0", name=op.f("ck_target_wanted")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_target_area_id_area")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_target_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint(
            "area_id", "year", "figure", name=op.f("uq_target_area_id_year_figure")
        ),
    )
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("decision_number", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("signer", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_team_area_id_area")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_team_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("key", name=op.f("uq_team_key")),
    )
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.create_index("ix_team_area_since", ["area_id", "since", "id"], unique=False)
        batch_op.create_index(
            "uq_team_one_standing",
            ["area_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )

    op.create_table(
        "work_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("programme_code", sa.String(length=40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("figure", sa.String(length=40), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("wanted > 0", name=op.f("ck_work_task_wanted")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_work_task_area_id_area")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_work_task_by_id_user")),
        sa.ForeignKeyConstraint(
            ["programme_code"],
            ["programme.code"],
            name=op.f("fk_work_task_programme_code_programme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_task")),
        sa.UniqueConstraint("key", name=op.f("uq_work_task_key")),
    )
    with op.batch_alter_table("work_task", schema=None) as batch_op:
        batch_op.create_index(
            "ix_work_task_plan", ["area_id", "year", "programme_code", "id"], unique=False
        )

    op.create_table(
        "act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("whole_day", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("signer", sa.String(), nullable=False),
        sa.Column("prints_from", sa.Date(), nullable=True),
        sa.Column("prints_to", sa.Date(), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_act_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_act_case_id_case")),
        sa.ForeignKeyConstraint(
            ["taken_back_by_id"], ["user.id"], name=op.f("fk_act_taken_back_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act")),
        sa.UniqueConstraint("key", name=op.f("uq_act_key")),
    )
    with op.batch_alter_table("act", schema=None) as batch_op:
        batch_op.create_index("ix_act_case_id_at", ["case_id", "at", "id"], unique=False)
        batch_op.create_index("ix_act_case_id_kind", ["case_id", "kind", "id"], unique=False)

    op.create_table(
        "agency_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_consent_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_agency_consent_by_id_user")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_agency_consent_case_id_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_consent")),
        sa.UniqueConstraint(
            "case_id", "agency_id", name=op.f("uq_agency_consent_case_id_agency_id")
        ),
    )
    with op.batch_alter_table("agency_consent", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agency_consent_agency_id"), ["agency_id"], unique=False
        )

    op.create_table(
        "area_change_cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("after", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["change_id"],
            ["area_change.id"],
            name=op.f("fk_area_change_cell_change_id_area_change"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_change_cell")),
    )
    with op.batch_alter_table("area_change_cell", schema=None) as batch_op:
        batch_op.create_index(
            "uq_area_change_cell_place", ["change_id", "place", "record_id"], unique=True
        )

    op.create_table(
        "area_change_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("parent_unit_id", sa.Integer(), nullable=True),
        sa.Column("stays", sa.Boolean(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_area_change_unit_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["change_id"],
            ["area_change.id"],
            name=op.f("fk_area_change_unit_change_id_area_change"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["area.id"], name=op.f("fk_area_change_unit_parent_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["parent_unit_id"],
            ["area_change_unit.id"],
            name=op.f("fk_area_change_unit_parent_unit_id_area_change_unit"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_change_unit")),
    )
    with op.batch_alter_table("area_change_unit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_area_change_unit_change_id"), ["change_id"], unique=False
        )

    op.create_table(
        "cluster_agency",
        sa.Column("cluster_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_cluster_agency_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["cluster_id"], ["cluster.id"], name=op.f("fk_cluster_agency_cluster_id_cluster")
        ),
        sa.PrimaryKeyConstraint("cluster_id", "agency_id", name=op.f("pk_cluster_agency")),
    )
    with op.batch_alter_table("cluster_agency", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cluster_agency_agency_id"), ["agency_id"], unique=False
        )

    op.create_table(
        "cluster_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("cluster_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_cluster_task_area_id_area")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_cluster_task_by_id_user")),
        sa.ForeignKeyConstraint(
            ["cluster_id"], ["cluster.id"], name=op.f("fk_cluster_task_cluster_id_cluster")
        ),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["user.id"], name=op.f("fk_cluster_task_done_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cluster_task")),
        sa.UniqueConstraint("key", name=op.f("uq_cluster_task_key")),
    )
    with op.batch_alter_table("cluster_task", schema=None) as batch_op:
        batch_op.create_index(
            "ix_cluster_task_cluster_id_due_on", ["cluster_id", "due_on"], unique=False
        )

    op.create_table(
        "cluster_ward",
        sa.Column("cluster_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_cluster_ward_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["cluster_id"], ["cluster.id"], name=op.f("fk_cluster_ward_cluster_id_cluster")
        ),
        sa.PrimaryKeyConstraint("cluster_id", "area_id", name=op.f("pk_cluster_ward")),
    )
    with op.batch_alter_table("cluster_ward", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cluster_ward_area_id"), ["area_id"], unique=False)

    op.create_table(
        "condition_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("condition_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user.id"], name=op.f("fk_condition_answer_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_condition_answer_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["condition_id"],
            ["support_condition.id"],
            name=op.f("fk_condition_answer_condition_id_support_condition"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition_answer")),
        sa.UniqueConstraint("key", name=op.f("uq_condition_answer_key")),
    )
    with op.batch_alter_table("condition_answer", schema=None) as batch_op:
        batch_op.create_index("ix_condition_answer_case_id_id", ["case_id", "id"], unique=False)

    op.create_table(
        "cover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("leave_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("stand_in_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_cover_ends_after_it_begins")),
        sa.CheckConstraint("stand_in_id <> worker_id", name=op.f("ck_cover_two_people")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_cover_by_id_user")),
        sa.ForeignKeyConstraint(["leave_id"], ["leave.id"], name=op.f("fk_cover_leave_id_leave")),
        sa.ForeignKeyConstraint(
            ["stand_in_id"], ["user.id"], name=op.f("fk_cover_stand_in_id_user")
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["user.id"], name=op.f("fk_cover_worker_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover")),
        sa.UniqueConstraint("key", name=op.f("uq_cover_key")),
    )
    with op.batch_alter_table("cover", schema=None) as batch_op:
        batch_op.create_index(
            "ix_cover_stand_in_id_last_day", ["stand_in_id", "last_day", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_cover_worker_id"), ["worker_id"], unique=False)
        batch_op.create_index(
            "uq_cover_one_a_leave",
            ["leave_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("readers", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("signer_id", sa.Integer(), nullable=True),
        sa.Column("template_id", sa.Integer(), nullable=True),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_document_area_id_area")),
        sa.ForeignKeyConstraint(
            ["body_id"], ["issuing_body.id"], name=op.f("fk_document_body_id_issuing_body")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_document_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_document_case_id_case")),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["document_kind.id"], name=op.f("fk_document_kind_id_document_kind")
        ),
        sa.ForeignKeyConstraint(
            ["signer_id"], ["signer.id"], name=op.f("fk_document_signer_id_signer")
        ),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["document_template.id"],
            name=op.f("fk_document_template_id_document_template"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("code", name=op.f("uq_document_code")),
        sa.UniqueConstraint("key", name=op.f("uq_document_key")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index("ix_document_area_id_id", ["area_id", "id"], unique=False)
        batch_op.create_index(
            "ix_document_area_id_kind_id_id", ["area_id", "kind_id", "id"], unique=False
        )
        batch_op.create_index("ix_document_area_id_number", ["area_id", "number"], unique=False)
        batch_op.create_index(
            "ix_document_area_id_status_id", ["area_id", "status", "id"], unique=False
        )
        batch_op.create_index("ix_document_case_id_id", ["case_id", "id"], unique=False)

    op.create_table(
        "helper_assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("decision_number", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_helper_assignment_share")),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user.id"], name=op.f("fk_helper_assignment_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_helper_assignment_case_id_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper_assignment")),
        sa.UniqueConstraint("key", name=op.f("uq_helper_assignment_key")),
    )
    with op.batch_alter_table("helper_assignment", schema=None) as batch_op:
        batch_op.create_index("ix_helper_assignment_case", ["case_id", "id"], unique=False)
        batch_op.create_index(
            "uq_helper_assignment_one_now",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )

    op.create_table(
        "hosted_stay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("home_area_id", sa.Integer(), nullable=False),
        sa.Column("host_area_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("host_worker_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "last_day >= first_day", name=op.f("ck_hosted_stay_ends_after_it_begins")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_hosted_stay_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_hosted_stay_case_id_case")),
        sa.ForeignKeyConstraint(
            ["home_area_id"], ["area.id"], name=op.f("fk_hosted_stay_home_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["host_area_id"], ["area.id"], name=op.f("fk_hosted_stay_host_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["host_worker_id"], ["user.id"], name=op.f("fk_hosted_stay_host_worker_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hosted_stay")),
        sa.UniqueConstraint("key", name=op.f("uq_hosted_stay_key")),
    )
    with op.batch_alter_table("hosted_stay", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hosted_stay_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ix_hosted_stay_home", ["home_area_id", "last_day", "id"], unique=False
        )
        batch_op.create_index(
            "ix_hosted_stay_host", ["host_area_id", "last_day", "id"], unique=False
        )
        batch_op.create_index(
            "ix_hosted_stay_host_worker", ["host_worker_id", "last_day"], unique=False
        )
        batch_op.create_index(
            "uq_hosted_stay_one_stands",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("status IN ('asked', 'hosted')"),
            postgresql_where=sa.text("status IN ('asked', 'hosted')"),
        )

    op.create_table(
        "information",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("teller", sa.LargeBinary(), nullable=True),
        sa.Column("reach", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.Column("handled_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=40), nullable=True),
        sa.Column("done", sa.LargeBinary(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "case_id IS NULL OR (kind IN ('offer', 'family_request', 'correction') AND status IN ('verified', 'handled', 'answered'))",
            name=op.f("ck_information_never_in_a_record"),
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_information_area_id_area")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_information_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_information_case_id_case")),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["user.id"], name=op.f("fk_information_checked_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_information")),
        sa.UniqueConstraint("key", name=op.f("uq_information_key")),
    )
    with op.batch_alter_table("information", schema=None) as batch_op:
        batch_op.create_index("ix_information_area", ["area_id", "status", "due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_information_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ix_information_received", ["area_id", "received_on", "id"], unique=False
        )

    op.create_table(
        "inquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("from_area_id", sa.Integer(), nullable=False),
        sa.Column("to_area_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("paper_number", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user.id"], name=op.f("fk_inquiry_answered_by_id_user")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_inquiry_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_inquiry_case_id_case")),
        sa.ForeignKeyConstraint(
            ["from_area_id"], ["area.id"], name=op.f("fk_inquiry_from_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["to_area_id"], ["area.id"], name=op.f("fk_inquiry_to_area_id_area")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
        sa.UniqueConstraint("key", name=op.f("uq_inquiry_key")),
    )
    with op.batch_alter_table("inquiry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inquiry_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ix_inquiry_from", ["from_area_id", "status", "asked_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_inquiry_to", ["to_area_id", "status", "asked_at", "id"], unique=False
        )

    op.create_table(
        "life_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_life_fact_area_id_area")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_life_fact_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_life_fact_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_life_fact")),
        sa.UniqueConstraint("key", name=op.f("uq_life_fact_key")),
    )
    with op.batch_alter_table("life_fact", schema=None) as batch_op:
        batch_op.create_index("ix_life_fact_case_id_since", ["case_id", "since"], unique=False)

    op.create_table(
        "no_next_note",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_no_next_note_by_id_user")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_no_next_note_case_id_case")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_no_next_note")),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("assessment", sa.LargeBinary(), nullable=False),
        sa.Column("resources", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_plan_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_plan_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("key", name=op.f("uq_plan_key")),
    )
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.create_index("uq_plan_case_id_number", ["case_id", "number"], unique=True)
        batch_op.create_index(
            "uq_plan_one_agreed",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("status = 'agreed'"),
            postgresql_where=sa.text("status = 'agreed'"),
        )
        batch_op.create_index(
            "uq_plan_one_draft",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("status = 'draft'"),
            postgresql_where=sa.text("status = 'draft'"),
        )

    op.create_table(
        "questionnaire_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("filled_by", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_questionnaire_reply_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user.id"], name=op.f("fk_questionnaire_reply_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_questionnaire_reply_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaire.id"],
            name=op.f("fk_questionnaire_reply_questionnaire_id_questionnaire"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_reply")),
        sa.UniqueConstraint("key", name=op.f("uq_questionnaire_reply_key")),
    )
    with op.batch_alter_table("questionnaire_reply", schema=None) as batch_op:
        batch_op.create_index(
            "ix_questionnaire_reply_case_id_answered_on", ["case_id", "answered_on"], unique=False
        )

    op.create_table(
        "reassigned_case",
        sa.Column("reassignment_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_reassigned_case_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["reassignment_id"],
            ["reassignment.id"],
            name=op.f("fk_reassigned_case_reassignment_id_reassignment"),
        ),
        sa.PrimaryKeyConstraint("reassignment_id", "case_id", name=op.f("pk_reassigned_case")),
    )
    with op.batch_alter_table("reassigned_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reassigned_case_case_id"), ["case_id"], unique=False)

    op.create_table(
        "regime_switch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("from_code", sa.String(length=40), nullable=False),
        sa.Column("to_code", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_regime_switch_by_id_user")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_regime_switch_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["from_code"], ["regime.code"], name=op.f("fk_regime_switch_from_code_regime")
        ),
        sa.ForeignKeyConstraint(
            ["to_code"], ["regime.code"], name=op.f("fk_regime_switch_to_code_regime")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regime_switch")),
        sa.UniqueConstraint("key", name=op.f("uq_regime_switch_key")),
    )
    with op.batch_alter_table("regime_switch", schema=None) as batch_op:
        batch_op.create_index("ix_regime_switch_case", ["case_id", "id"], unique=False)

    op.create_table(
        "reminder",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("wording_code", sa.String(length=40), nullable=False),
        sa.Column("to", sa.LargeBinary(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_reminder_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_reminder_case_id_case")),
        sa.ForeignKeyConstraint(
            ["wording_code"],
            ["reminder_wording.code"],
            name=op.f("fk_reminder_wording_code_reminder_wording"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("key", name=op.f("uq_reminder_key")),
    )
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index("ix_reminder_case_id_id", ["case_id", "id"], unique=False)
        batch_op.create_index(
            "ix_reminder_status_not_before", ["status", "not_before", "id"], unique=False
        )
        batch_op.create_index(
            "uq_reminder_one_a_day",
            ["case_id", "due_on"],
            unique=True,
            sqlite_where=sa.text("status IN ('waiting', 'sending', 'sent', 'unclear')"),
            postgresql_where=sa.text("status IN ('waiting', 'sending', 'sent', 'unclear')"),
        )

    op.create_table(
        "report_entry",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("indicator_code", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_code"],
            ["indicator.code"],
            name=op.f("fk_report_entry_indicator_code_indicator"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_entry_report_id_report")
        ),
        sa.PrimaryKeyConstraint("report_id", "indicator_code", name=op.f("pk_report_entry")),
    )
    op.create_table(
        "report_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_report_snapshot_area_id_area")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_report_snapshot_by_id_user")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_snapshot_report_id_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_snapshot")),
        sa.UniqueConstraint("code", name=op.f("uq_report_snapshot_code")),
        sa.UniqueConstraint(
            "report_id", "number", name=op.f("uq_report_snapshot_report_id_number")
        ),
    )
    op.create_table(
        "report_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("indicator_code", sa.String(), nullable=False),
        sa.Column("direction", sa.String(length=40), nullable=False),
        sa.Column("wanted", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("wanted >= 0", name=op.f("ck_report_target_wanted")),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_report_target_area_id_area")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_report_target_by_id_user")),
        sa.ForeignKeyConstraint(
            ["indicator_code"],
            ["indicator.code"],
            name=op.f("fk_report_target_indicator_code_indicator"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_target")),
        sa.UniqueConstraint(
            "area_id",
            "year",
            "indicator_code",
            name=op.f("uq_report_target_area_id_year_indicator_code"),
        ),
    )
    op.create_table(
        "reported_absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason_code", sa.String(length=40), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user.id"], name=op.f("fk_reported_absence_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_reported_absence_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["reason_code"],
            ["absence_reason.code"],
            name=op.f("fk_reported_absence_reason_code_absence_reason"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported_absence")),
        sa.UniqueConstraint("key", name=op.f("uq_reported_absence_key")),
    )
    with op.batch_alter_table("reported_absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reported_absence_case_id"), ["case_id"], unique=False)

    op.create_table(
        "reveal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("from_area_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("review", sa.LargeBinary(), nullable=True),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("until > asked_at", name=op.f("ck_reveal_lasts")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_reveal_area_id_area")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_reveal_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_reveal_case_id_case")),
        sa.ForeignKeyConstraint(
            ["from_area_id"], ["area.id"], name=op.f("fk_reveal_from_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["user.id"], name=op.f("fk_reveal_reviewed_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reveal")),
        sa.UniqueConstraint("key", name=op.f("uq_reveal_key")),
    )
    with op.batch_alter_table("reveal", schema=None) as batch_op:
        batch_op.create_index(
            "ix_reveal_area_id_asked_at", ["area_id", "asked_at", "id"], unique=False
        )
        batch_op.create_index("ix_reveal_by_id_asked_at", ["by_id", "asked_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reveal_case_id"), ["case_id"], unique=False)
        batch_op.create_index(
            "ix_reveal_from_area_id_asked_at", ["from_area_id", "asked_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_reveal_status_asked_at", ["status", "asked_at", "id"], unique=False
        )

    op.create_table(
        "team_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_team_member_area_id_area")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_team_member_by_id_user")),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"], ["team.id"], name=op.f("fk_team_member_replaced_by_id_team")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_member_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
        sa.UniqueConstraint("key", name=op.f("uq_team_member_key")),
    )
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_member_team_id"), ["team_id"], unique=False)

    op.create_table(
        "ward_stay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("came", sa.String(length=40), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("went", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_ward_stay_area_id_area")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_ward_stay_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ward_stay")),
    )
    with op.batch_alter_table("ward_stay", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ward_stay_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_ward_stay_since", ["area_id", "since", "case_id"], unique=False)
        batch_op.create_index(
            "ix_ward_stay_until", ["area_id", "until", "since", "case_id"], unique=False
        )
        batch_op.create_index(
            "uq_ward_stay_running",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("until = '9999-12-31'"),
            postgresql_where=sa.text("until = '9999-12-31'"),
        )

    op.create_table(
        "area_change_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("is_rest", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_area_change_line_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["change_id"],
            ["area_change.id"],
            name=op.f("fk_area_change_line_change_id_area_change"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["area_change_unit.id"],
            name=op.f("fk_area_change_line_unit_id_area_change_unit"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_change_line")),
    )
    with op.batch_alter_table("area_change_line", schema=None) as batch_op:
        batch_op.create_index("ix_area_change_line_area", ["area_id", "change_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_area_change_line_change_id"), ["change_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_area_change_line_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "area_placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_area_placement_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["change_id"], ["area_change.id"], name=op.f("fk_area_placement_change_id_area_change")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["area_change_unit.id"],
            name=op.f("fk_area_placement_unit_id_area_change_unit"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_area_placement_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_placement")),
    )
    with op.batch_alter_table("area_placement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_placement_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_area_placement_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_area_placement_user_id"), ["user_id"], unique=False)
        batch_op.create_index("uq_area_placement_case", ["change_id", "case_id"], unique=True)
        batch_op.create_index("uq_area_placement_user", ["change_id", "user_id"], unique=True)

    op.create_table(
        "benefit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("scheme_code", sa.String(length=40), nullable=True),
        sa.Column("what", sa.LargeBinary(), nullable=True),
        sa.Column("giver", sa.LargeBinary(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_benefit_amount")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_benefit_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_benefit_case_id_case")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_benefit_need_id_need")),
        sa.ForeignKeyConstraint(
            ["scheme_code"],
            ["support_scheme.code"],
            name=op.f("fk_benefit_scheme_code_support_scheme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benefit")),
        sa.UniqueConstraint("key", name=op.f("uq_benefit_key")),
    )
    with op.batch_alter_table("benefit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_benefit_case_id"), ["case_id"], unique=False)

    op.create_table(
        "contact_addition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_contact_addition_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user.id"], name=op.f("fk_contact_addition_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_contact_addition_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_addition_contact_id_contact")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_addition")),
        sa.UniqueConstraint("key", name=op.f("uq_contact_addition_key")),
    )
    with op.batch_alter_table("contact_addition", schema=None) as batch_op:
        batch_op.create_index("ix_contact_addition_contact_id", ["contact_id", "id"], unique=False)

    op.create_table(
        "contact_note_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("outcome_code", sa.String(length=40), nullable=False),
        sa.Column("channel_code", sa.String(length=40), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("present", sa.String(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_contact_note_version_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user.id"], name=op.f("fk_contact_note_version_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_contact_note_version_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["channel_code"],
            ["contact_channel.code"],
            name=op.f("fk_contact_note_version_channel_code_contact_channel"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_note_version_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["outcome_code"],
            ["contact_outcome.code"],
            name=op.f("fk_contact_note_version_outcome_code_contact_outcome"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_note_version")),
    )
    with op.batch_alter_table("contact_note_version", schema=None) as batch_op:
        batch_op.create_index(
            "ix_contact_note_version_contact_id", ["contact_id", "id"], unique=False
        )

    op.create_table(
        "deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("owner_role", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Integer(), nullable=True),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_hours", sa.Boolean(), nullable=False),
        sa.Column("escalate_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_to", sa.String(length=40), nullable=True),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("met_by_id", sa.Integer(), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_because", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_deadline_area_id_area")),
        sa.ForeignKeyConstraint(
            ["begun_by_id"], ["act.id"], name=op.f("fk_deadline_begun_by_id_act")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_deadline_case_id_case")),
        sa.ForeignKeyConstraint(["met_by_id"], ["act.id"], name=op.f("fk_deadline_met_by_id_act")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_deadline_owner_id_user")),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["step_rule.id"], name=op.f("fk_deadline_rule_id_step_rule")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
    )
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.create_index("ix_deadline_begun_by", ["begun_by_id"], unique=False)
        batch_op.create_index("ix_deadline_case", ["case_id", "id"], unique=False)
        batch_op.create_index(
            "ix_deadline_escalate",
            ["escalate_at", "id"],
            unique=False,
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        )
        batch_op.create_index("ix_deadline_met_by", ["met_by_id"], unique=False)
        batch_op.create_index(
            "ix_deadline_owner_due",
            ["owner_id", "due_at", "id"],
            unique=False,
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        )
        batch_op.create_index("ix_deadline_rule", ["rule_id", "id"], unique=False)
        batch_op.create_index(
            "ix_deadline_ward_due",
            ["area_id", "due_at", "id"],
            unique=False,
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        )
        batch_op.create_index(
            "uq_deadline_one_open_step",
            ["case_id", "step"],
            unique=True,
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        )

    op.create_table(
        "document_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.Column("issued", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_document_file_area_id_area")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_document_file_by_id_user")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_document_file_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_file_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_file")),
    )
    with op.batch_alter_table("document_file", schema=None) as batch_op:
        batch_op.create_index("ix_document_file_document_id", ["document_id", "id"], unique=False)

    op.create_table(
        "document_number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("first <= number", name=op.f("ck_document_number_in_order")),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_document_number_area_id_area")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_document_number_by_id_user")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_number_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_number")),
        sa.UniqueConstraint(
            "area_id",
            "series",
            "year",
            "number",
            name=op.f("uq_document_number_area_id_series_year_number"),
        ),
        sa.UniqueConstraint("document_id", name=op.f("uq_document_number_document_id")),
    )
    with op.batch_alter_table("document_number", schema=None) as batch_op:
        batch_op.create_index("ix_document_number_area_id_year", ["area_id", "year"], unique=False)

    op.create_table(
        "document_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_document_text_by_id_user")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_text_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_text")),
        sa.UniqueConstraint(
            "document_id", "number", name=op.f("uq_document_text_document_id_number")
        ),
    )
    op.create_table(
        "document_withdrawal",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user.id"], name=op.f("fk_document_withdrawal_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_document_withdrawal_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_withdrawal")),
    )
    op.create_table(
        "need_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_need_outcome_by_id_user")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_need_outcome_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["need_id"], ["need.id"], name=op.f("fk_need_outcome_need_id_need")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_outcome")),
    )
    with op.batch_alter_table("need_outcome", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_need_outcome_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_outcome_need_id"), ["need_id"], unique=False)

    op.create_table(
        "plan_goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_plan_goal_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_plan_goal_case_id_case")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_goal_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_goal")),
        sa.UniqueConstraint("key", name=op.f("uq_plan_goal_key")),
    )
    with op.batch_alter_table("plan_goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_goal_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "support_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("scheme_code", sa.String(length=40), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_support_offer_by_id_user")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_support_offer_case_id_case")
        ),
        sa.ForeignKeyConstraint(
            ["need_id"], ["need.id"], name=op.f("fk_support_offer_need_id_need")
        ),
        sa.ForeignKeyConstraint(
            ["scheme_code"],
            ["support_scheme.code"],
            name=op.f("fk_support_offer_scheme_code_support_scheme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_offer")),
        sa.UniqueConstraint("key", name=op.f("uq_support_offer_key")),
    )
    with op.batch_alter_table("support_offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_offer_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_offer_need_id"), ["need_id"], unique=False)

    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Time(), nullable=True),
        sa.Column("place", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_appointment_assignment_id_assignment"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_appointment_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_appointment_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("key", name=op.f("uq_appointment_key")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_appointment_assignment_id_day", ["assignment_id", "day"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_appointment_case_id"), ["case_id"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_attachment_assignment_id_assignment"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_attachment_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_attachment_case_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("key", name=op.f("uq_attachment_key")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_attachment_assignment_id_id", ["assignment_id", "id"], unique=False
        )
        batch_op.create_index("ix_attachment_case_id_id", ["case_id", "id"], unique=False)

    op.create_table(
        "plan_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=False),
        sa.Column("who", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.String(length=40), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_plan_step_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_plan_step_case_id_case")),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["plan_goal.id"], name=op.f("fk_plan_step_goal_id_plan_goal")
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_plan_step_need_id_need")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_step")),
        sa.UniqueConstraint("key", name=op.f("uq_plan_step_key")),
    )
    with op.batch_alter_table("plan_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_step_goal_id"), ["goal_id"], unique=False)

    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.add_column(sa.Column("capacity", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False)
        )

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answer_by", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("ground_code", sa.String(length=40), nullable=True))
        batch_op.add_column(
            sa.Column(
                "names_status", sa.Boolean(), server_default=sa.text("(false)"), nullable=False
            )
        )
        batch_op.add_column(sa.Column("colleague_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            "ix_assignment_status_answer_by", ["status", "answer_by"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_assignment_colleague_id_user"), "user", ["colleague_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_assignment_ground_code_sharing_ground"),
            "sharing_ground",
            ["ground_code"],
            ["code"],
        )

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("decision_signer", sa.String(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("completed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("counted_as_minor", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("term_base_to", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "term_printed", sa.Boolean(), server_default=sa.text("(false)"), nullable=False
            )
        )
        batch_op.add_column(
            sa.Column("next_kind_code", sa.String(), server_default="regular", nullable=False)
        )
        batch_op.add_column(
            sa.Column("activities_planned", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("help_wanted_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("rhythm_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("owes_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("away_until", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("helper_name", sa.String(), server_default="", nullable=False)
        )
        batch_op.create_index("ix_case_worker_area", ["worker_id", "area_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_case_rhythm_id_rhythm"), "rhythm", ["rhythm_id"], ["id"]
        )

    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("written_on", sa.Date(), nullable=True))

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("made_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("is_try", sa.Boolean(), server_default=sa.text("(true)"), nullable=False)
        )
        batch_op.add_column(sa.Column("group_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("maybe_same_as_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_contact_group_id"), ["group_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_contact_group_id_group_activity"), "group_activity", ["group_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_contact_maybe_same_as_id_contact"),
            "contact",
            ["maybe_same_as_id"],
            ["id"],
        )

    with op.batch_alter_table("contact_note", schema=None) as batch_op:
        batch_op.add_column(sa.Column("area_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("present", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("next_step_code", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("additions", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))
        batch_op.create_foreign_key(
            batch_op.f("fk_contact_note_next_step_code_outreach_step"),
            "outreach_step",
            ["next_step_code"],
            ["code"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_contact_note_area_id_area"), "area", ["area_id"], ["id"]
        )

    with op.batch_alter_table("contact_outcome", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "counts_as_try", sa.Boolean(), server_default=sa.text("(true)"), nullable=False
            )
        )
        batch_op.add_column(sa.Column("tell_after", sa.Integer(), nullable=True))

    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("kind_code", sa.String(), server_default="regular", nullable=False)
        )
        batch_op.add_column(sa.Column("proposed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("reason_code", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("set_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("done_on", sa.Date(), nullable=True))
        batch_op.drop_index(
            batch_op.f("uq_follow_up_one_planned"), sqlite_where=sa.text("status = 'planned'")
        )
        batch_op.create_index(
            "uq_follow_up_planned_kind",
            ["case_id", "kind_code"],
            unique=True,
            sqlite_where=sa.text("status = 'planned'"),
            postgresql_where=sa.text("status = 'planned'"),
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_follow_up_reason_code_plan_reason"),
            "plan_reason",
            ["reason_code"],
            ["code"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_follow_up_set_id_activity_set"), "activity_set", ["set_id"], ["id"]
        )

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "alike_key",
                sa.String().with_variant(sa.String(collation="C"), "postgresql"),
                server_default="",
                nullable=False,
            )
        )
        batch_op.create_index(batch_op.f("ix_person_alike_key"), ["alike_key"], unique=False)

    with op.batch_alter_table("rhythm_step", schema=None) as batch_op:
        batch_op.add_column(sa.Column("version_id", sa.Integer(), nullable=True))
        batch_op.drop_constraint(batch_op.f("uq_rhythm_step_position"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_rhythm_step_version_id_position"), ["version_id", "position"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_rhythm_step_version_id_rhythm_version"),
            "rhythm_version",
            ["version_id"],
            ["id"],
        )

    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "needs_status", sa.Boolean(), server_default=sa.text("(false)"), nullable=False
            )
        )

    with op.batch_alter_table("transfer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answer_by", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("former_worker_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("notes_until", sa.Date(), nullable=True))
        batch_op.create_index(
            "ix_transfer_answer_by",
            ["answer_by"],
            unique=False,
            sqlite_where=sa.text("status = 'proposed'"),
            postgresql_where=sa.text("status = 'proposed'"),
        )
        batch_op.create_index(
            "ix_transfer_former_worker", ["former_worker_id", "notes_until"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_transfer_former_worker_id_user"), "user", ["former_worker_id"], ["id"]
        )

    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.add_column(sa.Column("work_phone", sa.String(), nullable=True))
        batch_op.add_column(
            sa.Column("unseen_notices", sa.Integer(), server_default="0", nullable=False)
        )


def downgrade() -> None:
    raise RuntimeError("there is no way back: restore the backup made before the upgrade")
