//! The read API: its description and its answers agree, and nobody reads more than on the pages.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may break off"
)]

use earnest_model::actor::Role;
use earnest_testkit::site::{Answer, Site, Visitor};
use earnest_web::api;
use serde_json::Value;
use std::collections::BTreeSet;

fn json(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|fault| panic!("{fault}: {}", answer.body))
}

fn read(visitor: &mut Visitor, path: &str) -> Value {
    let answer = visitor.get(path);
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "application/json"),
        "{path}: {}",
        answer.body
    );
    json(&answer)
}

/// Holds a value to a schema: as much of JSON Schema as the description uses.
fn hold(document: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        let schema = document.pointer(name.trim_start_matches('#')).expect("the schema is there");
        return hold(document, schema, value, at);
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        other => panic!("{at}: {other}"),
    };
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    assert!(kinds.contains(&kind), "{at}: {kind}, not {kinds:?}");
    for (place, item) in value.as_array().into_iter().flatten().enumerate() {
        hold(document, &schema["items"], item, &format!("{at}/{place}"));
    }
    let (Some(object), Some(properties)) = (value.as_object(), schema["properties"].as_object()) else {
        return;
    };
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        assert!(object.contains_key(name), "{at}: {name} is missing");
    }
    for (name, value) in object {
        let schema = properties.get(name).unwrap_or_else(|| panic!("{at}: {name} is not described"));
        hold(document, schema, value, &format!("{at}/{name}"));
    }
}

#[test]
fn the_description_names_every_route_and_nothing_else() {
    let site = Site::start();
    let document = read(&mut site.visitor(), "/api/v1/openapi.json");
    assert_eq!(document, api::document());
    let described: BTreeSet<&str> =
        document["paths"].as_object().expect("paths").keys().map(String::as_str).collect();
    let served: BTreeSet<&str> =
        earnest_web::routes().map(|route| route.path).filter(|path| path.starts_with("/api/")).collect();
    assert_eq!(described, served);
    for path in served {
        let operation = &document["paths"][path]["get"];
        assert!(operation["operationId"].is_string(), "nothing is said of {path}");
        assert_eq!(api::summary(path), operation["summary"].as_str());
    }
}

#[test]
fn the_address_of_a_figure_lists_exactly_its_records_whatever_was_asked() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    for asked in
        ["", "&as_of=2015-05-31", "&own=yes", "&round=1", "&class=county", "&source=lecture&source=round-1"]
    {
        let list = read(&mut office, &format!("/api/v1/figures?unit=P{asked}"));
        for figure in list["items"].as_array().expect("figures") {
            let address = figure["records"].as_str().expect("an address");
            let answer = read(&mut office, &format!("{address}&limit=200"));
            let listed = answer["items"].as_array().expect("records").len() as u64;
            assert_eq!(
                Some(listed.min(200)),
                figure["value"].as_u64().map(|value| value.min(200)),
                "{address}"
            );
            assert_eq!(answer["figure"], *figure, "{address}");
        }
    }
}

#[test]
fn every_answer_is_as_it_is_described() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let document = api::document();
    for (path, address) in [
        ("/api/v1/figures", "/api/v1/figures"),
        ("/api/v1/figures/{name}", "/api/v1/figures/plans-reviewed?unit=P&limit=2"),
        ("/api/v1/draws", "/api/v1/draws"),
        ("/api/v1/draws/{id}", "/api/v1/draws/1"),
        ("/api/v1/circulars", "/api/v1/circulars"),
        ("/api/v1/ledger", "/api/v1/ledger?unit=A"),
    ] {
        let answer = read(&mut office, address);
        let schema =
            &document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        hold(&document, schema, &answer, address);
        if let Some(items) = answer["items"].as_array() {
            assert!(!items.is_empty() || path.ends_with("circulars"), "{address}");
        }
    }
}

