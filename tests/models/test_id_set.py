"""Sets of numbers, packed for the trail."""

from reintegrate.models.id_set import packed, unpacked


def test_what_is_packed_comes_out_again():
    for ids in (set(), {0}, {1, 127, 128, 129, 16_384, 10**9}):
        assert unpacked(packed(ids)) == ids


def test_a_ward_of_a_million_cases_takes_about_a_letter_each():
    ids = {n * n * 11 for n in range(300)}
    assert unpacked(packed(ids)) == ids
    assert len(packed(ids)) < 1000
