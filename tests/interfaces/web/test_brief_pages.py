"""The pages of a brief: writing, two tabs, handing out, versions, partners, the worksheet, and the public page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client

from grapevine.domain.education import queries
from grapevine.domain.education.models import Brief, BriefVersion, RecentClient
from grapevine.domain.education.rules.brief import from_data
from grapevine.domain.professions.rules import MOMENTS
from grapevine.interfaces.exchange.briefs import sheet
from grapevine.interfaces.web.limits import OURS
from tests.cast import DANA, PRIYA, meet

SENT = {
    "name": "Leah Marchetti", "work": "Family-law attorney, Riverside", "email": "", "phone": "",
    "headline": "I help parents separate without a war.", "whom_i_help": "Couples in Harbor County.",
    "moments": ["divorce"], "listen_for": ["We hold on until the kids finish school.", "", " "],
    "first_question": "How are you deciding things?", "introduce_me": "May I ask her to call you?",
    "not_a_fit": "Criminal charges. Call me.\n\nAnyone in court this week.", "story": "", "treatment": "",
    "based_on": "0", "do": "save",
}  # fmt: skip


def words(answer) -> str:
    """What a page says."""
    told = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", answer.content.decode()))
    return told.replace("&#39;", "'").replace("&#34;", '"')


def published(web: Client, **more: object) -> Brief:
    """Leah's brief, public."""
    assert web.post("/brief", {**SENT, "do": "publish", **more}).status_code == 302
    return Brief.objects.get()


def test_a_first_brief_begins_with_name_and_work_and_is_kept_as_written(web):
    fresh = web.get("/brief").content.decode()
    assert 'value="Leah Marchetti"' in fresh and 'value="Family-law attorney"' in fresh
    assert fresh.index('value="divorce"') < fresh.index("Other moments"), "the moments of her work come first"
    assert "Your profession is regulated" in fresh
    assert web.post("/brief", SENT).headers["Location"] == "/brief"
    kept = from_data(BriefVersion.objects.get().parts)
    assert kept.listen_for == ("We hold on until the kids finish school.",)
    assert kept.not_a_fit == ("Criminal charges. Call me.", "Anyone in court this week.")
    page = words(web.get("/brief"))
    assert "version 1" in page and "Not public." in page and "There is one; three to five lines" in page


def test_a_preview_keeps_nothing_with_and_without_script(web):
    part = web.post("/brief/preview", SENT, headers={"HX-Request": "true"})
    assert "I help parents separate" in words(part) and "<html" not in part.content.decode()
    whole = web.post("/brief", {**SENT, "do": "preview"})
    assert whole.status_code == 200 and "Couples in Harbor County." in words(whole)
    assert not Brief.objects.exists()


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(web):
    answer = web.post("/brief", {**SENT, "email": "leah@"})
    html = answer.content.decode()
    assert answer.status_code == 422 and "“leah@” is not an e-mail address" in words(answer)
    assert 'id="email-error"' in html and 'value="We hold on until the kids finish school."' in html
    bare = web.post("/brief", {**SENT, "headline": "", "whom_i_help": "", "do": "publish"})
    assert bare.status_code == 422 and "then the page can go out" in words(bare)
    assert not Brief.objects.exists()


def test_two_tabs_the_second_sees_the_difference_and_can_put_theirs_on_top(web):
    web.post("/brief", SENT)
    web.post("/brief", {**SENT, "headline": "I help parents part calmly.", "based_on": "1"})
    clash = web.post("/brief", {**SENT, "story": "Once.", "based_on": "1"})
    assert clash.status_code == 409 and "saved somewhere else in the meantime (version 2)" in words(clash)
    html = clash.content.decode()
    assert "<del>part calmly.</del>" in html and "<ins>separate without a war.</ins>" in html
    assert 'name="based_on" value="2"' in html and ">Once.</textarea>" in html
    web.post("/brief", {**SENT, "story": "Once.", "based_on": "2"})
    assert BriefVersion.objects.count() == 3


def test_handing_out_shows_address_code_words_and_paper(web, settings):
    brief = published(web)
    page = web.get(f"/brief/{brief.uid}/share")
    assert f"{settings.BASE_URL}/b/{brief.slug}" in page.content.decode()
    assert 'class="qr"' in page.content.decode() and "Thank you! Leah" in words(page)
    code = web.get(f"/brief/{brief.uid}/qr.svg")
    assert code["Content-Type"] == "image/svg+xml" and code.content.startswith(b"<svg xmlns")
    assert web.get("/brief/share").headers["Location"] == f"/brief/{brief.uid}/share"
    web.post(f"/brief/{brief.uid}/take-down")
    assert "Your page is taken down" in words(web.get(f"/brief/{brief.uid}/share"))
    assert web.get(f"/brief/{brief.uid}/qr.svg").status_code == 404
    web.post(f"/brief/{brief.uid}/publish", {"indexed": "on"})
    web.post(f"/brief/{brief.uid}/address")
    assert Brief.objects.get().slug != brief.slug and Brief.objects.get().indexed


