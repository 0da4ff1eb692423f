"""Wards as they stand in written addresses: by the name of today, by old ones, as people say."""

import pytest

from reintegrate.models.ward_names import ward_names
from tests import cast

MINH_KHAI, DUC_XUAN = "Phường Nguyễn Thị Minh Khai", "Phường Đức Xuân"

pytestmark = pytest.mark.either_database


@pytest.fixture
def known(app):
    return ward_names(cast.area("01840").province)


@pytest.mark.parametrize(
    ("asked", "address", "says"),
    [
        ("Đức Xuân", "Tổ 3, phường Đức Xuân, tỉnh Thái Nguyên", (DUC_XUAN, "")),
        ("duc xuan", "tổ 3 P. Đức Xuân TP Bắc Kạn", (DUC_XUAN, "")),
        ("phường đức xuân", "Tổ 3, Đức Xuân", (DUC_XUAN, "")),
        ("Minh Khai", "Tổ 5, phường Minh Khai", (MINH_KHAI, "")),
        ("Nguyễn Thị Minh Khai", "Tổ 5 - phường Nguyễn Thị Minh Khai", (MINH_KHAI, "")),
        ("Đức Xuân", "Tổ 5, phường Minh Khai, TP Bắc Kạn", (MINH_KHAI, DUC_XUAN)),
        ("Đức Xuân", "Bản Vẻn, xã Huyền Tụng", ("Xã Huyền Tụng", DUC_XUAN)),
        ("Minh Khai", "Tổ 5, phường Đức Xuân", (DUC_XUAN, MINH_KHAI)),
        ("Bắc Kạn", "Tổ 1, phường Bắc Kạn", ("Phường Bắc Kạn", "")),
        ("Bắc Kạn", "Tổ 1, phường Đức Xuân, Bắc Kạn", None),
        ("Bắc Kạn", "Tổ 1, thị xã Bắc Kạn", None),
        ("Minh Khai", "Số 4, đường Nguyễn Thị Minh Khai, phường Sông Cầu", None),
        ("Huyền Tụng", "Tổ 5, phường Minh Khai", None),
        ("Đức Xuân", "", None),
    ],
)
def test_the_ward_asked_for_stands_in_the_address(known, asked, address, says):
    written = known.meant_by(asked).stands_in(address)

    assert (written and (written.name, written.asked)) == says


@pytest.mark.parametrize("text", ["Xuân", "Nguyễn Thị Minh", "Lan", "5", "", "phường"])
def test_a_persons_name_or_half_a_wards_is_no_ward(known, text):
    assert known.meant_by(text) is None
