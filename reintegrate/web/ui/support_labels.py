"""Needs and supports in words."""

from enum import StrEnum
from typing import Any

from reintegrate.models.eligibility import Verdict
from reintegrate.models.need import NeedStatus, Outcome
from reintegrate.models.plan import DoneBy, PlanStatus, StepBy
from reintegrate.models.support_scheme import Rule, Taker
from reintegrate.web.ui.i18n import lazy_gettext as _l

SUPPORT_LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    NeedStatus: {
        NeedStatus.STATED: _l("Not yet helped"),
        NeedStatus.OFFERED: _l("Help offered"),
        NeedStatus.ACCEPTED: _l("They would like it"),
        NeedStatus.REFERRED: _l("An agency is asked"),
        NeedStatus.RECEIVED: _l("Help received"),
        NeedStatus.SETTLED: _l("Help received, and how it went is known"),
        NeedStatus.DECLINED: _l("The person would rather not"),
    },
    Outcome: {
        Outcome.HELPED: _l("It helped"),
        Outcome.PARTLY: _l("It helped in part"),
        Outcome.NOT_HELPED: _l("It did not help"),
    },
    Taker: {
        Taker.PERSON: _l("For the person"),
        Taker.EMPLOYER: _l("For an employer"),
    },
    Verdict: {
        Verdict.HOLDS: _l("Holds"),
        Verdict.FAILS: _l("Does not hold"),
        Verdict.UNKNOWN: _l("Not known"),
    },
    PlanStatus: {
        PlanStatus.DRAFT: _l("Being made"),
        PlanStatus.AGREED: _l("Agreed"),
        PlanStatus.REPLACED: _l("Replaced by a later one"),
    },
    StepBy: {
        StepBy.PERSON: _l("The person themselves"),
        StepBy.WORKER: _l("The worker"),
        StepBy.FAMILY: _l("The family"),
        StepBy.AGENCY: _l("An agency"),
    },
    DoneBy: {
        DoneBy.HAND: _l("When one of us says so"),
        DoneBy.MEETING: _l("When we next meet"),
        DoneBy.NEED: _l("When help for the need is received"),
    },
    Rule: {
        Rule.AGE_FROM: _l("From an age"),
        Rule.AGE_UNDER: _l("Under an age"),
        Rule.COMPLETED: _l("Rehabilitation completed"),
        Rule.YEARS_SINCE_DECISION: _l("Years since the decision"),
        Rule.UNDER_MANAGEMENT: _l("Under management"),
        Rule.ASKED: _l("To be asked about"),
    },
}
