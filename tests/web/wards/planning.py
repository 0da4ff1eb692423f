"""The screens of a change, as an administrator uses them."""

from tests import bac_kan


def begin(browser, name, first_day):
    browser.get("/wards/changes/new")
    browser.submit("form.form", 303, name=name, first_day=first_day)
    browser.follow()
    return browser.response.request.path


def chosen(browser, select, words):
    """The value of the option that says this."""
    options = browser.page.select(f"select[name={select}] option")
    return next(o["value"] for o in options if o.get_text().startswith(words))


def join(browser, plan, codes, code, name, kind, parent=""):
    browser.get(f"{plan}/merger")
    above = chosen(browser, "parent", parent) if parent else ""
    fields = {"codes": " ".join(codes), "code": code, "name": name, "kind": kind, "parent": above}
    browser.submit("form.form", 303, **fields)
    return browser.follow()


def part(browser, plan, old, code, words="", expect=303, **more):
    browser.get(f"{plan}/part")
    if more.get("parent"):
        more["parent"] = chosen(browser, "parent", more["parent"])
    browser.submit("form.form", expect, old=old, code=code, words=words, **more)
    return browser.follow() if expect == 303 else browser.page


def press(browser, plan, button, expect=303):
    """One of the plan's buttons: carrying-out, undoing, dropping."""
    browser.get(plan)
    browser.submit(f'form[action="{plan}/{button}"]', expect)
    return browser.follow()


def plan_2015(browser):
    plan = begin(browser, "Nghị quyết 892/NQ-UBTVQH13", "11/03/2015")
    join(browser, plan, ["058"], "058", "Thành phố Bắc Kạn", "town", "Tỉnh Bắc Kạn")
    for code, name in bac_kan.CONVERSIONS_2015.items():
        join(browser, plan, [code], code, name, "ward", "Thành phố Bắc Kạn")
    return plan


def plan_2025(browser):
    plan = begin(browser, "Nghị quyết 1683/NQ-UBTVQH15", "01/07/2025")
    join(browser, plan, ["06", "19"], "19", "Tỉnh Thái Nguyên", "province")
    for (code, name, kind), codes in bac_kan.MERGERS_2025.items():
        join(browser, plan, codes, code, name, kind, "Tỉnh Thái Nguyên")
    browser.get(f"{plan}/ending")
    browser.submit("form.form", 303, old="058")
    browser.follow()
    return plan
