"""What the trail is narrowed to. Asked in the address, so that a question can be kept and sent."""

from reintegrate.web.audit.question import SUPPORT, Question
from reintegrate.web.ui.event_words import SUPPORT_ENTRY, WORDS
from reintegrate.web.ui.fields import SHORT, Day, Select, Text, Tick
from reintegrate.web.ui.forms import PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l

OF_SUPPORT = ("assignment.", "consent.", "need.")


class TrailForm(PostForm):
    """Its kinds leave support apart: which kind of help is nobody's business here."""

    who = Text(_l("Person of staff"), required=False, longest=SHORT, hint=_l("Name or username"))
    what = Select(_l("What"), required=False)
    since = Day(_l("From"), required=False)
    until = Day(_l("To"), required=False)
    reads = Tick(_l("Only who looked at a record"))

    def offer(self) -> None:
        kinds = sorted(
            ((kind, str(word)) for kind, word in WORDS.items() if not kind.startswith(OF_SUPPORT)),
            key=lambda choice: choice[1],
        )
        self.what.choices = [("", _l("Everything")), (SUPPORT, SUPPORT_ENTRY), *kinds]

    def question(self) -> Question:
        return Question(
            who=self.who.data or "",
            what=self.what.data or "",
            since=self.since.data,
            until=self.until.data,
            reads=self.reads.data,
        )