/// The schema of an answer; what the description does not name is never answered.
fn schema_of<'d>(document: &'d Value, path: &str, answer: &Answer) -> &'d Value {
    let mut told = &document["paths"][path]["get"]["responses"][answer.status.to_string()];
    if let Some(name) = told["$ref"].as_str() {
        told = document.pointer(name.trim_start_matches('#')).expect("the response is described");
    }
    let schema = &told["content"][answer.header("content-type")]["schema"];
    assert!(schema.is_object(), "{path} answers {} as {}", answer.status, answer.header("content-type"));
    schema
}

/// What somebody may ask who reads the description, and what nobody should.
const ASKED: [&str; 22] = [
    "",
    "unit=A",
    "unit=nowhere",
    "unit=%00",
    "unit=A&unit=B",
    "own=yes",
    "own=no",
    "round=1",
    "round=x",
    "round=null",
    "programme=9223372036854775808",
    "source=lecture&source=round-1",
    "source=none",
    "class=county",
    "class=none",
    "as_of=2015-05-31",
    "as_of=2015-02-30",
    "entered=since",
    "limit=1",
    "limit=",
    "overdue=1&state=registered",
    "overdue=2",
];

#[test]
fn whatever_is_asked_of_the_api_is_answered_as_it_is_described() {
    let site = Site::with_example();
    let mut askers = [site.sign_in(Role::Office, "P"), site.sign_in(Role::UnitOfficer, "A"), site.visitor()];
    let document = api::document();
    let mut statuses = BTreeSet::new();
    for path in document["paths"].as_object().expect("paths").keys() {
        let filled = ["1", "plans-reviewed", "0", "-1", "none", "%00", "9223372036854775808"];
        let filled: Vec<_> = if path.contains('{') { filled.to_vec() } else { vec![""] };
        for part in filled {
            let address = path.replace("{id}", part).replace("{name}", part);
            for asked in ASKED {
                for visitor in &mut askers {
                    let address = format!("{address}?{asked}");
                    let answer = visitor.get(&address);
                    let schema = schema_of(&document, path, &answer);
                    hold(&document, schema, &json(&answer), &address);
                    statuses.insert(answer.status);
                }
            }
        }
    }
    assert_eq!(statuses, BTreeSet::from([200, 400, 401, 404, 422]));
}

#[test]
fn a_list_is_read_page_by_page_and_no_line_twice() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let all = read(&mut office, "/api/v1/ledger");
    let (mut next, mut serials) = (Some("/api/v1/ledger?limit=3".to_owned()), Vec::new());
    while let Some(path) = next {
        let page = read(&mut office, &path);
        serials.extend(page["items"].as_array().expect("items").iter().map(|line| line["serial"].clone()));
        next = page["next"].as_str().map(str::to_owned);
    }
    let whole: Vec<Value> =
        all["items"].as_array().expect("items").iter().map(|line| line["serial"].clone()).collect();
    assert_eq!((serials.len(), serials), (8, whole));
}

#[test]
fn without_a_session_only_what_is_public_is_answered_and_hidden_looks_like_missing() {
    let site = Site::with_example();
    let mut stranger = site.visitor();
    assert_eq!(stranger.get("/api/v1/draws/1").status, 200);
    let refused = stranger.get("/api/v1/ledger");
    assert_eq!((refused.status, refused.header("content-type")), (401, "application/problem+json"));
    assert_eq!(json(&refused)["title"], "Unauthorized");
    let mut officer = site.sign_in(Role::UnitOfficer, "B");
    let hidden = officer.get("/api/v1/ledger?unit=A");
    let missing = officer.get("/api/v1/ledger?unit=nowhere");
    assert_eq!((hidden.status, &hidden.body), (404, &missing.body));
    assert_eq!(officer.get("/api/v1/nothing").header("content-type"), "application/problem+json");
    let own = read(&mut officer, "/api/v1/ledger");
    let codes: BTreeSet<&str> = own["items"]
        .as_array()
        .expect("items")
        .iter()
        .filter_map(|line| line["unit"]["code"].as_str())
        .collect();
    assert_eq!(codes, BTreeSet::from(["B"]));
}
