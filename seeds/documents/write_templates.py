"""Writes this folder's Word templates anew: `uv run python seeds/documents/write_templates.py`.

Texts follow the forms of Decree 163/2026, Annex V, as far as they could be read; those of Decree
116/2021 take the texts of their successors. Words in braces are replaced when a paper is made.
"""

from pathlib import Path

from reintegrate.web.print.layout import CAPTION, CENTRE, LEFT, RIGHT, SMALL, Paper

HERE = Path(__file__).parent
D163 = "ban hành kèm theo Nghị định số 163/2026/NĐ-CP"
D116 = "theo Nghị định số 116/2021/NĐ-CP"
IDENTITY = (
    "Họ và tên (viết in hoa): **{{ ho_ten }}**. Giới tính: {{ gioi_tinh }}.",
    "Tên gọi khác (nếu có): {{ ten_khac }}.",
    "Ngày, tháng, năm sinh: {{ ngay_sinh }}.",
    "Số CC/CCCD/CMND/HC: {{ giay_to }}; ngày cấp: {{ giay_to_ngay }}; nơi cấp: {{ giay_to_noi }}.",
    "Nơi cư trú hoặc chỗ ở hiện nay: {{ noi_o }}.",
)
WORK = ("Nghề nghiệp: {{ nghe_nghiep }}.", "Nơi làm việc/học tập: {{ noi_lam_viec }}.")
RELATIVE = (
    "Họ và tên {{ than_nhan_quan_he }}: {{ than_nhan_ten }}; tuổi: {{ than_nhan_tuoi }}.",
    "Nghề nghiệp: {{ than_nhan_nghe }}. Nơi cư trú: {{ than_nhan_noi_o }}.",
)
DECISION = "Quyết định số {{ qd_so }} ngày {{ qd_ngay }} của {{ qd_cua }}"


class Form(Paper):
    """A paper whose words come later."""

    def repeated(self, lines: str, text: str, *, into=None, **look) -> None:
        """One paragraph for each line of a value of several lines."""
        self.tag("{%p for dong in " + lines + "_dong %}", into=into)
        if into is None and "align" not in look:
            self.text(text, **look)
        else:
            self.line(text, into=into, **look)
        self.tag("{%p endfor %}", into=into)

    def heading(self, form: str, decree: str) -> None:
        """The letterhead of whoever issues it."""
        self.form_number(f"Mẫu số {form} {decree}")
        (left, right), (under_left, under_right) = self._columns(2, 6.8, 9.2)
        for lines, bold in (("chu_quan", False), ("co_quan", True)):
            self.repeated(lines, "{{ dong }}", into=left, size=CAPTION, bold=bold, align=CENTRE)
        self.rule(2.6, 6.8, into=left)
        self.nation(right)
        self.line("{{ so_ky_hieu }}", into=under_left, size=13, align=CENTRE, before=6)
        self.line(
            "{{ dia_danh_ngay }}", into=under_right, size=13, italic=True, align=CENTRE, before=6
        )

    def signed(self) -> None:
        """Recipients and code on the left, who signs on the right."""
        self.line("", before=6)
        self.hold_together()
        ((left, right),) = self._columns(1, 8.0, 8.0)
        self.line("Nơi nhận:", into=left, size=CAPTION, bold=True, italic=True)
        self.repeated("noi_nhan", "{{ dong }}", into=left, size=SMALL)
        self.line("{{ ma_qr }}", into=left, size=SMALL, before=6)
        self.repeated("quyen_han", "{{ dong }}", into=right, bold=True, align=CENTRE)
        for _ in range(4):
            self.line("", into=right, align=CENTRE)
        self.line("{{ nguoi_ky }}", into=right, bold=True, align=CENTRE)

    def alone(self, form: str, decree: str) -> None:
        """Nation and motto in the middle, for papers people sign for themselves."""
        self.form_number(f"Mẫu số {form} {decree}")
        ((middle,),) = self._columns(1, self.width)
        self.nation(middle, width=self.width)

    def identity(self, *more: str) -> None:
        for text in (*IDENTITY, *more):
            self.text(text)

    def relative(self) -> None:
        self.tag("{%p if than_nhan_ten %}")
        for text in RELATIVE:
            self.text(text)
        self.tag("{%p endif %}")

    def bases(self, authority: str) -> None:
        self.line(authority, bold=True, align=CENTRE, before=10)
        self.repeated("can_cu", "{{ dong }}", italic=True)

    def decided(self) -> None:
        self.line("QUYẾT ĐỊNH:", bold=True, align=CENTRE, before=10)

    def mark(self) -> None:
        self.line("{{ ma_qr }}", size=SMALL, before=10, align=LEFT)


