"""Progress in words: life's facts, who answered, how answers count. Part of `labels.LABELS`."""

from enum import StrEnum
from typing import Any

from reintegrate.models.attachment import AttachmentFormat
from reintegrate.models.life_fact import LifeFactKind, Sphere
from reintegrate.models.questionnaire import Scoring
from reintegrate.models.questionnaire_reply import FilledBy
from reintegrate.web.ui.i18n import lazy_gettext as _l

PROGRESS_LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    Sphere: {
        Sphere.WORK: _l("Work and learning"),
        Sphere.HOME: _l("Home"),
        Sphere.PAPERS: _l("Papers"),
        Sphere.FAMILY: _l("Family"),
        Sphere.HEALTH: _l("Health"),
    },
    LifeFactKind: {
        LifeFactKind.STEADY_WORK: _l("Has steady work"),
        LifeFactKind.CASUAL_WORK: _l("Works by the day or season"),
        LifeFactKind.OWN_BUSINESS: _l("Works for themselves"),
        LifeFactKind.IN_TRAINING: _l("Goes to school or learns a trade"),
        LifeFactKind.OWN_HOME: _l("Lives in their own or the family's home"),
        LifeFactKind.RENTS: _l("Rents a place"),
        LifeFactKind.STAYS_WITH_OTHERS: _l("Stays with others for now"),
        LifeFactKind.RESIDENCE_REGISTERED: _l("Residence is registered"),
        LifeFactKind.IDENTITY_CARD: _l("Has an identity card"),
        LifeFactKind.CRIMINAL_RECORD_SLIP: _l("Has the criminal-record slip"),
        LifeFactKind.LIVES_WITH_FAMILY: _l("Lives with the family"),
        LifeFactKind.IN_TOUCH_WITH_FAMILY: _l("Is in touch with the family"),
        LifeFactKind.SOMEBODY_TO_TURN_TO: _l("Has somebody to turn to"),
        LifeFactKind.HEALTH_INSURANCE: _l("Has a health insurance card"),
        LifeFactKind.GOES_TO_HEALTH_STATION: _l("Goes to the health station when needed"),
    },
    FilledBy: {
        FilledBy.PERSON: _l("Filled in by themselves"),
        FilledBy.TOGETHER: _l("Filled in together with the worker"),
    },
    AttachmentFormat: {
        AttachmentFormat.PDF: _l("PDF file"),
        AttachmentFormat.DOCX: _l("Word file"),
        AttachmentFormat.XLSX: _l("Excel file"),
        AttachmentFormat.JPG: _l("JPG picture"),
        AttachmentFormat.PNG: _l("PNG picture"),
    },
    Scoring: {
        Scoring.EACH: _l("Each question stands by itself"),
        Scoring.SUM: _l("The answers are added up, when none is missing"),
    },
}
