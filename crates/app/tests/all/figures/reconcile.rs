//! A text held against the register: what agrees, what differs, whose it is; and that nothing is written.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    figures::text_reconcile::{Aside, Reconciled, Verdict, Wanted, Words, reconcile_text},
};
use earnest_model::{
    Date,
    actor::{Actor, Role},
    figures::figure_name::FigureName,
};
use earnest_testkit::{
    OPERATOR,
    assessment::{open_round, review_all_plans},
    pack::shipped,
    register::{Register, on_both_engines},
};

/// The words of an organisation of one language.
struct Plain;

impl Words for Plain {
    fn figure(&self, name: FigureName) -> Vec<String> {
        let word = match name {
            FigureName::Units => "单位",
            FigureName::PlansReviewed | FigureName::PlansDue => "方案",
            _ => return Vec::new(),
        };
        vec![word.to_owned()]
    }

    fn nearby(&self, name: FigureName) -> Vec<String> {
        let word = match name {
            FigureName::PlansReviewed => "审核",
            FigureName::PlansDue => "应报",
            _ => return Vec::new(),
        };
        vec![word.to_owned()]
    }

    fn state(&self, name: FigureName) -> Vec<String> {
        match name {
            FigureName::PlansReviewed => vec!["审核".to_owned()],
            FigureName::PlansDue => vec!["应报".to_owned()],
            _ => Vec::new(),
        }
    }

    fn this_round(&self) -> Vec<String> {
        vec!["本轮".to_owned()]
    }

    fn class(&self, _: &str) -> Vec<String> {
        Vec::new()
    }

    fn rounds(&self, first: i32, last: i32) -> Vec<String> {
        if first == last { vec![format!("第{first}轮")] } else { vec![format!("前{last}轮")] }
    }

    fn lecture(&self) -> Vec<String> {
        Vec::new()
    }
}

fn held(register: &Register, actor: &Actor, (unit, text): (&str, &str)) -> Result<Reconciled, AppError> {
    of_day(register, actor, (unit, text), None)
}

fn of_day(
    register: &Register,
    actor: &Actor,
    (unit, text): (&str, &str),
    as_of: Option<Date>,
) -> Result<Reconciled, AppError> {
    let pack = shipped();
    let wanted =
        Wanted { unit: Some(unit), programme: None, round: None, as_of, text, pack: &pack, words: &Plain };
    reconcile_text(&register.context(actor), &wanted)
}

/// The verdicts in short, with what the register counts.
fn said(reconciled: &Reconciled) -> Vec<String> {
    let value = |with: usize| reconciled.register.get(with).unwrap().value;
    let one = |verdict: &Verdict| match verdict {
        Verdict::Agrees { with } => format!("agrees {}", value(*with)),
        Verdict::Differs { with, by, register_has_more } => {
            format!("{} {by} of {}", if *register_has_more { "more" } else { "less" }, value(*with))
        }
        Verdict::AgreesWithAll { .. } => "agrees with all".to_owned(),
        Verdict::Ambiguous { .. } => "ambiguous".to_owned(),
        Verdict::NotKnown => "not known".to_owned(),
        Verdict::Aside { why: Aside::NoCount } => "no count".to_owned(),
        Verdict::Aside { .. } => "aside".to_owned(),
    };
    reconciled.lines.iter().map(|(_, verdict)| one(verdict)).collect()
}

#[test]
fn each_figure_of_a_text_stands_beside_what_the_register_counts_and_nothing_is_written() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        review_all_plans(register, round);
        let before = register.last_entry();
        let text =
            "全省共有单位69个，审核方案7份，培训干部30人。\n第1轮逐一審核方案8份。\n已有0人发表了评论\n";
        let found = held(register, &OPERATOR, ("P", text)).unwrap();
        assert_eq!(said(&found), ["agrees 69", "more 1 of 8", "not known", "no count", "agrees 8", "aside"]);
        assert_eq!(found.tally(), [2, 1, 0, 1, 2]);
        let Some((_, Verdict::Differs { with, .. })) = found.lines.get(1) else { unreachable!() };
        let figure = found.register.get(*with).unwrap().figures.first().unwrap();
        assert_eq!(
            (figure.name(), figure.value()),
            (FigureName::PlansReviewed, 8),
            "it opens to its records"
        );
        let round = found.lines.get(4).map(|(_, verdict)| verdict.clone());
        let Some(Verdict::Agrees { with }) = round else { unreachable!() };
        assert_eq!(found.register.get(with).unwrap().figures.first().unwrap().scope().round, Some(1));
        assert_eq!(register.last_entry(), before, "nothing is written");
    });
}

#[test]
fn this_round_is_the_round_that_the_text_is_of() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        review_all_plans(register, round);
        let pack = shipped();
        let of = |round| {
            let text = "本轮审核方案8份。";
            let wanted = Wanted {
                unit: Some("P"),
                programme: None,
                round,
                as_of: None,
                text,
                pack: &pack,
                words: &Plain,
            };
            let found = reconcile_text(&register.context(&OPERATOR), &wanted).unwrap();
            found
                .register
                .iter()
                .filter(|one| one.figures.iter().any(|part| part.scope().round == Some(1)))
                .count()
        };
        // Plans that were reviewed, and those of them that were approved.
        assert_eq!((of(Some(1)), of(None)), (2, 0));
    });
}

#[test]
fn the_place_that_a_sentence_names_and_the_day_decide_what_is_counted() {
    on_both_engines(|register| {
        let text = "东市所属单位9个。全省单位69个。";
        let found = held(register, &OPERATOR, ("P", text)).unwrap();
        let east = found.register.iter().find(|it| it.code == "A").map(|it| it.value.to_string()).unwrap();
        assert_eq!(found.register.len(), 2, "home and the place that is named");
        let own = held(register, &OPERATOR, ("P", &text.replace('9', &east))).unwrap();
        assert_eq!(own.lines.len(), 2);
        assert!(matches!(own.lines.first(), Some((_, Verdict::Agrees { .. }))), "{:?}", said(&own));
        let early = of_day(register, &OPERATOR, ("P", text), Some(jiff::civil::date(1949, 1, 1))).unwrap();
        assert_eq!(early.as_of, jiff::civil::date(1949, 1, 1));
    });
}

#[test]
fn whoever_may_not_read_the_figures_of_a_place_gets_none() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        assert!(held(register, &officer, ("A", "所属单位9个。")).is_ok());
        assert!(held(register, &officer, ("B", "所属单位9个。")).is_err());
        let none = held(register, &officer, ("A", "没有数字。")).unwrap();
        assert!(none.lines.is_empty() && none.register.is_empty(), "nothing is counted for nothing");
    });
}
