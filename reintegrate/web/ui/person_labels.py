"""The words of who somebody is, as taken in, looked up and compared. Part of `labels.LABELS`."""

from enum import StrEnum
from typing import Any

from reintegrate.models.intake import IntakeStatus
from reintegrate.models.intake_answers import Employment, Section
from reintegrate.models.joining import Trait
from reintegrate.models.likeness import Sign
from reintegrate.models.person import PhoneOwner, Sex
from reintegrate.web.ui.i18n import lazy_gettext as _l

PERSON_LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    IntakeStatus: {
        IntakeStatus.DRAFT: _l("Draft"),
        IntakeStatus.SUBMITTED: _l("Submitted"),
        IntakeStatus.RETURNED: _l("Sent back"),
        IntakeStatus.ACCEPTED: _l("Accepted"),
        IntakeStatus.DISCARDED: _l("Discarded"),
        IntakeStatus.EXPIRED: _l("Expired"),
    },
    Section: {
        Section.WHO: _l("Who they are"),
        Section.PAPERS: _l("Papers"),
        Section.RESIDENCE: _l("Where they live and how to reach them"),
        Section.FAMILY: _l("Family or representative"),
        Section.REHABILITATION: _l("Rehabilitation completed"),
        Section.WORK: _l("Skills and work"),
        Section.NEEDS: _l("What they say they need"),
        Section.CONSENTS: _l("Consents"),
    },
    Employment: {
        Employment.WORKING: _l("Working"),
        Employment.UNSTEADY: _l("Work now and then"),
        Employment.STUDYING: _l("At school or in training"),
        Employment.NOT_WORKING: _l("Not working"),
        Employment.UNSTATED: _l("Would rather not say"),
    },
    Sex: {
        Sex.MALE: _l("Male"),
        Sex.FEMALE: _l("Female"),
        Sex.UNSTATED: _l("Not stated"),
    },
    PhoneOwner: {
        PhoneOwner.OWN: _l("Their own"),
        PhoneOwner.FAMILY: _l("A family member's"),
        PhoneOwner.NEIGHBOUR: _l("A neighbour's"),
        PhoneOwner.OTHER: _l("Someone else's"),
    },
    Trait: {
        Trait.NAME: _l("Full name"),
        Trait.OTHER_NAMES: _l("Other names"),
        Trait.SEX: _l("Sex"),
        Trait.BIRTH: _l("Date of birth"),
        Trait.LANGUAGE: _l("Language they speak best"),
        Trait.PHONE: _l("Phone"),
        Trait.ADDRESS: _l("Where they live"),
        Trait.EDUCATION: _l("Schooling"),
        Trait.OCCUPATION: _l("Work"),
    },
    Sign: {
        Sign.SAME_NUMBER: _l("the same paper number"),
        Sign.SAME_PHONE: _l("the same phone"),
        Sign.SAME_NAME: _l("the same name"),
        Sign.OTHER_ORDER: _l("the same words in another order"),
        Sign.PART_OF_NAME: _l("part of the name"),
        Sign.OTHER_NAME: _l("a name they are also called by"),
        Sign.NEARLY_THE_NAME: _l("nearly the same name"),
        Sign.SPELLED_ALIKE: _l("spelled nearly alike"),
        Sign.SAME_YEAR: _l("the same year of birth"),
        Sign.NEAR_YEAR: _l("born a year apart"),
        Sign.OTHER_YEAR: _l("another year of birth"),
    },
}
