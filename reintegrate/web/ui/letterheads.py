"""What a ward's letterhead is proposed to be, until somebody puts it right."""

from reintegrate.models.area import Area, AreaKind
from reintegrate.models.document_kind import BodyKind


def proposed(area: Area, kind: BodyKind) -> dict[str, str]:
    """From the ward's own name, as Decree 30/2020 writes letterheads."""
    ward = area.name.upper()
    place = area.name.split(" ", 1)[-1]
    if kind == BodyKind.COMMITTEE:
        return {
            "superior": "",
            "name": f"ỦY BAN NHÂN DÂN\n{ward}",
            "collective": "ỦY BAN NHÂN DÂN",
            "head_title": "CHỦ TỊCH",
            "place": place,
            "abbreviation": "UBND",
        }
    ending = {AreaKind.WARD: "P", AreaKind.SPECIAL_ZONE: "ĐK"}.get(area.kind, "X")
    return {
        "superior": f"CÔNG AN {area.province.name.upper()}",
        "name": f"CÔNG AN {ward}",
        "collective": "",
        "head_title": "TRƯỞNG CÔNG AN",
        "place": place,
        "abbreviation": f"CA{ending}",
    }
