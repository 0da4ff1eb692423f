"""What somebody asks about their own data, and what they hear."""

from typing import Any

from wtforms import ValidationError

from reintegrate.db import today
from reintegrate.models.data_request import (
    Asker,
    RefusalGround,
    RequestChannel,
    RequestKind,
    RequestStatus,
)
from reintegrate.web.ui.fields import SHORT, Choice, Day, LongText, Text, Tick
from reintegrate.web.ui.forms import AskForm, CreateForm, PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label

LONGEST = 2000


class WhereForm(AskForm):
    number = Text(_l("Case number"), longest=SHORT)


class RequestForm(CreateForm):
    kind = Choice(_l("What the person asks"))
    asker = Choice(_l("Who asks"))
    channel = Choice(_l("How it reached you"))
    asked_on = Day(_l("Day it was asked"), hint=_l("The days to answer are counted from here."))
    others_too = Tick(
        _l("Other bodies have to act too, such as an agency that was told something"),
    )
    words = LongText(
        _l("What they said"),
        required=False,
        longest=LONGEST,
        hint=_l("Only the worker who answers for the case and you read this."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kind.choices = [(kind.value, label(kind)) for kind in RequestKind]
        self.asker.choices = [(asker.value, label(asker)) for asker in Asker]
        self.channel.choices = [(channel.value, label(channel)) for channel in RequestChannel]

    def validate_asked_on(self, field: Any) -> None:
        if field.data and not 0 <= (today() - field.data).days <= 366:
            raise ValidationError(_l("Write today or a day of the last year."))


class AcknowledgeForm(PostForm):
    told_on = Day(_l("Day they were told that it was received"))


class ExtendForm(PostForm):
    because = LongText(
        _l("Why more days are needed"), longest=LONGEST, hint=_l("As you tell them.")
    )
    told = Tick(_l("They have been told, with the new last day"))

    def validate_told(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_l("Tell them first, then tick this."))


class EndForm(PostForm):
    outcome = Choice(_l("The answer"))
    ground = Choice(_l("On what ground it is not, or not wholly, done"), required=False)
    words = LongText(_l("What they were told"), required=False, longest=LONGEST)
    ended_on = Day(_l("Day they had the answer"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        answers = (RequestStatus.DONE, RequestStatus.PARTLY, RequestStatus.REFUSED)
        self.outcome.choices = [(answer.value, label(answer)) for answer in answers]
        self.ground.choices = [("", _l("None: it was done"))]
        self.ground.choices += [(ground.value, label(ground)) for ground in RefusalGround]
