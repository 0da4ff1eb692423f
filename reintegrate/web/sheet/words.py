"""What is held and why, in plain words; no word of a programme."""

from typing import Any

from reintegrate.web.sheet.queries import Held
from reintegrate.web.ui.i18n import lazy_gettext as _l

LAW = _l("Because the law asks for it:")
YOURS = _l("Because you agreed (you may take it back any day):")

HELD: dict[Held, tuple[Any, Any]] = {
    Held.IDENTITY: (_l("Your name, year of birth, sex"), LAW),
    Held.REACH: (_l("Where you live and how to reach you"), LAW),
    Held.PAPERS: (_l("Numbers of your papers"), LAW),
    Held.RELATIVES: (_l("The relatives you named"), _l("So that they can help, if you wish:")),
    Held.FILE: (_l("Your file: decision, from when to when, absences you told of"), LAW),
    Held.CONTACTS: (_l("That we met, and on which day"), LAW),
    Held.NOTES: (_l("What you told your worker"), YOURS),
    Held.NEEDS: (_l("What you need, and whom we asked"), YOURS),
    Held.PLAN: (_l("The plan we made together"), YOURS),
    Held.ANSWERS: (_l("Your answers to questions about how it is going"), YOURS),
    Held.FACTS: (_l("Facts you told us: work, home, papers, family, health"), YOURS),
    Held.FILES: (_l("Letters and certificates you gave us as files"), YOURS),
    Held.BENEFITS: (_l("What you received"), _l("So that nothing is lost or given twice:")),
}
COUNTED = {
    *(Held.CONTACTS, Held.NOTES, Held.NEEDS, Held.ANSWERS),
    *(Held.FACTS, Held.BENEFITS, Held.FILES),
}
