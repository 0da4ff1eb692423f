"""Why somebody known may be the one described: signs a human being reads, strongest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reintegrate.models.likeness import Described, Sign, is_slip, signs_of, weight
from reintegrate.models.names import same_people_key, untelexed, words


def signs(text: str, *, name: str = "Đặng Thị Đào", other: str = "Sen", year: int | None = None):
    return signs_of(Described(tuple(words(text)), year), name, other, 1988)


@pytest.mark.parametrize(
    ("typed", "sign"),
    [
        ("Đặng Thị Đào", Sign.SAME_NAME),
        ("dang thi dao", Sign.SAME_NAME),
        ("ddawngj thij ddaof", Sign.SAME_NAME),
        ("Đào Đặng Thị", Sign.OTHER_ORDER),
        ("đặng đào", Sign.PART_OF_NAME),
        ("da", Sign.PART_OF_NAME),
        ("bà Sen", None),
        ("sen", Sign.OTHER_NAME),
        ("đặng sen", Sign.OTHER_NAME),
        ("Đặng Kim Đào", Sign.NEARLY_THE_NAME),
        ("Đặng Thị Kim Đào", Sign.NEARLY_THE_NAME),
        ("dnag thi dao", Sign.SPELLED_ALIKE),
        ("Đặng Thị Bào", Sign.SPELLED_ALIKE),
        ("Lò Văn An", None),
        ("", None),
    ],
)
def test_a_name_is_like_another_in_a_way_that_can_be_said(typed, sign):
    assert signs(typed) == ((sign,) if sign else ())


@pytest.mark.parametrize(
    ("year", "sign"),
    [
        (1988, Sign.SAME_YEAR),
        (1987, Sign.NEAR_YEAR),
        (1989, Sign.NEAR_YEAR),
        (1960, Sign.OTHER_YEAR),
    ],
)
def test_a_year_adds_its_own_sign(year, sign):
    assert signs("Đào", year=year) == (Sign.PART_OF_NAME, sign)


def test_a_year_alone_says_nothing():
    assert signs_of(Described((), 1988), "Đặng Thị Đào", "", 1988) == ()


def test_the_same_name_and_year_come_before_the_same_name():
    same, other = signs("Đặng Thị Đào", year=1988), signs("Đặng Thị Đào", year=1960)

    assert weight(same) > weight(other)


@pytest.mark.parametrize(
    ("keys", "plain"),
    [
        ("nguyeenx", "nguyen"),
        ("ddoongf", "dong"),
        ("phuowngj", "phuong"),
        ("huwowng", "huong"),
        ("quys", "quy"),
        ("truowngf", "truong"),
        ("lan", "lan"),
        ("sen", "sen"),
        ("xuaan", "xuan"),
        ("hr", "hr"),
        ("", ""),
    ],
)
def test_keys_of_an_input_method_that_was_off_are_read(keys, plain):
    assert untelexed(keys) == plain


@given(st.text(alphabet="abcdeghiklmnopqrstuvwxyz", max_size=12))
def test_reading_keys_twice_is_reading_them_once_and_never_longer(word):
    assert len(untelexed(word)) <= len(word)
    assert untelexed(untelexed(untelexed(word))) == untelexed(untelexed(word))


@given(st.text(alphabet="abcdegh", min_size=1, max_size=8), st.text(alphabet="abcdegh", max_size=8))
def test_a_slip_goes_both_ways(one, other):
    assert is_slip(one, other) == is_slip(other, one)
    assert is_slip(one, one)


@pytest.mark.parametrize(("one", "other"), [("lo", "la"), ("an", "am"), ("thanh", "thao")])
def test_short_and_different_words_are_no_slips(one, other):
    assert not is_slip(one, other)


def test_the_key_of_two_rows_does_not_mind_the_order_of_words():
    assert same_people_key("Đặng Thị Đào", 1988) == same_people_key("ĐÀO, Đặng  Thị", 1988)
    assert same_people_key("Đặng Thị Đào", 1988) != same_people_key("Đặng Thị Đào", 1989)
