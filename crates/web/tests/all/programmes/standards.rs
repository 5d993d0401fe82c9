//! A standard over the pages: begun from the superior's, kept incomplete, explained field by field, published, compared.

use earnest_model::{actor::Role, programmes::standard::StandardForm};
use earnest_testkit::{assessment::standard, site::Site};

/// The fields as the page would send them.
fn fields(form: &StandardForm, revision: &str, act: &str) -> Vec<(String, String)> {
    let mut all = vec![("revision".to_owned(), revision.to_owned()), ("act".to_owned(), act.to_owned())];
    let mut add = |name: String, value: &str| all.push((name, value.to_owned()));
    for (place, block) in form.blocks.iter().enumerate() {
        let at = format!("b{place}");
        add(format!("{at}-key"), &block.key);
        add(format!("{at}-name-en"), &block.name.en);
        add(format!("{at}-evidence-en"), &block.evidence.en);
        for sheet in &block.sheets {
            add(format!("{at}-sheets"), sheet);
        }
        for (within, item) in block.items.iter().enumerate() {
            add(format!("{at}-i{within}-key"), &item.key);
            add(format!("{at}-i{within}-name-en"), &item.name.en);
            add(format!("{at}-i{within}-points"), &item.points);
        }
    }
    for (prefix, named) in [("g", &form.grades), ("v", &form.vetoes)] {
        for (place, one) in named.iter().enumerate() {
            add(format!("{prefix}{place}-key"), &one.key);
            add(format!("{prefix}{place}-name-en"), &one.name.en);
            add(format!("{prefix}{place}-at_least"), &one.at_least);
        }
    }
    for (part, weight) in ["plan-review", "observation", "materials"].iter().zip(&form.weights) {
        add(format!("weight-{part}"), weight);
    }
    for (name, text) in ["approved", "remarks", "per_return", "floor"].iter().zip(&form.plan) {
        add(format!("plan-{name}"), text);
    }
    add("spot_check_rate".to_owned(), &form.spot_check_rate);
    add("attendance_floor".to_owned(), &form.attendance_floor);
    add("observed_share".to_owned(), &form.observed_share);
    add("severity".to_owned(), &form.severity);
    add("twice-share".to_owned(), &form.twice_share);
    add("twice-limit".to_owned(), &form.twice_limit);
    all
}

#[test]
fn a_city_drafts_its_standard_from_the_superior_s_and_is_told_field_by_field_what_is_too_little() {
    let site = Site::with_example();
    let mut city = site.sign_in(Role::Office, "A");
    let page = city.get("/standards/draft?unit=A&lang=en").body;
    assert!(page.contains("Where to begin?") && page.contains("From the superior’s, version 1"));
    let begun = city.post("/standards/draft/begin?unit=A", &[("from", "superior")]);
    assert_eq!((begun.status, begun.place()), (303, "/standards/draft?unit=A"));
    let page = city.get("/standards/draft?unit=A").body;
    assert!(page.contains("name=\"b0-i0-points\"") && page.contains("100 points of 100"));
    let mut form = StandardForm::of(&standard());
    form.blocks[0].items[0].points = "15".into();
    form.blocks[0].items[1].points = "25".into();
    form.spot_check_rate = "some".into();
    let mut send = |form: &StandardForm, revision: &str, act: &str| {
        let fields = fields(form, revision, act);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        city.post("/standards/draft?unit=A", &fields)
    };
    let kept = send(&form, "1", "keep");
    assert_eq!((kept.status, kept.place()), (303, "/standards/draft?unit=A&done=kept"));
    let refused = send(&form, "2", "publish");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("“some” is no number") && refused.body.contains("value=\"some\""));
    // It was kept before it was refused: that was oneself, and overtakes nobody.
    let seen = format!("name=\"seen\" value=\"{}\"", site.register.journal().len());
    assert!(refused.body.contains(&seen), "{seen}: {}", refused.body);
    form.spot_check_rate = "20%".into();
    let refused = send(&form, "3", "publish");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("The superior gives 20; at least 16 here."), "{}", refused.body);
    assert!(
        !refused.body.contains("asks for less than the superior"),
        "what is told at a field is not told by its key"
    );
    let overtaken = send(&form, "3", "keep");
    assert_eq!(overtaken.status, 422);
    assert!(overtaken.body.contains("Somebody else kept it in the meantime"));
    assert!(overtaken.body.contains("name=\"revision\" value=\"4\""));
    form.blocks[0].items[0].points = "18".into();
    form.blocks[0].items[1].points = "22".into();
    let done = send(&form, "4", "publish");
    assert_eq!((done.status, done.place()), (303, "/standards/2"));
    let changes = site.visitor().get("/standards/2/changes?with=1&lang=en").body;
    assert!(changes.contains("20 points") && changes.contains("18 points"), "{changes}");
    assert!(site.visitor().get("/standards/2?lang=en").body.contains("How it differs from the superior’s"));
    assert_eq!(site.visitor().get("/standards/2/changes").status, 404, "there is no version before");
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert_eq!(officer.get("/standards/draft?unit=A").status, 404);
    assert_eq!(site.sign_in(Role::Office, "B").get("/standards/draft?unit=A").status, 404);
}

#[test]
fn a_draft_that_is_put_back_has_as_many_rows_as_were_filled_in() {
    let site = Site::with_example();
    let mut city = site.sign_in(Role::Office, "A");
    assert_eq!(city.post("/standards/draft/begin?unit=A", &[("from", "superior")]).status, 303);
    let page = city.get("/standards/draft?unit=A").body;
    let blocks = page.matches("-evidence-en\"").count();
    let mut form = StandardForm::of(&standard());
    let (last, grades) = (form.blocks.len(), form.grades.len());
    // Whoever sends a form with more rows than the page has by itself had them on a page of before.
    for number in 0..3 {
        let mut block = form.blocks[0].clone();
        block.key = String::new();
        block.name.en = format!("New block {number}");
        form.blocks.push(block);
        form.grades.push(form.grades[0].clone());
    }
    let sent = fields(&form, "1", "keep");
    let token = city.token().to_owned();
    let frame = [("csrf", token.as_str()), ("page", "/standards/draft?unit=A"), ("once", &"ab".repeat(16))];
    let all = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(frame);
    // Without saying what it was made from: it comes back to be looked at.
    let back = city.post_as_is("/standards/draft?unit=A", &all.collect::<Vec<_>>());
    assert_eq!(back.status, 409, "{}", back.body);
    for number in 0..3 {
        let name = format!("name=\"b{}-name-en\"", last + number);
        let field = back.body.split(&name).nth(1).unwrap_or_else(|| panic!("{name} of {blocks}"));
        let field = field.split('>').next().unwrap_or_default();
        assert!(field.contains(&format!("New block {number}")), "{name}: {field}");
        assert!(back.body.contains(&format!("name=\"g{}-at_least\"", grades + number)));
    }
    assert!(!back.body.contains("name=\"b190-name-en\""), "no page grows as far as somebody says");
}