def proposal(form: str, decree: str) -> Form:
    paper = Form()
    paper.heading(form, decree)
    paper.title("ĐỀ NGHỊ", "Quản lý sau cai nghiện ma túy")
    paper.repeated("kinh_gui", "Kính gửi: {{ dong }}", align=CENTRE, before=10)
    paper.text("**1.** {{ co_quan_thuong }} đề nghị áp dụng quản lý sau cai nghiện ma túy đối với:")
    paper.identity(*WORK)
    paper.relative()
    paper.text("**2.** Lý do: {{ ly_do }}")
    paper.text("**3.** Thời hạn quản lý: từ ngày {{ tu_ngay }} đến ngày {{ den_ngay }}.")
    paper.text("**4.** Các biện pháp quản lý, hỗ trợ:")
    paper.repeated("bien_phap", "- {{ dong }}")
    paper.tag("{%p if phu_trach %}")
    paper.text("**5.** Dự kiến cơ quan, tổ chức, cá nhân chịu trách nhiệm: {{ phu_trach }}.")
    paper.tag("{%p endif %}")
    paper.tag("{%p if ho_so_kem %}")
    paper.text("**6.** Hồ sơ kèm theo:")
    paper.repeated("ho_so_kem", "- {{ dong }}")
    paper.tag("{%p endif %}")
    paper.signed()
    return paper


def decision(form: str, decree: str) -> Form:
    paper = Form()
    paper.heading(form, decree)
    paper.title("QUYẾT ĐỊNH", "Quản lý sau cai nghiện ma túy tại nơi cư trú")
    paper.bases("{{ nguoi_ban_hanh }}")
    paper.text("Theo đề nghị của {{ theo_de_nghi }}.", italic=True)
    paper.decided()
    paper.text("**Điều 1.** Quản lý sau cai nghiện ma túy tại nơi cư trú đối với ông (bà):")
    paper.identity(*WORK)
    paper.relative()
    paper.text("Thời hạn quản lý: từ ngày {{ tu_ngay }} đến ngày {{ den_ngay }}.")
    paper.text(
        "**Điều 2.** Giao cho {{ giao_cho }} và gia đình ông (bà) {{ ho_ten }} có trách nhiệm quản "
        "lý, hỗ trợ người có tên tại Điều 1; thành viên Tổ quản lý, hỗ trợ xã hội sau cai nghiện "
        "ma túy phối hợp hỗ trợ{% if phoi_hop %}: {{ phoi_hop }}{% endif %}."
    )
    paper.text("**Điều 3.** Quyết định này có hiệu lực kể từ ngày ký.")
    paper.text("**Điều 4.** {{ thi_hanh }}")
    paper.signed()
    return paper


def transfer_letter(form: str, decree: str) -> Form:
    paper = Form()
    paper.heading(form, decree)
    paper.title("THÔNG BÁO", "Chuyển nơi quản lý sau cai nghiện ma túy")
    paper.line("Kính gửi: {{ noi_chuyen_den }}", align=CENTRE, before=10)
    paper.text(
        "Ông (bà) **{{ ho_ten }}**, sinh ngày {{ ngay_sinh }}, số CC/CCCD/CMND/HC: {{ giay_to }}, "
        f"đang được quản lý sau cai nghiện ma túy theo {DECISION} (kèm theo)."
    )
    paper.text("Nay ông (bà) {{ ho_ten }} chuyển đến cư trú tại: {{ noi_o_moi }}.")
    paper.text(
        "{{ co_quan_thuong }} thông báo và đề nghị {{ noi_chuyen_den }} tiếp nhận, quản lý, hỗ trợ "
        "theo quy định."
    )
    paper.signed()
    return paper


