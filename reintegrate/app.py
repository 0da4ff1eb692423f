"""Builds the app: configuration, database, the frame of every page, features, then the gate."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import reintegrate.models  # noqa: F401 - makes every table known
from reintegrate.access import gate
from reintegrate.config import Settings
from reintegrate.db import db
from reintegrate.models import encrypted, password
from reintegrate.paths import templates_dir
from reintegrate.web.account.views import bp as account
from reintegrate.web.activities.views import bp as activities
from reintegrate.web.acts.views import bp as acts
from reintegrate.web.admin.views import bp as admin
from reintegrate.web.agencies.views import bp as agencies
from reintegrate.web.api.views import bp as api
from reintegrate.web.api_tokens.views import bp as api_tokens
from reintegrate.web.appointments.views import bp as appointments
from reintegrate.web.assignments.views import bp as assignments
from reintegrate.web.attachments.views import bp as attachments
from reintegrate.web.audit.views import bp as audit
from reintegrate.web.breaches.views import bp as breaches
from reintegrate.web.caseload.views import bp as caseload
from reintegrate.web.cases.views import bp as cases
from reintegrate.web.clusters.views import bp as clusters
from reintegrate.web.community.views import bp as community
from reintegrate.web.community_activities.views import bp as community_activities
from reintegrate.web.contacts.views import bp as contacts
from reintegrate.web.covers.views import bp as covers
from reintegrate.web.data_requests.views import bp as data_requests
from reintegrate.web.deadlines.views import bp as deadlines
from reintegrate.web.disclosures.views import bp as disclosures
from reintegrate.web.document_templates.views import bp as document_templates
from reintegrate.web.documents.views import bp as documents
from reintegrate.web.grounds.views import bp as grounds
from reintegrate.web.groups.views import bp as groups
from reintegrate.web.health.views import bp as health
from reintegrate.web.help.views import bp as help_pages
from reintegrate.web.helpers.views import bp as helpers
from reintegrate.web.home.views import bp as home
from reintegrate.web.information.views import bp as information
from reintegrate.web.inquiries.views import bp as inquiries
from reintegrate.web.intakes.views import bp as intakes
from reintegrate.web.joinings.views import bp as joinings
from reintegrate.web.leave.views import bp as leave
from reintegrate.web.letterheads.views import bp as letterheads
from reintegrate.web.life_rules.views import bp as life_rules
from reintegrate.web.load.views import bp as load
from reintegrate.web.needs.views import bp as needs
from reintegrate.web.notes.views import bp as notes
from reintegrate.web.nudges.views import bp as nudges
from reintegrate.web.offline.views import bp as offline
from reintegrate.web.outcomes.views import bp as outcomes
from reintegrate.web.people.views import bp as people
from reintegrate.web.period_kinds.views import bp as period_kinds
from reintegrate.web.plans.views import bp as plans
from reintegrate.web.privacy.views import bp as privacy
from reintegrate.web.progress.views import bp as progress
from reintegrate.web.questionnaires.views import bp as questionnaires
from reintegrate.web.reassignments.views import bp as reassignments
from reintegrate.web.reminders.views import bp as reminders
from reintegrate.web.reports.views import bp as reports
from reintegrate.web.reveals.views import bp as reveals
from reintegrate.web.rules.views import bp as rules
from reintegrate.web.schedule.views import bp as schedule
from reintegrate.web.self_check.views import bp as self_check
from reintegrate.web.sheet.views import bp as sheet
from reintegrate.web.sign_in.views import bp as sign_in
from reintegrate.web.stays.views import bp as stays
from reintegrate.web.supports.views import bp as supports
from reintegrate.web.teams.views import bp as teams
from reintegrate.web.today.views import bp as today
from reintegrate.web.transfers.views import bp as transfers
from reintegrate.web.ui import (
    addresses,
    again,
    assets,
    csrf,
    errors,
    filters,
    headers,
    i18n,
    logs,
    navigation,
    notice_cookie,
    offline_code,
    pages,
    sent_form,
    viewer,
    widgets,
)
from reintegrate.web.wards.views import bp as wards
from reintegrate.web.work_plans.views import bp as work_plans

FEATURES = [
    account,
    activities,
    acts,
    admin,
    agencies,
    api,
    api_tokens,
    appointments,
    assignments,
    attachments,
    audit,
    breaches,
    caseload,
    cases,
    clusters,
    community,
    community_activities,
    contacts,
    covers,
    data_requests,
    deadlines,
    grounds,
    groups,
    disclosures,
    document_templates,
    documents,
    health,
    help_pages,
    helpers,
    home,
    information,
    inquiries,
    intakes,
    joinings,
    leave,
    letterheads,
    load,
    life_rules,
    needs,
    supports,
    plans,
    notes,
    nudges,
    offline,
    outcomes,
    people,
    period_kinds,
    privacy,
    progress,
    questionnaires,
    reassignments,
    reminders,
    reports,
    reveals,
    rules,
    schedule,
    self_check,
    sheet,
    sign_in,
    teams,
    today,
    stays,
    transfers,
    wards,
    work_plans,
]


def create_app(settings: Settings) -> Flask:
    """The whole system over one database. Raises Misconfigured when its keys cannot be used."""
    app = Flask("reintegrate", template_folder=str(templates_dir()))
    app.config.from_mapping(flask_settings(settings))
    encrypted.install(settings.field_keys)
    password.install(passes=settings.password_work, memory_kib=settings.password_memory_kib)
    db.init_app(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    pages.init_app(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    for part in (
        logs,
        notice_cookie,
        headers,
        sent_form,
        addresses,
        assets,
        offline_code,
        i18n,
        filters,
        widgets,
        viewer,
        navigation,
        errors,
        again,
    ):
        part.init_app(app)
    for feature in FEATURES:
        app.register_blueprint(feature)
    gate.init_app(app)  # refuses to start if any endpoint above declared nothing
    csrf.init_app(app)  # only a check, and only after the gate has said who may be here at all
    return app


def flask_settings(settings: Settings) -> dict[str, object]:
    prefix = "__Host-" if settings.secure_cookies else ""
    return {
        "SETTINGS": settings,
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings.database_url),
        "SESSION_COOKIE_NAME": f"{prefix}notice",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_TOKEN_COOKIE": f"{prefix}session",
        "LANGUAGE_COOKIE": f"{prefix}language",
        "IDLE_MINUTES": settings.idle_minutes,
        "ABSOLUTE_HOURS": settings.absolute_hours,
        "MAX_CONTENT_LENGTH": settings.max_form_bytes,
        "MAX_FORM_MEMORY_SIZE": settings.max_form_bytes,
        "MAX_FORM_PARTS": 500,
        "LOG_LEVEL": settings.log_level,
        "TESTING": settings.testing,
        "BABEL_DEFAULT_LOCALE": "vi",
        "DEMO": settings.demo,
    }


def engine_options(url: str) -> dict[str, object]:
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": 30, "check_same_thread": False}}
    return {"pool_size": 10, "max_overflow": 10}
