"""What is planned in one case: its rhythm, a set in one go, one activity."""

from reintegrate.web.ui.fields import Day, Select
from reintegrate.web.ui.forms import EditForm, PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l


class ChooseRhythmForm(EditForm):
    rhythm = Select(_l("Rhythm of this case"), coerce=int)


class ApplyForm(PostForm):
    activity_set = Select(_l("Set of activities"), coerce=int)


class ActivityForm(PostForm):
    kind = Select(_l("What is planned"))
    due_on = Day(_l("On which day"))