def team(form: str, decree: str) -> Form:
    paper = Form()
    paper.heading(form, decree)
    paper.title("QUYẾT ĐỊNH", "Phân công Tổ quản lý, hỗ trợ xã hội sau cai nghiện ma túy")
    paper.bases("{{ nguoi_ban_hanh }}")
    paper.text("Theo đề nghị của {{ theo_de_nghi }}.", italic=True)
    paper.decided()
    paper.text(
        "**Điều 1.** Phân công Tổ quản lý, hỗ trợ xã hội sau cai nghiện ma túy tại {{ don_vi }} "
        "gồm các ông (bà) có tên sau:"
    )
    paper.text("1. Công an cấp xã: {{ to_truong }} - Tổ trưởng;")
    paper.text("2. Trạm Y tế: {{ to_pho }} - Tổ phó;")
    for name, office in (("van_hoa", "Phòng Văn hóa - Xã hội"), ("doan", "Đoàn TNCS Hồ Chí Minh")):
        paper.tag("{%p if " + name + " %}")
        paper.text("- " + office + ": {{ " + name + " }} - Thành viên;")
        paper.tag("{%p endif %}")
    paper.repeated("thanh_vien_khac", "- {{ dong }} - Thành viên;")
    paper.text(
        "**Điều 2.** Tổ trưởng phân công thành viên quản lý, hỗ trợ từng người đang trong thời hạn "
        "quản lý sau cai nghiện ma túy."
    )
    paper.text("**Điều 3.** {{ kinh_phi }}")
    paper.text("**Điều 4.** {{ thi_hanh }}")
    paper.signed()
    return paper


def end_certificate(form: str, decree: str, name: str = "GIẤY XÁC NHẬN") -> Form:
    paper = Form()
    paper.heading(form, decree)
    paper.title(name, "Chấp hành xong thời hạn quản lý sau cai nghiện ma túy")
    paper.bases("{{ nguoi_ban_hanh }}")
    paper.text(
        "Căn cứ Quyết định số {{ qd_so }} ngày {{ qd_ngay }} về việc quản lý sau cai nghiện ma "
        "túy;",
        italic=True,
    )
    paper.text("Theo đề nghị của {{ theo_de_nghi }}.", italic=True)
    paper.line("XÁC NHẬN:", bold=True, align=CENTRE, before=10)
    paper.identity(WORK[0])
    paper.text(
        "Đã chấp hành xong thời hạn quản lý sau cai nghiện ma túy từ ngày {{ tu_ngay }} đến ngày "
        "{{ den_ngay }}."
    )
    paper.signed()
    return paper


def off_list(form: str, decree: str) -> Form:
    paper = Form()
    paper.heading(form, decree)
    paper.title("QUYẾT ĐỊNH", "Đưa ra khỏi danh sách người bị quản lý sau cai nghiện ma túy")
    paper.bases("{{ nguoi_ban_hanh }}")
    paper.decided()
    paper.text(
        "**Điều 1.** Đưa ra khỏi danh sách người bị quản lý sau cai nghiện ma túy đối với ông (bà) "
        "**{{ ho_ten }}**, sinh ngày {{ ngay_sinh }}, số CC/CCCD/CMND/HC: {{ giay_to }}, nơi cư "
        f"trú: {{{{ noi_o }}}}; đang được quản lý theo {DECISION}."
    )
    paper.text("Lý do: {{ ly_do }}")
    paper.text("**Điều 2.** Quyết định này có hiệu lực kể từ ngày ký.")
    paper.text("**Điều 3.** {{ thi_hanh }}")
    paper.signed()
    return paper


def helper(form: str, decree: str, *, moved: bool = False) -> Form:
    paper = Form()
    paper.heading(form, decree)
    paper.title("QUYẾT ĐỊNH", "Phân công người tư vấn, giúp đỡ người sau cai nghiện ma túy")
    paper.bases("{{ nguoi_ban_hanh }}")
    if moved:
        paper.text("Căn cứ {{ qd_goc }};", italic=True)
        paper.text("Căn cứ Thông báo {{ thong_bao }};", italic=True)
    else:
        paper.tag("{%p if nghi_quyet %}")
        paper.text("Căn cứ {{ nghi_quyet }};", italic=True)
        paper.tag("{%p endif %}")
    paper.text("Theo đề nghị của {{ theo_de_nghi }}.", italic=True)
    paper.decided()
    paper.text(
        "**Điều 1.** Phân công ông (bà) **{{ nguoi_giup }}**{% if don_vi_giup %}, {{ don_vi_giup }}"
        "{% endif %}, tư vấn, giúp đỡ ông (bà) **{{ ho_ten }}**, sinh ngày {{ ngay_sinh }}, nơi cư "
        "trú: {{ noi_o }}, trong thời hạn quản lý sau cai nghiện ma túy, từ ngày {{ giup_tu }}."
    )
    paper.tag("{%p if thu_lao %}")
    paper.text("Thù lao của người được phân công: {{ thu_lao }}.")
    paper.tag("{%p endif %}")
    paper.text("**Điều 2.** Quyết định này có hiệu lực kể từ ngày ký.")
    paper.text("**Điều 3.** {{ thi_hanh }}")
    paper.signed()
    return paper


