//! From the text of a file to the text of the answer.

use super::{agreement, estimate, severity};
use serde_json::{Value, json};

const SAMPLE: &str = "id,class,N,score,grade\n1,b,4,2,x\n2,b,4,4,y\n3,a,2,7,x\n4,a,2,9,\n";

fn answer(sample: &str, spec: Value) -> Result<Value, String> {
    let spec = serde_json::from_value(spec).map_err(|e| e.to_string())?;
    let output = estimate::run("s.csv", sample.as_bytes(), &spec).map_err(|e| e.to_string())?;
    serde_json::to_value(output).map_err(|e| e.to_string())
}

fn stratified(requests: Value) -> Value {
    json!({"design": {"strata": "class", "fpc": ["N"]}, "requests": requests})
}

#[test]
fn rows_stand_in_byte_order_and_domains_in_their_own() {
    let out = answer(
        SAMPLE,
        stratified(json!([
            {"id": "a", "stat": "mean", "var": "score", "by": ["class"]},
            {"id": "b", "stat": "total", "var": "score", "by": ["class"], "domains": [{"class": "c"}, {"class": "b"}]},
        ])),
    )
    .unwrap();
    let classes = |i: usize| -> Vec<&Value> {
        out["results"][i]["rows"].as_array().unwrap().iter().map(|r| &r["by"]["class"]).collect()
    };
    assert_eq!(classes(0), ["a", "b"]);
    assert_eq!(classes(1), ["c", "b"]);
    assert_eq!(out["results"][0]["rows"][0]["variance"], json!(0.0));
    let empty = &out["results"][1]["rows"][0];
    assert_eq!(
        (&empty["n"], &empty["estimate"], &empty["ci95_t"]),
        (&json!(0), &Value::Null, &json!([null, null]))
    );
    assert_eq!(out["results"][1]["rows"][1]["estimate"], json!(12.0));
    assert_eq!(
        (&out["sample_size"], &out["population_estimate"], &out["df"]),
        (&json!(4), &json!(6.0), &json!(2))
    );
}

#[test]
fn a_missing_value_is_named_by_line_and_column_or_dropped() {
    let request = |na: Value| {
        stratified(json!([{"id": "p", "stat": "proportion", "var": "grade", "level": "x", "na": na}]))
    };
    let error = answer(SAMPLE, request(Value::Null)).unwrap_err();
    assert!(error.contains("line 5") && error.contains("\"grade\""), "{error}");
    let out = answer(SAMPLE, request(json!("drop"))).unwrap();
    assert_eq!(out["results"][0]["rows"][0]["n"], json!(3));
}

#[test]
fn a_lonely_stratum_stops_its_request_or_its_row_alone() {
    let sample = "class,N,y,g\na,5,1,p\na,5,2,q\nb,9,4,p\n";
    let out = answer(
        sample,
        stratified(json!([
            {"id": 1, "stat": "mean", "var": "y"},
            {"id": 2, "stat": "mean", "var": "y", "by": "g"},
        ])),
    )
    .unwrap();
    let first = &out["results"][0];
    assert!(first["error"].as_str().unwrap().contains("`b`") && first.get("rows").is_none(), "{first}");
    let rows = &out["results"][1]["rows"];
    assert!(rows[0]["error"].as_str().unwrap().contains("`b`") && rows[0].get("n").is_none());
    assert_eq!(rows[1]["estimate"], json!(2.0));
}

#[test]
fn a_separate_ratio_has_a_row_per_stratum() {
    let out = answer(
        "class,N,y,x\na,5,1,2\na,5,3,2\nb,9,4,1\nb,9,4,3\n",
        stratified(json!([{"id": "r", "stat": "ratio", "var": "y", "den": "x", "separate": true}])),
    )
    .unwrap();
    let rows = out["results"][0]["rows"].as_array().unwrap();
    let ratios: Vec<_> = rows.iter().map(|r| (&r["by"]["class"], &r["estimate"])).collect();
    assert_eq!(ratios, [(&json!("a"), &json!(1.0)), (&json!("b"), &json!(2.0))]);
}

#[test]
fn a_misspelt_key_or_an_unknown_column_is_refused() {
    let spec = json!({"design": {"stratum": "class"}, "requests": []});
    assert!(answer(SAMPLE, spec).unwrap_err().contains("stratum"));
    let error = answer(SAMPLE, stratified(json!([{"id": 1, "stat": "mean", "var": "mark"}]))).unwrap_err();
    assert!(error.contains("no column \"mark\""), "{error}");
    let sample = "class,N,score\na,3,1\na,4,2\n";
    let error = answer(sample, stratified(json!([]))).unwrap_err();
    assert!(error.contains("line 3") && error.contains("\"N\""), "{error}");
}

