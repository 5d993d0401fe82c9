//! Values of the model by their words. A kind of value has a name in the texts, and each value of it a key after that name:
//! `role-office`.

use crate::frame::call::Call;
use earnest_i18n::{Lang, Tr};
use earnest_model::{self as model, actor::Role, fold::fold, signs::meant};

/// A value that has a word in every language.
pub trait Worded {
    /// The name of its kind in the texts.
    const KIND: &'static str;

    /// Its key among its kind.
    fn among(&self) -> &'static str;
}

impl<T: Worded> Worded for &T {
    const KIND: &'static str = T::KIND;

    fn among(&self) -> &'static str {
        (*self).among()
    }
}

/// The role that a text means, by its key or its name in any language; what means none stays as it is.
pub fn role_meant(text: &str, speaking: impl Fn(Lang) -> Tr) -> String {
    let look = |text: &str| fold(&meant(text));
    let wanted = look(text);
    let is = |role: &&Role| {
        let named = |lang: &Lang| speaking(*lang).by_key::<&str>(&format!("role-{}", role.key()), &[]);
        look(role.key()) == wanted || Lang::ALL.iter().filter_map(named).any(|name| look(&name) == wanted)
    };
    Role::ALL.iter().find(is).map_or_else(|| text.to_owned(), |role| role.key().to_owned())
}

impl Call<'_> {
    /// The word of a value.
    pub fn word_of<T: Worded>(&self, value: T) -> String {
        self.word(&format!("{}-{}", T::KIND, value.among()))
    }
}

macro_rules! worded {
    ($($kind:literal $type:path;)*) => {$(
        impl Worded for $type {
            const KIND: &'static str = $kind;

            fn among(&self) -> &'static str {
                self.key()
            }
        }
    )*};
}

worded! {
    "role" Role;
    "publicity" model::organisation::Publicity;
    "appeal-state" model::assessing::appeal::AppealState;
    "interest-reach" model::assessing::interest::Reach;
    "reported" model::assessing::recount::Reported;
    "second-reason" model::assessing::second_mark::SecondReason;
    "observation-state" model::assessing::sheet::ObservationState;
    "spot-check-state" model::assessing::sheet::SpotCheckState;
    "burden-decision" model::burden::budget::Decision;
    "burden-kind" model::burden::budget::Kind;
    "addressees" model::circulars::circular::Addressees;
    "polarity" model::circulars::circular::Polarity;
    "circular-draft-state" model::circulars::circular_check::DraftState;
    "passage-state" model::circulars::circular_check::PassageState;
    "passage-step" model::circulars::circular_check::PassageStep;
    "comment-outcome" model::circulars::comment::CommentState;
    "text-kind" model::ledger::inquiries::alike::TextKind;
    "job-kind" model::desk::job::JobKind;
    "job-state" model::desk::job::JobState;
    "mail-mode" model::desk::mail::MailMode;
    "notice-kind" model::desk::notice::NoticeKind;
    "owed-kind" model::desk::owed::OwedKind;
    "material-kind" model::draws::call_up::MaterialKind;
    "draw-state" model::draws::draw_record::DrawState;
    "cascade-stage" model::duties::cascade::CascadeStage;
    "duty-kind" model::duties::duty::DutyKind;
    "post-kind" model::duties::duty::PostKind;
    "figure" model::figures::figure_name::FigureName;
    "picture-series" model::figures::picture::Series;
    "level" model::ledger::findings::problem::Level;
    "vague" model::ledger::findings::vague::Vague;
    "problem-state" model::ledger::findings::problem::ProblemState;
    "source" model::ledger::findings::problem::Source;
    "time-class" model::ledger::measures::measure_form::TimeClass;
    "look-back-state" model::ledger::look_backs::look_back::LookBackState;
    "look-back-strata" model::ledger::look_backs::look_back::Strata;
    "measure-state" model::ledger::measures::measure::MeasureState;
    "step" model::ledger::measures::measure::Step;
    "change-kind" model::ledger::measures::measure_change::ChangeKind;
    "change-state" model::ledger::measures::measure_change::ChangeState;
    "action" model::permit::ActionKind;
    "outcome" model::plans::plan::Outcome;
    "plan-state" model::plans::plan::PlanState;
    "body-answer" model::programmes::bodies::Answer;
    "body-part" model::programmes::bodies::Part;
    "gate" model::programmes::gates::Gate;
    "programme-state" model::programmes::life::ProgrammeState;
    "programme-step" model::programmes::life::LifeStep;
    "rhythm" model::programmes::rhythm::Rhythm;
    "round-state" model::programmes::round::RoundState;
    "part" model::programmes::standard::PartKind;
    "part" model::programmes::standard::SheetKind;
    "severity" model::programmes::standard::SeverityRule;
    "leaders-from" model::programmes::standard::LeadingGroup;
    "case-kind" model::sessions::seminar::CaseKind;
    "security-kind" model::people::security::SecurityKind;
    "came" model::sessions::exchange::Came;
    "exchange-kind" model::sessions::exchange::ExchangeKind;
    "resolution-state" model::sessions::resolution::ResolutionState;
    "gained" model::sessions::self_evaluation::Gained;
    "visit-progress" model::visits::visit::Progress;
    "session-kind" model::sessions::seminar::SessionKind;
    "suggestion-state" model::sessions::suggestion::SuggestionState;
    "late-kind" model::tasks::task::LateKind;
    "task-kind" model::tasks::task::TaskKind;
    "task-state" model::tasks::task::TaskState;
    "hang" model::units::change::Hang;
    "hang-rule" model::units::change::HangRule;
    "unit-change" model::units::change::ChangeKind;
    "task-step" model::tasks::task::TaskStep;
    "charge-kind" model::visits::tour::ChargeKind;
    "chosen-by" model::visits::tour::ChosenBy;
}
