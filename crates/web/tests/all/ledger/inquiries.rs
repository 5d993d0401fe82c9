//! Questions, not verdicts, as people meet them: the base rate beside each, asked once, answered by the unit alone.

use earnest_model::actor::Role;
use earnest_testkit::site::{Site, Visitor};

/// Three signed measures of a unit, each proven by a file: everywhere the same one, or one of its own.
fn proven(site: &Site, unit: &'static str, owner: &'static str, same: bool) {
    let texts = ["会议当场形成清单并公开", "来信三日内逐件答复并登记", "每季度向群众报告一次进展"];
    proven_of(site, (unit, owner), &texts.map(|text| format!("{text}{}", unit.repeat(6))), same);
}

/// Signed measures with these texts.
fn proven_of(site: &Site, (unit, owner): (&'static str, &'static str), texts: &[String], same: bool) {
    let mut officer = site.sign_in(Role::UnitOfficer, unit);
    let mut fields = vec![
        ("unit".to_owned(), unit.to_owned()),
        ("0-aspect".to_owned(), "conduct".to_owned()),
        ("0-body".to_owned(), format!("{unit}的条件没有公开")),
        ("0-instance".to_owned(), "五月没有人知道条件".to_owned()),
    ];
    for (place, text) in texts.iter().enumerate() {
        let at = |name: &str| format!("0-measure-{place}-{name}");
        let answers = [
            ("body", text.as_str()),
            ("owner", owner),
            ("deliverable", "公告"),
            ("due_on", "2015-07-01"),
            ("time_class", "by-date"),
        ];
        fields.extend(answers.map(|(name, value)| (at(name), value.to_owned())));
    }
    let preset = [("0-level", "team"), ("0-source", "self-examination"), ("0-found_on", "2015-06-01")];
    fields.extend(preset.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let place = officer.post("/problems/new", &fields).place().to_owned();
    let problem = place.trim_start_matches("/problems/").trim_end_matches("?done=1").to_owned();
    let mut head = site.sign_in(Role::UnitHead, unit);
    assert_eq!(head.post("/problems/sign", &[("unit", unit), ("problem", problem.as_str())]).status, 303);
    for (place, measure) in measures(&mut officer, &problem).into_iter().enumerate() {
        let bytes = if same { format!("{unit} one") } else { format!("{unit} {place}") };
        let sent = officer.upload(
            &format!("/measures/{measure}/files"),
            &[],
            &[("files", "proof.txt", bytes.as_bytes())],
        );
        assert_eq!(sent.status, 303, "{}", sent.body);
    }
}

fn measures(officer: &mut Visitor, problem: &str) -> Vec<String> {
    let page = officer.get(&format!("/problems/{problem}")).body;
    let after = page.split("href=\"/measures/").skip(1);
    after.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

#[test]
fn what_is_unlike_its_class_is_asked_once_with_its_base_rate_and_replied_to_by_the_unit() {
    let site = Site::with_example();
    proven(&site, "A", "市委主要负责人", true);
    proven(&site, "B", "州委主要负责人", false);
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/inquiries?lang=en").body;
    assert!(page.contains("3 of 3") && page.contains("where the class has no other): 0 of 3 (0%)"), "{page}");
    assert!(page.contains("Ask the unit") && page.contains("There is no score"));
    assert!(!site.sign_in(Role::Assessor, "P").get("/inquiries?lang=en").body.contains("Ask the unit"));
    let question = [("unit", "A"), ("kind", "same-file")];
    assert_eq!(site.sign_in(Role::Office, "B").post("/inquiries", &question).status, 404);
    assert_eq!(office.post("/inquiries", &question).place(), "/inquiries?done=1");
    let asked = office.get("/inquiries?done=1").body;
    assert!(!asked.contains("Ask the unit"), "what waits for a reply is not offered again: {asked}");
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert!(officer.get("/desk?lang=en").body.contains("/inquiries"));
    let form = officer.get("/inquiries").body;
    let id = form.split("name=\"inquiry\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let id = id.unwrap_or_default().to_owned();
    let field = format!("reply-{id}");
    let empty = officer.post("/inquiries/reply", &[("inquiry", &id), (&field, " ")]);
    assert!(empty.status == 422 && empty.body.contains(&format!("#field-{field}")), "{}", empty.body);
    let reply = [("inquiry", id.as_str()), (field.as_str(), "一份公告办结三项")];
    assert_eq!(site.sign_in(Role::UnitOfficer, "B").post("/inquiries/reply", &reply).status, 404);
    assert_eq!(officer.post("/inquiries/reply", &reply).place(), "/inquiries?done=1");
    let answered = office.get("/inquiries").body;
    assert!(answered.contains("一份公告办结三项") && !answered.contains("Ask the unit"), "{answered}");
}

#[test]
fn like_texts_stand_side_by_side_with_what_is_the_same_and_what_was_sent_out_marked() {
    let site = Site::with_example();
    let texts = [
        "每月5日前由办公室检查台账，发现遗漏的当天补齐并公布",
        "窗口办理事项一律限时7天，超过时限的由领导说明原因",
        "校车发车前由司机核对学生人数，途中停靠不超过6站",
    ];
    proven_of(&site, ("A", "市委主要负责人"), &texts.map(str::to_owned), false);
    proven_of(&site, ("B", "州委主要负责人"), &texts.map(|text| text.replace("检查", "查验")), false);
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/inquiries?lang=en").body;
    assert!(page.contains("read nearly like those of another unit"), "{page}");
    assert!(page.contains("There is no other unit to hold it against."));
    assert!(
        page.contains("<span class=\"differs\">检查</span>")
            && page.contains("<span class=\"differs\">查验</span>")
    );
    assert!(
        page.contains("Stands in 2 of 2 units; in ") && page.contains("since the same day"),
        "nobody was first: {page}"
    );
    let question = [("unit", "A"), ("kind", "alike-texts")];
    assert_eq!(office.post("/inquiries", &question).place(), "/inquiries?done=1");
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let asked = officer.get("/inquiries?lang=en").body;
    assert!(
        asked.contains("name=\"inquiry\"") && asked.contains("<span class=\"differs\">检查</span>"),
        "{asked}"
    );
    assert_eq!(officer.get("/inquiries/sources").status, 404);
    let source =
        [("title", "五月下发的模板"), ("body", "校车发车前由司机核对学生人数，途中停靠不超过__站。")];
    assert_eq!(officer.post("/inquiries/sources", &source).status, 404);
    let empty = office.post("/inquiries/sources", &[("title", ""), ("body", "")]);
    assert!(empty.status == 422 && empty.body.contains("#field-title"), "{}", empty.body);
    assert_eq!(office.post("/inquiries/sources", &source).place(), "/inquiries/sources?done=1");
    let kept = office.get("/inquiries/sources?lang=en").body;
    assert!(kept.contains("五月下发的模板") && kept.contains("Withdraw"), "{kept}");
    let asked = officer.get("/inquiries").body;
    assert!(
        asked.contains("<span class=\"sent\">校车发车前由司机核对学生人数，途中停靠不超过6站</span>"),
        "{asked}"
    );
    let place = kept.split("action=\"/inquiries/sources/").nth(1).and_then(|rest| rest.split('"').next());
    let withdraw = format!("/inquiries/sources/{}", place.unwrap_or_default());
    assert_eq!(office.post(&withdraw, &[]).place(), "/inquiries/sources?done=1");
    assert_eq!(office.post(&withdraw, &[]).status, 404, "once");
}