def delivery(form: str, decree: str) -> Form:
    paper = Form()
    paper.alone(form, decree)
    paper.title("BIÊN BẢN", "Giao nhận quyết định, giấy xác nhận")
    paper.text("Vào hồi {{ luc }}, tại {{ tai }}, chúng tôi gồm:", before=12)
    paper.text("**1. Bên giao**")
    paper.text("Họ và tên: {{ ben_giao_ten }}. Chức vụ: {{ ben_giao_chuc_vu }}.")
    paper.text("Cơ quan: {{ ben_giao_co_quan }}.")
    paper.text("**2. Bên nhận**")
    paper.text("Họ và tên: {{ ben_nhan_ten }}. Giới tính: {{ ben_nhan_gioi_tinh }}.")
    paper.text("Ngày, tháng, năm sinh: {{ ben_nhan_ngay_sinh }}.")
    paper.text("Số CC/CCCD/CMND/HC: {{ ben_nhan_giay_to }}. Điện thoại: {{ ben_nhan_dien_thoai }}.")
    paper.tag("{%p if ben_nhan_quan_he %}")
    paper.text("Quan hệ với người được giao giấy tờ: {{ ben_nhan_quan_he }}.")
    paper.tag("{%p endif %}")
    paper.text("Đã tiến hành giao, nhận: {{ van_ban }}.")
    paper.text(
        "Biên bản được lập thành {{ so_ban }} bản, đã đọc lại cho hai bên cùng nghe, công nhận "
        "đúng và ký tên dưới đây."
    )
    signed = "(Ký, ghi rõ họ tên)"
    paper.signatures(
        ("BÊN NHẬN", signed, "{{ ben_nhan_ten }}"), ("BÊN GIAO", signed, "{{ ben_giao_ten }}")
    )
    paper.mark()
    return paper


def cv(form: str, decree: str) -> Form:
    paper = Form()
    paper.alone(form, decree)
    paper.title("TÓM TẮT LÝ LỊCH")
    numbered = (
        ("I. BẢN THÂN", None),
        ("1. Họ và tên (viết in hoa): **{{ ho_ten }}**. Giới tính: {{ gioi_tinh }}.", None),
        ("Tên gọi khác (nếu có): {{ ten_khac }}.", None),
        ("2. Ngày, tháng, năm sinh: {{ ngay_sinh }}.", None),
        ("3. " + IDENTITY[3], None),
        ("4. Nơi cư trú hoặc chỗ ở hiện nay: {{ noi_o }}.", None),
        ("5. Trình độ đào tạo: {{ trinh_do }}.", None),
        ("6. Nghề nghiệp: {{ nghe_nghiep }}.", None),
        ("7. Nơi làm việc/học tập: {{ noi_lam_viec }}.", None),
        ("II. GIA ĐÌNH", None),
        ("8. Bố", "bo"),
        ("9. Mẹ", "me"),
        ("10. Vợ (chồng)", "vo_chong"),
        ("11. Con", "con"),
        ("III. TIỀN ÁN, TIỀN SỰ, QUÁ TRÌNH CAI NGHIỆN", None),
        ("12. Tiền án", "tien_an"),
        ("13. Tiền sự", "tien_su"),
        ("14. Loại ma túy đã sử dụng", "chat_da_dung"),
        ("15. Hình thức sử dụng", "cach_dung"),
        ("16. Thời điểm sử dụng lần đầu", "lan_dau"),
        ("17. Cai nghiện tự nguyện (số lần, địa điểm, cơ sở)", "cai_tu_nguyen"),
        ("18. Quyết định quản lý sau cai nghiện (số, ngày, cơ quan)", "qd_quan_ly"),
        ("19. Cai nghiện bắt buộc (số quyết định, ngày, cơ quan, cơ sở)", "cai_bat_buoc"),
        ("20. Điều trị nghiện bằng thuốc thay thế (có/không, ngày chấm dứt)", "thay_the"),
    )
    for text, value in numbered:
        heading = text[0] == "I"
        shown = f"**{text}**" if heading else text
        paper.text(shown if value is None else f"{text}: {{{{ {value} }}}}.", indent=0, before=4)
    paper.text("Tôi xin cam đoan những lời khai trên là đúng sự thật.", indent=0)
    paper.line("{{ dia_danh_ngay }}", italic=True, align=RIGHT, before=8)
    signed = "(Ký, ghi rõ họ tên)"
    paper.signatures(("", "", ""), ("NGƯỜI KHAI", signed, "{{ ho_ten }}"))
    paper.mark()
    return paper


