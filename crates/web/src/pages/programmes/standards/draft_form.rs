//! A standard as the fields of a page, and back.

use crate::{
    frame::{call::Call, fields::Fields},
    look::{Choice, Control, Field},
};
use askama::Template;
use earnest_app::AppError;
use earnest_i18n::Lang;
use earnest_model::programmes::standard::{
    BlockForm, ItemForm, LeadingGroup, NameForm, NamedForm, PartKind, StandardForm,
};
use std::collections::BTreeMap;

/// The most blocks, and the most entries of a list, that a form takes.
const MOST: usize = 60;

/// The fields of a plan's scoring.
pub const PLAN: [&str; 4] = ["approved", "remarks", "per_return", "floor"];

/// An entry of a list: an item, a grade, a veto ground.
#[derive(Template)]
#[template(path = "pages/programmes/standards/entry.html")]
pub struct Entry {
    /// What it is called.
    pub title: String,
    /// Whether it must not be folded away.
    pub open: bool,
    /// Name and value of its key.
    pub key: (String, String),
    /// Its fields.
    pub fields: Vec<Field>,
    /// What its names in the other languages are called, and they themselves.
    pub others: (String, Vec<Field>),
}

/// Its template escapes what people wrote.
impl askama::filters::HtmlSafe for Entry {}

/// A block of the rubric.
pub struct Part {
    /// Its own entry.
    pub own: Entry,
    /// Its items.
    pub items: Vec<Entry>,
}

/// Reads what was sent.
pub fn read(sent: &Fields) -> Result<StandardForm, AppError> {
    let get = |name: &str| sent.get(name).to_owned();
    let name = |at: &str| NameForm {
        zh_hans: get(&format!("{at}-zh-Hans")),
        zh_hant: get(&format!("{at}-zh-Hant")),
        en: get(&format!("{at}-en")),
    };
    let there = |at: &str| sent.find(&format!("{at}-key")).is_some();
    let named = |prefix: &str| {
        let places = (0..MOST).map(|place| format!("{prefix}{place}")).take_while(|at| there(at));
        let one = |at: String| {
            Ok(NamedForm {
                key: get(&format!("{at}-key")),
                name: name(&format!("{at}-name")),
                at_least: get(&format!("{at}-at_least")),
                dropped: sent.ticked(&format!("{at}-drop"))?,
            })
        };
        places.map(one).collect::<Result<Vec<_>, AppError>>()
    };
    let item = |at: String| {
        Ok(ItemForm {
            key: get(&format!("{at}-key")),
            name: name(&format!("{at}-name")),
            points: get(&format!("{at}-points")),
            each: sent.ticked(&format!("{at}-each"))?,
            dropped: sent.ticked(&format!("{at}-drop"))?,
        })
    };
    let block = |at: String| {
        let items = (0..MOST).map(|place| format!("{at}-i{place}")).take_while(|at| there(at)).map(item);
        Ok(BlockForm {
            key: get(&format!("{at}-key")),
            name: name(&format!("{at}-name")),
            evidence: name(&format!("{at}-evidence")),
            sheets: sent.all(&format!("{at}-sheets")).map(str::to_owned).collect(),
            items: items.collect::<Result<Vec<_>, AppError>>()?,
        })
    };
    let blocks = (0..MOST).map(|place| format!("b{place}")).take_while(|at| there(at)).map(block);
    Ok(StandardForm {
        blocks: blocks.collect::<Result<Vec<_>, AppError>>()?,
        weights: PartKind::ALL.into_iter().map(|part| get(&format!("weight-{}", part.key()))).collect(),
        plan: PLAN.map(|name| get(&format!("plan-{name}"))),
        grades: named("g")?,
        vetoes: named("v")?,
        spot_check_rate: get("spot_check_rate"),
        attendance_floor: get("attendance_floor"),
        observed_share: get("observed_share"),
        leading_group: get("leading_group"),
        severity: get("severity"),
        twice_share: get("twice-share"),
        twice_limit: get("twice-limit"),
    })
}

/// The fields of a form, with what is wrong at each.
pub struct Asked<'c> {
    /// The request.
    pub call: &'c Call<'c>,
    /// What is wrong, in words, by field.
    pub errors: &'c BTreeMap<String, String>,
}