#[test]
fn a_second_rating_of_a_unit_is_a_fault_for_agreement_and_not_for_severity() {
    let ratings = "unit,assessor,score\nu,a,1\nu,b,2\nv,a,3\nv,b,5\nu,a,2\n";
    let error = agreement::run("r.csv", ratings.as_bytes(), &agreement::Parts::default()).err().unwrap();
    assert!(error.to_string().contains("line 6") && error.to_string().contains("line 2"), "{error}");
    let fit = serde_json::to_value(severity::run("r.csv", ratings.as_bytes()).unwrap()).unwrap();
    assert_eq!(
        (&fit["n"], &fit["components"], fit["blup_assessor"][0].get(0)),
        (&json!(5), &json!(1), Some(&json!("a")))
    );
    let single =
        severity::run("r.csv", "unit,assessor,score\nu,a,1\nu,a,2\nv,a,4\n".as_bytes()).err().unwrap();
    assert!(single.to_string().contains("single assessor"), "{single}");
}

#[test]
fn named_parts_are_printed_and_only_those() {
    let ratings = "unit,assessor,score\nu,a,1\nu,b,2\nv,a,3\nv,b,3\n";
    let parts =
        agreement::Parts { icc: true, fleiss: Some(vec![1.0, 2.0, 3.0]), ..agreement::Parts::default() };
    let out = serde_json::to_value(agreement::run("r.csv", ratings.as_bytes(), &parts).unwrap()).unwrap();
    assert!(out.get("alpha").is_none() && out.get("kappa").is_none());
    assert!(out["icc"]["ICC2k"]["estimate"].is_number() && out["fleiss_kappa"].is_number());
}

fn alpha_of(ratings: &[u8]) -> Result<agreement::Output, String> {
    agreement::run("r.csv", ratings, &agreement::Parts::default()).map_err(|why| why.to_string())
}

#[test]
fn a_unit_is_one_however_its_name_is_written_and_a_sign_that_nobody_sees_is_refused() {
    let out = alpha_of("unit,assessor,score\nA1,x,3\nA1 ,y,3\nＡ１,z,4\n".as_bytes()).unwrap();
    assert_eq!((out.units, out.assessors, out.ratings), (1, 3, 3));
    let unseen = alpha_of("unit,assessor,score\nA1,x,3\nA1\u{200b},y,3\n".as_bytes()).err().unwrap();
    assert!(unseen.contains("line 3") && unseen.contains("U+200B"), "{unseen}");
}

#[test]
fn a_row_of_totals_is_no_rating() {
    let said = alpha_of("unit,assessor,score\nA1,x,3\n合计,1,3\n".as_bytes()).err().unwrap();
    assert!(said.contains("line 3") && said.contains("totals"), "{said}");
    let twice = alpha_of("unit,assessor,score\nA1,x,3\n合计,1,3\n合计,2,3\n".as_bytes()).err().unwrap();
    assert!(twice.contains("line 3"), "{twice}");
}

#[test]
fn nobody_is_called_an_average_and_a_code_without_its_last_digits_is_no_unit() {
    let said = alpha_of("unit,assessor,score\nA1,x,3\nA1,平均,3\n".as_bytes()).err().unwrap();
    assert!(said.contains("line 3") && said.contains("assessor") && said.contains("totals"), "{said}");
    let said = alpha_of("unit,assessor,score\nA1,x,3\n5.20111E+11 ,y,3\n".as_bytes()).err().unwrap();
    assert!(said.contains("line 3") && said.contains("lost its last digits"), "{said}");
    // A day names no unit, but may be what tells one occasion from another.
    assert!(alpha_of("unit,assessor,score\nA1,2015-11-20,3\nA1,2015-11-21,3\n".as_bytes()).is_ok());
}

#[test]
fn another_separator_or_encoding_is_read_and_keeps_its_lines() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ratings.csv");
    // 甲 and 乙 in GBK.
    std::fs::write(&path, b"unit;assessor;score\n\n\xbc\xd7;x;3\n\xd2\xd2;x;none\n").unwrap();
    let said = agreement::run("r.csv", super::source::table(&path).unwrap(), &agreement::Parts::default());
    let said = said.err().unwrap().to_string();
    assert!(said.contains("line 4") && said.contains("\"none\" is not a number"), "{said}");
}