def plan(form: str, decree: str) -> Form:
    paper = Form()
    paper.alone(form, decree)
    paper.title("KẾ HOẠCH", "Tái hòa nhập cộng đồng")
    paper.text(
        "Họ và tên: **{{ ho_ten }}**; tuổi: {{ tuoi }}; giới tính: {{ gioi_tinh }}.", before=12
    )
    paper.text("Số CC/CCCD/CMND/HC: {{ giay_to }}.")
    paper.text("Nơi cư trú sau cai nghiện: {{ noi_o }}.")
    for heading, rows in (
        (
            "I. Đánh giá",
            (
                ("1. Sức khỏe", "suc_khoe"),
                ("2. Kỹ năng từ chối ma túy", "ky_nang"),
                ("3. Kiến thức pháp luật, kinh tế - xã hội", "kien_thuc"),
                ("4. Dự kiến việc làm", "viec_du_kien"),
            ),
        ),
        (
            "II. Hoạt động và thời gian thực hiện",
            (
                ("1. Phòng, chống tái nghiện", "phong_ngua"),
                ("2. Điều trị, phục hồi", "phuc_hoi"),
                ("3. Học văn hóa, học nghề", "hoc_tap"),
                ("4. Việc làm, sinh kế", "sinh_ke"),
            ),
        ),
        (
            "III. Nguồn lực",
            (
                ("1. Bản thân, gia đình", "nguon_gia_dinh"),
                ("2. Chính quyền và nguồn khác", "nguon_khac"),
                ("3. Vay vốn (học nghề, sản xuất, kinh doanh, tạo việc làm)", "vay_von"),
            ),
        ),
    ):
        paper.text(f"**{heading}**")
        for label, name in rows:
            paper.text(f"{label}: {{{{ {name} }}}}")
    paper.line("{{ dia_danh_ngay }}", italic=True, align=RIGHT, before=8)
    signed = "(Ký, ghi rõ họ tên)"
    paper.signatures(
        ("NGƯỜI HỖ TRỢ", signed, "{{ nguoi_lap }}"), ("NGƯỜI LẬP KẾ HOẠCH", signed, "{{ ho_ten }}")
    )
    paper.mark()
    return paper


FORMS = {
    "proposal": proposal("52", D163),
    "decision": decision("53", D163),
    "transfer-letter": transfer_letter("54", D163),
    "team": team("55", D163),
    "end-certificate": end_certificate("56", D163),
    "off-list": off_list("57", D163),
    "helper": helper("59", D163),
    "helper-after-transfer": helper("60", D163, moved=True),
    "delivery": delivery("23", D163),
    "cv": cv("33", D163),
    "plan": plan("19", D163),
    "proposal-2021": proposal("50", D116),
    "decision-2021": decision("51", D116),
    "transfer-letter-2021": transfer_letter("53", D116),
    "end-certificate-2021": end_certificate("54", D116, "GIẤY CHỨNG NHẬN"),
    "cv-2021": cv("30", D116),
    "plan-2021": plan("21", D116),
}

if __name__ == "__main__":
    for code, form in FORMS.items():
        (HERE / f"{code}.docx").write_bytes(form.content())