impl Asked<'_> {
    /// What is wrong at a field.
    pub fn error(&self, name: &str) -> Option<String> {
        self.errors.get(name).cloned()
    }

    fn line(&self, name: String, label: impl Into<String>, value: &str) -> Field {
        let error = self.error(&name);
        Field::line(name, label).value(value).error(error)
    }

    /// A name in the reader's language, and in the two others.
    fn name(&self, at: &str, label: &str, name: &NameForm) -> (Field, Vec<Field>) {
        let own = self.call.lang;
        let text = |lang: Lang| match lang {
            Lang::ZhHans => name.zh_hans.as_str(),
            Lang::ZhHant => name.zh_hant.as_str(),
            Lang::En => name.en.as_str(),
        };
        let field =
            |lang: Lang, label: String| Field::line(format!("{at}-{}", lang.tag()), label).value(text(lang));
        let main = field(own, label.to_owned()).error(self.error(at));
        let others = Lang::ALL.iter().filter(|lang| **lang != own);
        let others = others.map(|lang| {
            let label = self.call.tr.standard_in_language(lang.own_name(), label);
            field(*lang, label).optional(self.call.tr)
        });
        (main, others.collect())
    }

    fn others(&self, fields: Vec<Field>) -> (String, Vec<Field>) {
        (self.call.tr.standard_other_languages().into_owned(), fields)
    }

    fn drop(&self, at: &str, dropped: bool) -> Field {
        let tr = self.call.tr;
        let choice = Choice::new("1", tr.standard_drop(), dropped);
        Field::new(format!("{at}-drop"), tr.standard_take_out(), Control::Any(vec![choice])).optional(tr)
    }

    fn each(&self, at: &str, each: bool) -> Field {
        let (tr, name) = (self.call.tr, format!("{at}-each"));
        let fault = self.error(&name);
        let choice = Choice::new("1", tr.standard_each_choice(), each);
        Field::new(name, tr.standard_each(), Control::Any(vec![choice])).error(fault).optional(tr)
    }

    fn is_wrong(&self, fields: &[Field]) -> bool {
        fields.iter().any(Field::is_wrong)
    }

    fn shown(&self, name: &NameForm) -> String {
        let own = match self.call.lang {
            Lang::ZhHans => &name.zh_hans,
            Lang::ZhHant => &name.zh_hant,
            Lang::En => &name.en,
        };
        let all = [own, &name.zh_hans, &name.zh_hant, &name.en];
        all.into_iter().find(|text| !text.is_empty()).cloned().unwrap_or_default()
    }

    /// Blank entries at the end of a list: one, and as many as a form has that is put back into the page.
    fn blanks<'b, T>(
        &self,
        prefix: &str,
        stand: usize,
        blank: &'b T,
    ) -> impl Iterator<Item = &'b T> + use<'b, T> {
        let sent = self.call.rows_numbered(prefix).min(MOST);
        std::iter::repeat_n(blank, sent.saturating_sub(stand).max(1))
    }

    /// The rubric, with a blank item in every block and a blank block at the end.
    pub fn blocks(&self, form: &StandardForm) -> Vec<Part> {
        let blank = BlockForm::default();
        let all = form.blocks.iter().chain(self.blanks("b", form.blocks.len(), &blank));
        all.enumerate().map(|(place, block)| self.block(&format!("b{place}"), block)).collect()
    }

    fn block(&self, at: &str, block: &BlockForm) -> Part {
        let tr = self.call.tr;
        let (name, mut others) = self.name(&format!("{at}-name"), &tr.standard_block_name(), &block.name);
        let (evidence, more) =
            self.name(&format!("{at}-evidence"), &tr.standard_evidence_name(), &block.evidence);
        others.extend(more);
        let sheets = ["observation", "materials"].map(|sheet| {
            let chosen = block.sheets.iter().any(|chosen| chosen == sheet);
            Choice::new(sheet, self.call.word(&format!("part-{sheet}")), chosen)
        });
        let sheets_at = format!("{at}-sheets");
        let sheets = Field::new(sheets_at.clone(), tr.standard_sheets(), Control::Any(sheets.into()))
            .error(self.error(&sheets_at));
        let fields = vec![name, evidence, sheets];
        let blank = ItemForm::default();
        let blanks = self.blanks(&format!("{at}-i"), block.items.len(), &blank);
        let items = block.items.iter().chain(blanks).enumerate();
        let items: Vec<_> = items.map(|(place, item)| self.item(&format!("{at}-i{place}"), item)).collect();
        let title = match self.shown(&block.name).as_str() {
            "" => tr.standard_new_block().into_owned(),
            name => name.to_owned(),
        };
        let open = self.is_wrong(&fields) || items.iter().any(|item| item.open);
        let key = (format!("{at}-key"), block.key.clone());
        Part { own: Entry { title, open, key, fields, others: self.others(others) }, items }
    }

    fn item(&self, at: &str, item: &ItemForm) -> Entry {
        let tr = self.call.tr;
        let (name, others) = self.name(&format!("{at}-name"), &tr.standard_item(), &item.name);
        let fields = vec![
            name,
            self.line(format!("{at}-points"), tr.standard_points(), &item.points),
            self.each(at, item.each),
            self.drop(at, item.dropped),
        ];
        let title = match self.shown(&item.name).as_str() {
            "" => tr.standard_new_item().into_owned(),
            name => tr.standard_block(name, item.points.as_str()),
        };
        let open = self.is_wrong(&fields);
        Entry {
            title,
            open,
            key: (format!("{at}-key"), item.key.clone()),
            fields,
            others: self.others(others),
        }
    }

    /// Grades, with a blank one at the end.
    pub fn grades(&self, form: &StandardForm) -> Vec<Entry> {
        let tr = self.call.tr;
        self.named("g", &form.grades, &tr.standard_new_grade(), true)
    }

    /// Veto grounds, with a blank one at the end.
    pub fn vetoes(&self, form: &StandardForm) -> Vec<Entry> {
        let tr = self.call.tr;
        self.named("v", &form.vetoes, &tr.standard_new_veto(), false)
    }

    fn named(&self, prefix: &str, all: &[NamedForm], new: &str, graded: bool) -> Vec<Entry> {
        let tr = self.call.tr;
        let blank = NamedForm::default();
        let entry = |(place, one): (usize, &NamedForm)| {
            let at = format!("{prefix}{place}");
            let (name, others) = self.name(&format!("{at}-name"), &tr.standard_name(), &one.name);
            let mut fields = vec![name];
            if graded {
                let least = format!("{at}-at_least");
                fields.push(self.line(least, tr.standard_least_score(), &one.at_least));
            }
            fields.push(self.drop(&at, one.dropped));
            let title = match (self.shown(&one.name).as_str(), graded) {
                ("", _) => new.to_owned(),
                (name, true) => tr.standard_grade_from(name, one.at_least.as_str()),
                (name, false) => name.to_owned(),
            };
            let open = self.is_wrong(&fields);
            Entry {
                title,
                open,
                key: (format!("{at}-key"), one.key.clone()),
                fields,
                others: self.others(others),
            }
        };
        all.iter().chain(self.blanks(prefix, all.len(), &blank)).enumerate().map(entry).collect()
    }

    /// Weights, scoring of plans, and the other numbers.
    pub fn rules(&self, form: &StandardForm) -> [Vec<Field>; 3] {
        let (call, tr) = (self.call, self.call.tr);
        let weights = PartKind::ALL
            .into_iter()
            .zip(&form.weights)
            .map(|(part, text)| self.line(format!("weight-{}", part.key()), call.word_of(part), text));
        let labels = [
            tr.standard_plan_approved(),
            tr.standard_plan_remarks(),
            tr.standard_plan_return(),
            tr.standard_plan_floor(),
        ];
        let plan = PLAN.into_iter().zip(labels).zip(&form.plan);
        let plan = plan.map(|((name, label), text)| self.line(format!("plan-{name}"), label, text));
        let severity = ["raw", "adjusted"]
            .map(|rule| Choice::new(rule, call.word(&format!("severity-{rule}")), form.severity == rule));
        let rules = vec![
            self.line("spot_check_rate".to_owned(), tr.standard_spot_check_rate(), &form.spot_check_rate),
            self.line("attendance_floor".to_owned(), tr.standard_attendance(), &form.attendance_floor),
            self.line("observed_share".to_owned(), tr.standard_observed(), &form.observed_share)
                .help(tr.standard_observed_help())
                .optional(tr),
            self.leading_group(form),
            Field::new("severity", tr.standard_severity(), Control::One(severity.into())),
            self.line("twice-share".to_owned(), tr.standard_twice_share(), &form.twice_share)
                .help(tr.standard_twice_share_help())
                .optional(tr),
            self.line("twice-limit".to_owned(), tr.standard_twice_limit(), &form.twice_limit).optional(tr),
        ];
        [weights.collect(), plan.collect(), rules]
    }

    /// Who hears the organiser's own leading group, if it takes part.
    fn leading_group(&self, form: &StandardForm) -> Field {
        let (call, tr) = (self.call, self.call.tr);
        let none = Choice::new("", tr.leading_group_apart(), form.leading_group.trim().is_empty());
        let ways = LeadingGroup::ALL.iter().map(|from| {
            Choice::new(from.key(), call.word_of(*from), form.leading_group.trim() == from.key())
        });
        let choices = std::iter::once(none).chain(ways).collect();
        Field::new("leading_group", tr.leading_group_rule(), Control::One(choices))
            .help(tr.leading_group_rule_help())
            .error(self.errors.get("leading_group").cloned())
    }
}
