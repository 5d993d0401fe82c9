//! What the build refuses.

#[path = "../../build/catalogue.rs"]
mod catalogue;
#[path = "../../build/generate.rs"]
mod generate;

use catalogue::{Catalogue, Source};

fn file(lang: &'static str, domain: &str, text: &str) -> Source {
    let path = format!("{lang}/{domain}.ftl").into();
    Source { lang, domain: domain.to_owned(), path, text: text.to_owned() }
}

fn faults(sources: &[Source]) -> Vec<String> {
    Catalogue::check(&["zh-Hans", "en"], sources).err().unwrap_or_default()
}

#[test]
fn a_message_missing_in_a_language_is_named() {
    let faults = faults(&[file("zh-Hans", "plan", "plan-title = 方案\n"), file("en", "plan", "# nothing\n")]);
    assert_eq!(faults, ["locales/en/plan.ftl: the message `plan-title` is missing"]);
}

#[test]
fn a_message_entered_twice_is_named() {
    let twice = "plan-title = Plan\nplan-title = Plans\n";
    let faults = faults(&[file("zh-Hans", "plan", "plan-title = 方案\n"), file("en", "plan", twice)]);
    assert_eq!(faults, ["locales/en/plan.ftl: the message `plan-title` is there twice"]);
}

#[test]
fn variables_that_differ_are_named_even_inside_a_choice() {
    let choice = "plan-count = { $count ->\n    [one] { $name } has one\n   *[other] { $count }\n}\n";
    let faults =
        faults(&[file("zh-Hans", "plan", "plan-count = { $count } 份\n"), file("en", "plan", choice)]);
    assert_eq!(
        faults,
        [
            r#"locales/en/plan.ftl: the message `plan-count` has the variables {"count", "name"}, elsewhere {"count"}"#
        ]
    );
}

#[test]
fn a_message_in_another_file_than_elsewhere_is_named() {
    let faults =
        faults(&[file("zh-Hans", "plan", "plan-title = 方案\n"), file("en", "board", "plan-title = Plan\n")]);
    assert_eq!(
        faults,
        ["locales/en/board.ftl: the message `plan-title` belongs into plan.ftl as in the other languages"]
    );
}

#[test]
fn a_slip_of_the_pen_is_named_with_its_line() {
    let faults =
        faults(&[file("zh-Hans", "plan", "plan-a = 甲\n"), file("en", "plan", "plan-a = A\nplan-b = { $\n")]);
    assert!(faults.iter().any(|fault| fault.starts_with("locales/en/plan.ftl:2: ")), "{faults:?}");
}

#[test]
fn a_key_that_makes_no_method_and_shortcuts_that_hide_variables_are_refused() {
    for line in [
        "Plan-x = a",
        "plan = a",
        "plan-x- = a",
        "plan-x = { plan-y }",
        "plan-x = { NUMBER($n) }",
        "plan-x = a\n    .b = c",
    ] {
        let text = format!("{line}\n");
        assert!(!faults(&[file("zh-Hans", "plan", &text), file("en", "plan", &text)]).is_empty(), "{line}");
    }
}

#[test]
fn the_code_has_a_method_per_message_with_arguments_in_alphabetical_order() {
    let text = "plan-count = { $unit }: { $count }\nplan-title = Plan\n";
    let term = "-term = x\n";
    let sources = [
        file("zh-Hans", "plan", text),
        file("zh-Hans", "terms", term),
        file("en", "plan", text),
        file("en", "terms", term),
    ];
    let code = Catalogue::check(&["zh-Hans", "en"], &sources).map(|good| generate::code(&good));
    let code = code.unwrap_or_else(|faults| faults.join("\n"));
    assert!(
        code.contains("pub fn plan_count(self, r#count: impl Into<Arg>, r#unit: impl Into<Arg>) -> String"),
        "{code}"
    );
    assert!(code.contains("pub fn plan_title(self) -> Cow<'static, str>"), "{code}");
    assert!(!code.contains("fn term"), "{code}");
}

#[test]
fn every_file_is_embedded_under_its_language() {
    let sources = [file("zh-Hans", "plan", "plan-title = 方案\n"), file("en", "plan", "plan-title = Plan\n")];
    let code = generate::embedded(&sources);
    assert!(code.contains("(\"zh-Hans\", include_str!(\"zh-Hans/plan.ftl\")),"), "{code}");
    assert_eq!(code.matches("include_str!").count(), 2, "{code}");
}

#[test]
fn a_term_that_is_missing_misplaced_or_asked_for_in_a_form_it_has_not_is_named() {
    let choice = "-plan = { $form ->\n   *[one] plan\n    [many] plans\n}\n";
    let sources = [
        file("zh-Hans", "terms", "-plan = 方案\n"),
        file("zh-Hans", "plan", "plan-title = { -plan }\n-other = x\n"),
        file("en", "terms", choice),
        file("en", "plan", "plan-title = { -plan(form: \"Many\") } { -sheet }\n"),
    ];
    assert_eq!(
        faults(&sources),
        [
            "locales/zh-Hans/plan.ftl: the term `-other` belongs into terms.ftl",
            "locales/en/terms.ftl: the term `-other` is missing",
            "locales/en/plan.ftl: `plan-title` asks for the form `Many` of `-plan`, which is not there",
            "locales/en/plan.ftl: `plan-title` asks for the term `-sheet`, which is not there",
        ]
    );
}
