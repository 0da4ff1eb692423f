"""Ways a need ends that concern whoever is asked for it."""

from reintegrate.models.assignment import running_for
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.need import Need
from reintegrate.models.user import User


class AgencyAtWork(DomainError):
    """An agency is asked for this need: it says what came of it, or the request is withdrawn."""


def decline_need(need: Need, *, by: User) -> None:
    """The person would rather not: whoever was asked for it need not go on."""
    running = running_for(need)
    need.decline(by=by)
    for assignment in running:
        assignment.withdraw(by=by)


def receive_without_agency(need: Need, *, by: User) -> None:
    """Help came some other way. Raises AgencyAtWork while an agency is asked for it."""
    if running_for(need):
        raise AgencyAtWork(need.id)
    need.receive(by=by)
