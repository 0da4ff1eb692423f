"""What a rule's no says to the person. One place, so that the same no always reads the same."""

from typing import Any

from reintegrate.models import (
    assignment,
    case,
    contact,
    idempotency,
    lifecycle,
    regime,
    sign_in_attempt,
    transfer,
    user,
)
from reintegrate.models.acceptance import EndsBeforeItBegins
from reintegrate.models.intake import HasOpenCase, Unfinished
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.password import WeakPassword
from reintegrate.web.ui.i18n import lazy_gettext as _l

MESSAGES: dict[type[DomainError], Any] = {
    lifecycle.IllegalMove: _l("This has changed meanwhile and can no longer be done."),
    case.TransferPending: _l("A transfer of this case is waiting for an answer: settle it first."),
    case.CannotAnswer: _l("This worker cannot answer for the case."),
    case.AlreadyAnswers: _l("This worker answers for the case already."),
    regime.NoTerm: _l("The law in force names no term here: write the end the decision prints."),
    contact.CaseClosed: _l("This case has ended: nothing more can be added."),
    case.AnotherIsOpen: _l("This person has another open case."),
    lifecycle.NotYet: _l("This day has not come yet."),
    lifecycle.TooEarly: _l("This day is too early: it lies before what it follows from."),
    contact.NoNextStep: _l("Choose the next date, or say why there is none."),
    assignment.NoConsent: _l("The person has not agreed that an agency is told about them."),
    assignment.AskedAlready: _l("This agency is already asked for this need."),
    assignment.AgencyAtWork: _l("An agency is asked for this: withdraw that request first."),
    transfer.SameWard: _l("The case is in this ward already."),
    idempotency.KeyTaken: _l("This form was already used. Open it again to start a new one."),
    sign_in_attempt.NotRecognised: _l("Username and password do not belong together."),
    sign_in_attempt.MustWait: _l(
        "There were too many tries. Wait 15 minutes, then try again. If you have forgotten your "
        "password, ask whoever keeps the accounts where you work."
    ),
    user.UsernameTaken: _l(
        "Someone already has this username. If you have just added them, open their account there."
    ),
    user.NeedsWard: _l("This role works in one ward or commune: choose it."),
    user.NeedsAgency: _l("This role works in one agency: choose it."),
    user.NeedsProvince: _l("This role works over one province: choose it."),
    user.NotYourself: _l("You cannot take away your own rights. Ask another administrator."),
    user.WrongPassword: _l("This is not your present password."),
    EndsBeforeItBegins: _l("The term cannot end before the day it begins."),
    HasOpenCase: _l(
        "This person has a case under way already, and two cannot run at once. If they have moved, "
        "the ward that answers for the case can propose a transfer."
    ),
    Unfinished: _l("Some sections are not finished yet."),
    WeakPassword: _l("Choose a better password."),
}

WEAK_PASSWORD = {
    "short": _l("Use at least 12 characters. Several words make a good password."),
    "long": _l("Use at most 256 characters."),
    "known": _l("This password is too easy to guess. Several unrelated words make a good one."),
    "username": _l("Do not use your username in the password."),
}


def message(error: DomainError) -> str:
    if isinstance(error, WeakPassword):
        return str(WEAK_PASSWORD[error.reason])
    return str(MESSAGES.get(type(error), MESSAGES[lifecycle.IllegalMove]))
