"""Help in both languages: what to do first, who sees what, and what becomes of what is typed."""

from flask import Blueprint, abort, g, render_template

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.navigation import HOME

bp = Blueprint("help", __name__, url_prefix="/help")

TOPICS = {
    "roles": _l("Who sees what, and why"),
    "contacts": _l("Logging a contact"),
    "offline": _l("Working without signal"),
    "intakes": _l("Taking someone in"),
    "supports": _l("Needs, supports and the plan"),
    "agencies": _l("Asking an agency for help"),
    "life": _l("The life of a case, from notice to end"),
    "transfers": _l("When someone moves"),
    "wards": _l("When wards merge or split"),
    "documents": _l("Official papers"),
    "deadlines": _l("Dates the law sets"),
    "reports": _l("Reports of a period"),
    "community": _l("Residents, activities, the year's plan"),
    "reminders": _l("News, mail, calendar and texts"),
    "programs": _l("Connecting other programs"),
    "typing": _l("What becomes of what you type"),
    "privacy": _l("Privacy, in plain words"),
    "keyboard": _l("Keyboard, large print, printing"),
}


@bp.get("/")
@allows(Action.READ_HELP)
def index() -> str:
    return render_template("help/index.html", topics=TOPICS, home=HOME[g.viewer.role])


@bp.get("/<topic>")
@allows(Action.READ_HELP)
def topic(topic: str) -> str:
    if topic not in TOPICS:
        abort(404)
    return render_template(f"help/{topic}.html", topics=TOPICS, current=topic)
