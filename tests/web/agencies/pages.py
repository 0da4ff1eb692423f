"""An agency's page for tests."""

from typing import Any

from reintegrate.models.agency_revision import AgencyFacts


def facts_of(**changed: Any) -> AgencyFacts:
    facts: dict[str, Any] = {
        "name": "Hội Người cao tuổi",
        "phone": "0209 387 0000",
        "address": None,
        "opening_hours": None,
        "capacity": 2,
        "active": True,
        "services": ("companionship",),
        "areas": (),
    }
    return AgencyFacts(**(facts | changed))