def test_one_sheet_as_pdf_or_a_plain_word_about_what_to_install(web, monkeypatch):
    brief = published(web)
    drawn = web.get(f"/brief/{brief.uid}/brief.pdf")
    if sheet.missing():
        assert drawn.status_code == 422 and "apt install libpango" in words(drawn)
    else:
        assert drawn["Content-Type"] == "application/pdf" and drawn.content.startswith(b"%PDF")
        monkeypatch.setattr(sheet, "_drawn", lambda *told: pytest.fail("drawn twice"))
        assert web.get(f"/brief/{brief.uid}/brief.pdf").content == drawn.content
    web.post("/brief", {**SENT, "headline": "I help parents part calmly.", "based_on": "1"})
    monkeypatch.setattr(sheet, "missing", lambda: sheet.NO_PANGO)
    without = web.get(f"/brief/{brief.uid}/brief.pdf")
    assert without.status_code == 422 and "apt install libpango" in words(without)


def test_a_brief_is_one_sheet_whatever_its_length_in_smaller_letters_then_cut_at_a_word(db, monkeypatch):
    if sheet.missing():
        pytest.skip(sheet.missing())
    drawn, real = [], sheet._rendered
    monkeypatch.setattr(
        sheet, "_rendered", lambda html, size: drawn.append((size, html, real(html, size))) or drawn[-1][2]
    )
    text = from_data({**SENT, "not_a_fit": [], "email": "leah@marchetti.example"})
    full = replace(text, story="wide words " * 70, treatment="wide words " * 70)
    assert sheet.pdf(full, "").startswith(b"%PDF")
    size, told, document = drawn[-1]
    assert len(document.pages) == 1
    assert size < sheet.STEPS[0][0] and told.count("wide words") == 140 and "Shortened" not in told
    most = {name: "wide words " * 109 for name in sheet._TEXTS}
    longest = replace(
        text,
        moments=tuple(MOMENTS)[:12],
        listen_for=("wide words " * 18,) * 8,
        not_a_fit=("wide words " * 18,) * 8,
        **most,
    )
    assert sheet.pdf(longest, "https://grapevine.example/b/leah-marchetti-23456789").startswith(b"%PDF")
    size, told, document = drawn[-1]
    assert len(document.pages) == 1
    assert "words …" in told and "All of it is at that address" in told


def test_versions_tell_what_changed_and_one_comes_back(web):
    web.post("/brief", SENT)
    web.post("/brief", {**SENT, "headline": "I help parents part calmly.", "moments": ["first-home"], "based_on": "1",
                        "note": "Calmer"})  # fmt: skip
    uid = Brief.objects.get().uid
    page = web.get(f"/brief/{uid}/versions")
    assert "Calmer" in words(page) and "<del>Divorce</del>" in page.content.decode(), "moments by name"
    web.post(f"/brief/{uid}/versions/1/restore")
    assert BriefVersion.objects.get(number=3).parts["headline"] == SENT["headline"]
    older = words(web.get(f"/brief/{uid}/versions?before=2"))
    assert "Version 1" in older and "Version 2" not in older


def test_a_brief_for_certain_partners_is_begun_filled_and_deleted(web, actor):
    dana, priya = meet(actor, DANA), meet(actor, PRIYA)
    assert "Write your main brief first" in words(web.post("/brief/others", {"name": "For banks"}))
    web.post("/brief", SENT)
    assert "Give it a name" in words(web.post("/brief/others", {"name": ""}))
    place = web.post("/brief/others", {"name": "For banks"}).headers["Location"]
    found = web.post(place, {"name": "For banks", "do": "find", "who": "dana", "person": [str(priya.uid)]})
    assert "Dana Whitcomb" in words(found) and "Priya Raman" in words(found)
    keep = {"name": "For bankers", "do": "keep", "person": [str(dana.uid), str(priya.uid)]}
    one = web.post(place, keep).headers["Location"]
    assert "For Dana Whitcomb, Priya Raman." in words(web.get(one))
    assert web.post(place, {**keep, "name": ""}).status_code == 422
    assert "For Dana Whitcomb, Priya Raman." in words(web.get("/brief/others"))
    web.post(one, {**SENT, "headline": "I speak with bankers.", "based_on": "1"})
    assert queries.brief_for(actor, dana.uid).text.headline == "I speak with bankers."
    assert queries.main_brief(actor).text.headline == SENT["headline"]
    web.post(f"{one}/delete")
    assert Brief.objects.count() == 1


