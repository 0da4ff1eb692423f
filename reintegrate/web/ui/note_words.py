"""What stands beside a note wherever one is written: prompts, and why it may be sensitive."""

from reintegrate.web.ui.i18n import lazy_gettext as _l

PROMPTS = (
    _l("How they are"),
    _l("What is hard"),
    _l("What you helped with"),
    _l("What you agreed"),
)
"""Offered, never asked: a tap writes the word into the note."""

WHY_SENSITIVE = _l(
    "Tick it when the note would hurt in other hands. Only the worker who answers for the "
    "case reads it: it is left out of everything printed or passed on, even of the "
    "person's own sheet, and it is not handed over when the case moves to another ward."
)
