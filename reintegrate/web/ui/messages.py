"""What a rule's no says to the person. One place, so that the same no always reads the same."""

from typing import Any

from reintegrate.access.elsewhere import LookedTooOften
from reintegrate.models import (
    act,
    activity_set,
    agency_revision,
    api_token,
    appointment,
    area,
    area_carrying,
    area_change,
    area_split,
    area_undoing,
    assignment,
    attachment,
    breach,
    case,
    case_pauses,
    caseload_file,
    cluster,
    contact,
    contact_correction,
    cover,
    data_request,
    digest,
    document,
    document_number,
    group_activity,
    helper,
    hosted_stay,
    idempotency,
    indicator,
    information,
    inquiry,
    issuing_body,
    joining,
    leave,
    lifecycle,
    need_endings,
    paper_effects,
    plan,
    questionnaire_reply,
    reassignment,
    regime,
    reminder,
    report,
    report_annex,
    reveal,
    rhythm,
    sign_in_attempt,
    team,
    trail_file,
    transfer,
    user,
    work_plan,
)
from reintegrate.models.acceptance import EndsBeforeItBegins
from reintegrate.models.intake import HasOpenCase, Unfinished
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.outcome_revision import NothingToTry
from reintegrate.models.password import WeakPassword
from reintegrate.models.regime_start import OutOfOrder
from reintegrate.models.sharing_ground import Replaced
from reintegrate.models.step_rule import NothingChanged
from reintegrate.models.transition import SameRegime
from reintegrate.models.working_calendar import NoSuchRow, NotInThatYear, SameAsTheRule
from reintegrate.web.ui.i18n import lazy_gettext as _l

