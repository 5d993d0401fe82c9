//! Standards by draft: begun, kept, held against the tiers above, published; the versions stay and can be compared.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError, Context,
    programmes::{
        standard_draft::{Kept, Source, begin_draft, keep_draft, open_workshop, publish_draft},
        standard_publish::publish_standard,
        standard_show::{compare_standards, show_standard},
    },
};
use earnest_model::{
    actor::Role,
    programmes::standard::{About, Laxer, StandardForm},
};
use earnest_testkit::{
    assessment::{open_round, standard},
    register::on_both_engines,
};

fn form(context: &Context<'_>, unit: &str) -> StandardForm {
    open_workshop(context, unit).unwrap().draft.unwrap().form
}

fn keep(context: &Context<'_>, unit: &str, revision: i32, form: StandardForm) -> Result<i32, AppError> {
    keep_draft(context, Kept { of: unit.into(), revision: &revision.to_string(), form, take_over: false })
}

fn key(fault: AppError) -> &'static str {
    match fault {
        AppError::Refused(message) => message.key,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_draft_becomes_the_next_version_once_it_is_sound_and_the_old_one_stays() {
    on_both_engines(|register| {
        let (office, _) = open_round(register);
        let context = register.context(&office);
        begin_draft(&context, "P", Source::InForce, None).unwrap();
        assert_eq!(register.last_event().0, "draft-standard");
        let mut draft = form(&context, "P");
        draft.blocks[0].items[0].points = "10".into();
        let revision = keep(&context, "P", 1, draft.clone()).unwrap();
        assert_eq!(revision, 2);
        let Err(AppError::Form(errors)) = publish_draft(&context, "P", "2") else {
            panic!("90 points are published")
        };
        assert_eq!(errors.at("total").unwrap().key, "error-standard-total");
        draft.blocks[0].items[1].points = "30".into();
        keep(&context, "P", 2, draft).unwrap();
        let second = publish_draft(&context, "P", "3").unwrap();
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), &detail["version"]), ("publish-standard", &2.into()));
        assert!(open_workshop(&context, "P").unwrap().draft.is_none(), "the draft is used up");
        let view = show_standard(&context, second).unwrap();
        assert_eq!(view.versions.iter().map(|(_, version, _)| *version).collect::<Vec<_>>(), [2, 1]);
        let first = show_standard(&context, view.versions[1].0).unwrap();
        assert_eq!(first.published.standard, standard(), "the old version reads as ever");
        let compared = compare_standards(&context, second, None).unwrap();
        let about: Vec<_> = compared.changes.iter().map(|change| &change.about).collect();
        assert!(matches!(about.as_slice(), [About::Points(_), About::Points(_)]), "{about:?}");
    });
}

#[test]
fn two_who_draft_at_once_lose_nothing_and_nobody_else_sees_the_draft() {
    on_both_engines(|register| {
        let (office, _) = open_round(register);
        let context = register.context(&office);
        begin_draft(&context, "P", Source::InForce, None).unwrap();
        let mine = form(&context, "P");
        let mut theirs = mine.clone();
        theirs.spot_check_rate = "30%".into();
        keep(&context, "P", 1, theirs.clone()).unwrap();
        let events = register.journal().len();
        let Err(AppError::Form(errors)) = keep(&context, "P", 1, mine) else { panic!("it went under") };
        assert!(errors.at("revision").is_some());
        assert_eq!(form(&context, "P"), theirs);
        assert_eq!(register.journal().len(), events);
        for (role, unit) in [(Role::Office, "A"), (Role::Assessor, "P"), (Role::UnitHead, "P")] {
            let other = register.actor(role, unit);
            let denied = open_workshop(&register.context(&other), "P");
            assert!(matches!(denied, Err(AppError::Denied(_))), "{role:?} of {unit}");
        }
    });
}

#[test]
fn what_is_laxer_than_any_tier_above_is_not_published_and_is_named() {
    on_both_engines(|register| {
        open_round(register);
        let city = register.actor(Role::Office, "A");
        let context = register.context(&city);
        begin_draft(&context, "A", Source::Superior, None).unwrap();
        let mut draft = form(&context, "A");
        // Items give way to one of its own by a fifth at most.
        draft.blocks[0].items[0].points = "15".into();
        draft.blocks[0].items[1].points = "25".into();
        draft.vetoes[0].dropped = true;
        keep(&context, "A", 1, draft).unwrap();
        let kept = form(&context, "A").parse().unwrap();
        let workshop = open_workshop(&context, "A").unwrap();
        let laxer: Vec<_> = workshop.laxer(&kept).into_iter().map(|(laxer, _)| laxer).collect();
        assert_eq!(laxer, [Laxer::Veto("not-held".into()), Laxer::Points("oneself".into())]);
        assert_eq!(key(publish_draft(&context, "A", "2").unwrap_err()), "error-standard-laxer");
        let take_over = Kept { of: "A".into(), revision: "2", form: form(&context, "A"), take_over: true };
        keep_draft(&context, take_over).unwrap();
        let mut draft = form(&context, "A");
        assert_eq!(draft.vetoes.len(), 1, "what the superior has is there again");
        draft.blocks[0].items[0].points = "16".into();
        draft.blocks[0].items[1].points = "24".into();
        keep(&context, "A", 3, draft).unwrap();
        publish_draft(&context, "A", "4").unwrap();
        // The county below is held against both: a fifth of a fifth is too much for the province's.
        let county = register.actor(Role::Office, "A1");
        let mut own = standard();
        let points = |text: &str| earnest_model::fraction::Fraction::parse(text).unwrap();
        own.blocks[0].items[0].points = points("13");
        own.blocks[0].items[1].points = points("27");
        let refused = publish_standard(&register.context(&county), "A1", &own).unwrap_err();
        assert_eq!(key(refused), "error-standard-laxer", "13 is four fifths of 16, but not of 20");
    });
}