def test_the_worksheet_shows_what_clients_have_in_common_and_fills_the_brief(web):
    sent = {
        **{f"{name}_1": value for name, value in {
            "who": "J. P.", "came": "referred", "referrer_profession": "cpa", "problem": "I do not know the accounts.",
            "moment": "divorce", "worth": "yes"}.items()},
        "who_2": "W. D.", "moment_2": "Divorce", "worth_2": "no", "problem_2": "I want revenge.",
    }  # fmt: skip
    assert web.post("/brief/last-ten", sent).status_code == 302
    page = words(web.get("/brief/last-ten"))
    assert "2 clients told so far" in page and "Divorce 1 of 2" in page and "1 of 2" in page
    taken = {"listen_for": ["I do not know the accounts."], "moments": ["divorce"]}
    assert web.post("/brief/last-ten/take", taken).headers["Location"] == "/brief"
    assert web.post("/brief/last-ten/take", {}).status_code == 422
    assert "I do not know the accounts." in web.get("/brief").content.decode()
    wrong = web.post("/brief/last-ten", {**sent, "moment_1": "no-such"})
    assert wrong.status_code == 422 and "Line 1: “no-such” is none of the choices." in words(wrong)
    web.post("/brief/last-ten/delete")
    assert not RecentClient.objects.exists()


def test_the_public_page_says_what_is_published_and_nothing_beside_it(web, leah):
    brief = published(web)
    web.post("/brief", {**SENT, "headline": "Not for the public yet.", "based_on": "1"})
    answer = Client().get(f"/b/{brief.slug}")
    html = answer.content.decode()
    assert answer.status_code == 200 and "I help parents" in words(answer) and "Not for the public yet" not in html
    assert leah.email not in html and "mailto:" not in html, "she put no address into it"
    assert '<meta property="og:title" content="How to refer Leah Marchetti">' in html and 'class="qr"' in html
    assert not answer.cookies and "<script" not in html and "csrf" not in html
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"] and "noindex" in html
    again = Client().get(f"/b/{brief.slug}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["Cache-Control"]) == (304, b"", "public, no-cache")
    assert Client().head(f"/b/{brief.slug}").status_code == 200 and Client().post(f"/b/{brief.slug}").status_code == 405


def test_search_engines_are_let_in_only_where_the_member_says_so(web):
    brief = published(web, email="leah@marchetti.example", phone="+1 617 555 0100")
    web.post(f"/brief/{brief.uid}/publish", {"indexed": "on"})
    answer = Client().get(f"/b/{brief.slug}")
    assert answer.headers["X-Robots-Tag"] == "all" and "noindex" not in answer.content.decode()
    assert 'href="mailto:leah@marchetti.example"' in answer.content.decode()
    assert 'href="tel:+16175550100"' in answer.content.decode()
    again = Client().get(f"/b/{brief.slug}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.headers["X-Robots-Tag"] == "all"


def test_a_page_taken_down_or_moved_says_so_warmly_and_names_nobody(web):
    brief = published(web)
    web.post(f"/brief/{brief.uid}/take-down")
    down = Client().get(f"/b/{brief.slug}")
    assert down.status_code == 410 and "This page is resting" in words(down) and "Leah" not in words(down)
    web.post(f"/brief/{brief.uid}/publish")
    web.post(f"/brief/{brief.uid}/address")
    moved = Client().get(f"/b/{brief.slug}")
    assert moved.status_code == 404 and "Nothing stands here" in words(moved)
    assert "no-store" in moved.headers["Cache-Control"]


def test_whoever_tries_addresses_is_stopped(db):
    guest, most = Client(), int(OURS["brief"].split("/")[0])
    assert {guest.get(f"/b/leah-marchetti-{n}").status_code for n in range(most)} == {404}
    assert guest.get("/b/leah-marchetti-one-more").status_code == 429


def test_what_a_member_writes_is_shown_as_text_whatever_it_is(web):
    brief = published(web, headline="<script>alert(1)</script> & more words here", story='"><img src=x onerror=y>')
    html = Client().get(f"/b/{brief.slug}").content.decode()
    assert "<script>alert" not in html and "<img src=x" not in html


def test_a_stranger_is_told_there_is_no_such_brief(web, stranger_web):
    brief = published(web)
    for path in ("", "/share", "/versions", "/readers", "/qr.svg", "/brief.pdf"):
        assert stranger_web.get(f"/brief/{brief.uid}{path}").status_code == 404


@pytest.mark.parametrize(("path", "most"), [("/brief", 8), ("/brief/last-ten", 10), ("/brief/others", 8)])
def test_pages_of_briefs_ask_the_database_little(web, django_assert_max_num_queries, path, most):
    published(web)
    with django_assert_max_num_queries(most):
        assert web.get(path).status_code == 200


def test_the_public_page_takes_five_reads(web, django_assert_max_num_queries):
    brief, guest = published(web), Client()
    with django_assert_max_num_queries(5):
        assert guest.get(f"/b/{brief.slug}").status_code == 200