MESSAGES: dict[type[DomainError], Any] = {
    api_token.TooManyTokens: _l("You have as many keys as anybody can look after: end one first."),
    area_carrying.PlanIncomplete: _l("Something is missing in the plan: see the list."),
    area_change.NotPlanned: _l("This plan was carried out or dropped: it cannot be changed."),
    area_change.OtherLevel: _l(
        "A ward or commune becomes a ward or commune, a town or district one of those, a province "
        "a province."
    ),
    area_split.NotInTheSplit: _l("That is no part of what becomes of this area."),
    area_undoing.DependedOn: _l("It cannot be undone any more: see what hangs on it."),
    activity_set.TwiceInOneSet: _l("A set holds each activity once."),
    contact_correction.NotTheAuthor: _l(
        "Only whoever wrote this can correct it. You can add to it."
    ),
    contact_correction.TooLateToCorrect: _l(
        "This was written more than a day ago: it stays as it is. You can add to it."
    ),
    group_activity.NobodyThere: _l("Choose who was there."),
    information.NeverInARecord: _l(
        "A concern, or what is not verified, never stands beside anybody's case."
    ),
    information.NobodyToAnswer: _l("Nobody left a name or a number to answer to."),
    work_plan.OtherYear: _l("This day lies in another year than the plan."),
    work_plan.TaskOutside: _l(
        "A task of this plan is to be done by a day outside these. Change its day first."
    ),
    leave.EndsBefore: _l("The last day lies before the first."),
    leave.TooLong: _l("That is more than a year: rather give the cases to somebody else."),
    leave.AwayAlready: _l("Some of these days are entered already."),
    rhythm.Gap: _l("The stretches must follow one another to the end of the term."),
    rhythm.StillUsual: _l("This is the usual rhythm: make another the usual one first."),
    lifecycle.IllegalMove: _l("This has changed meanwhile and can no longer be done."),
    case.TransferPending: _l("A transfer of this case is waiting for an answer: settle it first."),
    case.CannotAnswer: _l("This worker cannot answer for the case."),
    case.AlreadyAnswers: _l("This worker answers for the case already."),
    regime.NoTerm: _l("The law in force names no term here: write the end the decision prints."),
    contact.CaseClosed: _l("This case has ended: nothing more can be added."),
    case.NoSuchGround: _l(
        "The law in force on that day does not let a case end this way. The determination stays in "
        "the statutory file, and the case goes on."
    ),
    case.DeterminationMissing: _l(
        "First record the determination of addiction in the statutory file, with its number, day "
        "and the body that made it. A sign of use or a test result does not end a case."
    ),
    case.ReopenedTooLate: _l(
        "This case ended too long ago to be opened again. Begin a new intake: it becomes a case of "
        "its own, and the old one stays as it was."
    ),
    act.TakenBack: _l("This act was taken back already."),
    act.BodyMissing: _l(
        "A determination of addiction is a paper of a competent body: write its number and the "
        "body that made it. Anything else is not written down."
    ),
    act.WrittenByVerb: _l("This was written by what was done with the case: undo that instead."),
    act.WrittenByPaper: _l(
        "This stands by a paper that was issued here: withdraw the paper, and it is undone."
    ),
    paper_effects.PayUnread: _l(
        "The pay of the helper is a share of the base salary: write it like “0,6 mức lương cơ sở” "
        "or “60%”, or leave it empty if they are not paid."
    ),
    paper_effects.DayUnread: _l("The paper names no day from which the helper helps."),
    case_pauses.EndsBeforeItStarts: _l("The last day away lies before the first."),
    case_pauses.AwayAlready: _l("An absence they told of is still open: note their return first."),
    helper.PaidTooMuch: _l("This is more than the regime allows a helper to be paid."),
    team.PlaceTaken: _l("The team has somebody in this place already. End that membership first."),
    team.TeamEnded: _l("A newer decision has replaced this team."),
    team.MemberLeft: _l("This member has left the team already."),
    case.AnotherIsOpen: _l("This person has another open case."),
    lifecycle.NotYet: _l("This day has not come yet."),
    lifecycle.TooEarly: _l("This day is too early: it lies before what it follows from."),
    contact.NoNextStep: _l("Choose the next date, or say why there is none."),
    assignment.NoConsent: _l("The person has not agreed that an agency is told about them."),
    assignment.AskedAlready: _l("This agency is already asked for this need."),
    assignment.NoSuchGround: _l("This law does not hold for the help chosen here."),
    assignment.NotOfThisAgency: _l("Choose somebody who works for your agency."),
    agency_revision.NothingChanged: _l("Nothing was changed."),
    cluster.TooFewWards: _l("Tick at least two wards."),
    cluster.NotOfTheCluster: _l("Choose a ward of this cluster, or all of them."),
    cluster.DoneAlready: _l("This task was marked done before."),
    appointment.NotSaid: _l("This day is past: say whether you met."),
    appointment.NotUnderWay: _l("This request is no longer being worked on."),
    need_endings.AgencyAtWork: _l("An agency is asked for this: withdraw that request first."),
    cover.CannotStandIn: _l("Choose another social worker of this ward."),
    cover.StandInAway: _l("They are away themselves on some of these days."),
    cover.CoveredAlready: _l("Somebody stands in on these days already."),
    cover.NothingToCover: _l("There is nothing to stand in for on these days."),
    digest.WrongCode: _l(
        "This is not the code, or it is older than 30 minutes, or it was tried too often. Have a "
        "new one sent."
    ),
    digest.TooManyCodes: _l("Enough codes were sent today. Try again tomorrow."),
    reminder.NotAgreedToReminders: _l("The person has not agreed to be reminded by phone."),
    reminder.NoMobileNumber: _l("There is no mobile number to send a text to."),
    reminder.NothingToRemind: _l("No contact is planned that could be reminded of."),
    reminder.RemindedAlready: _l("A text about this day is on its way or was sent."),
    reminder.WordingDoesNotFit: _l("These words do not fit whose phone it is."),
    reminder.NamesTheProgramme: _l("These words would tell others why the person is expected."),
    joining.TheSame: _l("Choose another person: this is the same row."),
    joining.BothHaveOpenCases: _l(
        "Both have an open case. End the one that was opened by mistake first, then join them."
    ),
    joining.ChangedSince: _l("This has changed meanwhile: look again before you decide."),
    reassignment.NothingToGive: _l("None of these cases can be given: see why below."),
    reassignment.SameWorker: _l("Choose two different workers."),
    reassignment.Depends: _l("Something was done in these cases since: they stay where they are."),
    data_request.ExtendedTooLate: _l("Its days have passed: answer it now."),
    breach.ToBeReported: _l("It may harm somebody: tell the responsible body first."),
    breach.MinutesMissing: _l("Minutes are kept of every breach: write their number."),
    data_request.GroundMissing: _l("Say on what ground it is not, or not wholly, done."),
    data_request.NotAGround: _l("This ground does not fit this answer."),
    reveal.OwnCase: _l("Your own ward answers for this case: open it there."),
    reveal.RevealedTooOften: _l("You looked into several cases today. Ask their wards instead."),
    reveal.AskedLong: _l("A look cannot last that long."),
    inquiry.OwnWard: _l("Search in your own ward instead: nobody needs to be asked."),
    LookedTooOften: _l("You looked up many people elsewhere today. Try again tomorrow."),
    indicator.BadFormula: _l(
        "Write a sum of codes of counted or typed indicators that all have the same unit."
    ),
    caseload_file.TooManyCases: _l(
        "So many cases are not put into one file. Narrow the list with a filter."
    ),
    trail_file.TooManyEvents: _l(
        "So many lines are not put into one file. Narrow the trail by days, staff or kind."
    ),
    report_annex.TooMany: _l("So many rows are not put into one file. Choose fewer numbers."),
    report_annex.SupportSpace: _l("What was received is in no annex."),
    report.NotOver: _l("This period is not over yet: its numbers are not final."),
    report.NothingToSay: _l("Write what is put right, and why."),
    report.NotTyped: _l("The system counts this number: nobody types it."),
    hosted_stay.OwnWardHosts: _l("The case is in this ward already."),
    hosted_stay.StaysAlready: _l("Another ward is asked already, or meets them until a later day."),
    hosted_stay.NotHosted: _l("The stay is over: their own ward writes it down."),
    area.AreaEnded: _l("This ward has become another one. Choose the ward it is now."),
    transfer.SameWard: _l("The case is in this ward already."),
    questionnaire_reply.NotAgreedToAnswer: _l(
        "They have not agreed to such questions: ask first, and write down what they say."
    ),
    questionnaire_reply.NothingAnswered: _l(
        "Every question was left out. That is fine: nothing is kept. Close this page."
    ),
    attachment.NoFile: _l("Choose a file first."),
    attachment.TooBig: _l("This file is too big: at most 480 KB. Save it smaller, or in parts."),
    attachment.WrongType: _l(
        "Only PDF, Word, Excel, JPG or PNG, and the file must be what its name says. Files with "
        "macros are not taken."
    ),
    attachment.TooManyFiles: _l("There are 20 files here already."),
    attachment.ThreadClosed: _l("The help has ended: nothing more is exchanged here."),
    plan.AgreedAlready: _l("This plan is agreed. Begin a new version to change it."),
    plan.NoGoal: _l("Write down at least one goal first, in their words."),
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
    document.StillMissing: _l("Something that this form needs is still missing."),
    document.NeedsNumber: _l("This paper needs its number first."),
    document_number.GivenAlready: _l("This number is taken: the register only goes forward."),
    issuing_body.EndedAlready: _l("This signer signs no more already."),
    EndsBeforeItBegins: _l("The term cannot end before the day it begins."),
    HasOpenCase: _l(
        "This person has a case under way already, and two cannot run at once. If they have moved, "
        "the ward that answers for the case can propose a transfer."
    ),
    Unfinished: _l("Some sections are not finished yet."),
    Replaced: _l("Another article stands in its place already: open that one."),
    OutOfOrder: _l(
        "One law follows the other: it begins after the one before and before the next."
    ),
    NothingChanged: _l("This is what the rule says already."),
    NothingToTry: _l("Leave at least one thing to try."),
    SameRegime: _l("The case is counted by these rules already."),
    NoSuchRow: _l("Nothing is written for this day: somebody may have removed it meanwhile."),
    NotInThatYear: _l("This day lies in another year: open that year first."),
    SameAsTheRule: _l(
        "Saturdays and Sundays are off and other days are worked without being written here. "
        "Remove what is written instead."
    ),
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
