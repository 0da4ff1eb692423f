"""Vietnamese names: found whatever marks are typed, ordered by given name, letters before tones."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reintegrate.models.names import fold, initials, nfc, sort_key, words


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Nguyễn Thị Hoà", "nguyen thi hoa"),
        ("Nguyễn Thị Hòa", "nguyen thi hoa"),
        ("ĐẶNG  ĐỨC   ĐƯỜNG", "dang duc duong"),
        ("H'Mông Thị Ý", "h'mong thi y"),
        (" Lý\tA  Sùng\n", "ly a sung"),
        ("", ""),
    ],
)
def test_marks_case_and_spaces_fold_away(name, folded):
    assert fold(name) == folded
    assert fold(unicodedata.normalize("NFD", name)) == folded


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Nguyễn Thị Hòa", ["nguyen", "thi", "hoa"]),
        ("Lý Lý Lý", ["ly"]),
        ("Hờ A-Páo (Páo)", ["ho", "a", "pao"]),
        ("H'Mông", ["h", "mong"]),
        ("?!", []),
    ],
)
def test_a_name_is_found_by_each_of_its_words(name, found):
    assert words(name) == found


def test_the_given_name_comes_first_then_letters_then_tones():
    ordered = [
        "Lê Văn An",
        "Nguyễn Văn An",
        "Lê Văn Ánh",
        "Lê Văn Ân",
        "Lê Văn Bảo",
        "Lê Văn Dũng",
        "Lê Văn Đức",
        "Hà Thị Hoa",
        "Hà Thị Hòa",
        "Hà Thị Hóa",
        "Hà Thị Ơn",
        "Hà Thị Uyên",
        "Hà Thị Ước",
        "Hà Thị Yến",
    ]

    assert sorted(reversed(ordered), key=sort_key) == ordered


def test_the_same_name_typed_otherwise_sorts_the_same():
    name = "Nguyễn Thị Ánh"

    assert sort_key(unicodedata.normalize("NFD", name)) == sort_key(name) == sort_key(name.upper())


@pytest.mark.parametrize(
    ("name", "letters"), [("Nguyễn Thị Lan", "N.T.L."), ("Đỗ Ý", "Đ.Ý."), ("", "")]
)
def test_initials_stand_for_each_word_of_a_name(name, letters):
    assert initials(name) == letters


@given(st.text())
def test_any_text_can_be_folded_searched_and_sorted(text):
    assert fold(fold(text)) == fold(text)
    assert all(word == word.strip() and word for word in words(text))
    assert len(sort_key(text)) <= 240
    assert nfc(nfc(text)) == nfc(text)


def test_marks_without_end_cost_nobody_their_time():
    endless = "a" + "\u0323\u0306" * 50_000  # to put these in order takes nine seconds
    assert nfc(endless) == endless
    assert fold(endless) == "a"
    assert nfc("e\u0302\u0301" + "-" * 40) == "ế" + "-" * 40
