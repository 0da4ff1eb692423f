"""A task of the year's plan, and a target."""

from typing import Any

from reintegrate.models.work_plan import MOST_WANTED, Figure
from reintegrate.web.ui.fields import SHORT, Choice, Day, Number, Select, Text
from reintegrate.web.ui.forms import CreateForm, EditForm, PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label


class TaskFields(PostForm):
    """The programmes to choose from are given by the view."""

    programme_code = Select(_l("Programme"), choices=[])
    words = Text(_l("Task"))
    body = Text(_l("Responsible body"), longest=SHORT, hint=_l("An office or organisation."))
    due_on = Day(_l("To be done by"))
    figure = Select(_l("What shows how far it is"), hint=_l("Counted by the system; nobody ticks."))
    wanted = Number(_l("How many are wanted"), low=1, high=MOST_WANTED)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.figure.choices = [(figure.value, label(figure)) for figure in Figure]

    @property
    def said(self) -> dict[str, Any]:
        return {
            "programme_code": self.programme_code.data,
            "words": str(self.words.data),
            "body": str(self.body.data),
            "due_on": self.due_on.data,
            "figure": Figure(self.figure.data),
            "wanted": self.wanted.data,
        }


class NewTaskForm(TaskFields, CreateForm):
    pass


class TaskForm(TaskFields, EditForm):
    pass


class TargetForm(EditForm):
    wanted = Number(_l("Wanted in the year"), low=1, high=MOST_WANTED)


class YearForm(EditForm):
    """The kinds of years to choose from are given by the view."""

    kind = Choice(_l("The year's days"), choices=[])
