"""The five parts of a report's narrative, proposed from its figures. An official paper speaks
Vietnamese, whoever reads the page."""

from collections.abc import Mapping

from reintegrate.models.period import Period

Numbers = Mapping[str, int]
EVENTS = (
    ("taken_in", "mới tiếp nhận"),
    ("transferred_in", "chuyển đến"),
    ("returned", "trở lại sau tạm dừng hoặc mở lại hồ sơ"),
    ("transferred_out", "chuyển đi"),
    ("completed", "hoàn thành thời hạn"),
    ("determined_addicted", "được cơ quan có thẩm quyền xác định tình trạng nghiện"),
    ("suspended", "tạm dừng do chấp hành án phạt tù hoặc vào cơ sở giáo dục"),
    ("died_or_missing", "qua đời hoặc được Tòa án tuyên bố mất tích"),
    ("ended_otherwise", "kết thúc vì lý do khác"),
)
SUPPORTS = (
    ("counselled", "được tư vấn"),
    ("papers", "được hỗ trợ giấy tờ"),
    ("schooling", "được hỗ trợ học văn hóa"),
    ("training", "được hỗ trợ học nghề"),
    ("work", "được hỗ trợ việc làm"),
    ("health_referred", "được chuyển gửi khám, chữa bệnh"),
    ("club", "tham gia câu lạc bộ, hoạt động cộng đồng"),
)
HEADINGS = {
    "situation": "I. TÌNH HÌNH",
    "results": "II. KẾT QUẢ",
    "difficulties": "III. KHÓ KHĂN, VƯỚNG MẮC VÀ NGUYÊN NHÂN",
    "direction": "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ",
    "proposals": "V. KIẾN NGHỊ",
}


def period_name(period: Period) -> str:
    """As a paper's title says it: "tháng 11 năm 2026"."""
    months, year = period.kind.months, period.year
    if months == 1:
        return f"tháng {period.part} năm {year}"
    if months == 3:
        return f"quý {period.part} năm {year}"
    return f"năm {year}" if months == 12 else f"{months} tháng đầu năm {year}"


def proposed(ward: str, period: Period, numbers: Numbers, year_before: Numbers) -> dict[str, str]:
    return {
        "situation": situation(ward, period, numbers, year_before),
        "results": results(numbers),
        "difficulties": difficulties(numbers),
        "direction": direction(numbers),
        "proposals": "Không có kiến nghị.",
    }


def situation(ward: str, period: Period, n: Numbers, year_before: Numbers) -> str:
    closing = n.get("closing", 0)
    change = against(closing, n.get("opening", 0), "so với đầu kỳ")
    text = (
        f"Tính đến hết ngày {day(period)}, {ward} đang quản lý, hỗ trợ {people(closing)}, {change}"
    )
    if "closing" in year_before:
        text += f"; {against(closing, year_before['closing'], 'so với cùng kỳ năm trước')}"
    events = [f"{words} {people(n[code])}" for code, words in EVENTS if n.get(code)]
    if events:
        return f"{text}. Trong kỳ: {'; '.join(events)}."
    return f"{text}. Trong kỳ không có biến động."


def results(n: Numbers) -> str:
    managed = n.get("managed", 0)
    if not managed:
        return "Trong kỳ, địa bàn không có người thuộc diện quản lý, hỗ trợ."
    text = (
        f"Trong số {people(managed)} được quản lý, hỗ trợ trong kỳ, {people(n.get('met', 0))} được"
        f" gặp ít nhất một lần, {people(n.get('helper', 0))} có người giúp đỡ được phân công."
    )
    if n.get("due"):
        text += f" {people(n.get('met_on_time', 0))} trên {people(n['due'])} được gặp đúng hẹn."
    given = [f"{people(n[code])} {words}" for code, words in SUPPORTS if n.get(code)]
    if n.get("loans"):
        lent = f"{n.get('loan_amount', 0):,}".replace(",", ".")
        given.append(f"{people(n['loans'])} được vay vốn với tổng số tiền {lent} đồng")
    text += f"\nVề hỗ trợ: {'; '.join(given)}." if given else "\nTrong kỳ chưa ghi nhận hỗ trợ nào."
    typed = [
        (n.get("offences"), "vụ vi phạm pháp luật trên địa bàn"),
        (n.get("information"), "nguồn tin hữu ích do người dân cung cấp"),
        (n.get("activities"), "buổi tuyên truyền, sinh hoạt cộng đồng"),
    ]
    said = [f"{number} {words}" for number, words in typed if number is not None]
    return f"{text}\nNgoài ra, trong kỳ có {'; '.join(said)}." if said else text


def difficulties(n: Numbers) -> str:
    found = []
    missed = n.get("managed", 0) - n.get("met", 0)
    if missed > 0:
        found.append(f"{people(missed)} chưa gặp được lần nào trong kỳ")
    if n.get("absent_unreported"):
        found.append(f"{people(n['absent_unreported'])} có lần vắng mặt không báo")
    late = n.get("due", 0) - n.get("met_on_time", 0)
    if late > 0:
        found.append(f"{people(late)} có buổi gặp muộn hơn lịch hẹn")
    return f"Còn {'; '.join(found)}." if found else "Không có khó khăn, vướng mắc lớn."


def direction(n: Numbers) -> str:
    tasks = ["Tiếp tục gặp gỡ, hỗ trợ theo nhu cầu của từng người và đúng lịch hẹn"]
    if n.get("managed", 0) > n.get("met", 0):
        tasks.append("liên hệ lại với những người chưa gặp được trong kỳ")
    if n.get("managed", 0) > n.get("helper", 0):
        tasks.append("phân công người giúp đỡ cho những người chưa có")
    return "; ".join(tasks) + "."


def against(now: int, was: int, to_what: str) -> str:
    if now == was:
        return f"không thay đổi {to_what}"
    rate = f" ({abs(now - was) * 100 / was:.1f} %)".replace(".", ",") if was else ""
    return f"{'tăng' if now > was else 'giảm'} {people(abs(now - was))}{rate} {to_what}"


def people(number: int) -> str:
    return f"{number} người"


def day(period: Period) -> str:
    return period.last.strftime("%d/%m/%Y")
