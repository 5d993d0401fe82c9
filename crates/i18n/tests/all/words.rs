//! An organisation's words in the place of the neutral ones.

use earnest_i18n::{KEYS, Lang, TERMS, Term, Tr, Words};

fn term(lang: Lang, key: &str, one: &str) -> Term {
    Term { lang, key: key.to_owned(), one: one.to_owned(), many: None, a: None, short: None }
}

#[test]
fn a_term_that_is_set_stands_in_every_sentence_and_all_others_stay() {
    let tracer = Term { many: Some("tracers".to_owned()), ..term(Lang::En, "session", "tracer") };
    let tr = Tr::speaking(Lang::En, Words::named("tracer", || vec![tracer]));
    assert_eq!(tr.seminar_list_title(), "Tracers held");
    assert_eq!(tr.seminar_record(), "Record a tracer");
    assert_eq!(tr.nav_visits(), Tr::new(Lang::En).nav_visits());
    let hans = tr.in_language(Lang::ZhHans);
    assert_eq!(hans.seminar_list_title(), Tr::new(Lang::ZhHans).seminar_list_title());
    assert_eq!(tr.in_neutral_words().seminar_list_title(), "Sessions held");
}

#[test]
fn an_article_follows_the_first_letter_unless_the_term_says_it() {
    let said =
        |name: &str, term: Term| Tr::speaking(Lang::En, Words::named(name, || vec![term])).seminar_record();
    assert_eq!(said("audit", term(Lang::En, "session", "audit")), "Record an audit");
    let hour = Term { a: Some("an hour".to_owned()), ..term(Lang::En, "session", "hour") };
    assert_eq!(said("hour", hour), "Record an hour");
}

#[test]
fn no_sign_of_a_term_means_anything_but_itself() {
    let odd = r#"a "b" \ c $d -e"#;
    let tr = Tr::speaking(Lang::ZhHans, Words::named("odd", || vec![term(Lang::ZhHans, "visit", odd)]));
    assert_eq!(tr.nav_visits(), odd);
}

#[test]
fn every_term_is_said_by_some_sentence() {
    let all = |lang: Lang| TERMS.iter().map(move |(key, _)| term(lang, key, &format!("⟦{key}⟧")));
    let words = Words::named("all", || Lang::ALL.into_iter().flat_map(all).collect());
    for lang in Lang::ALL {
        let tr = Tr::speaking(lang, words);
        let said = KEYS.iter().filter_map(|key| tr.by_key::<&str>(key, &[])).collect::<Vec<_>>().join("\n");
        for (key, _) in TERMS {
            // Where English says it in other words, there is nothing to set.
            let silent = lang == Lang::En && ["look-into"].contains(key);
            assert!(silent || said.contains(&format!("⟦{key}⟧")), "no sentence of {} says {key}", lang.tag());
        }
    }
}
