//! What is told in the demonstration: cases of the library, an exemplary session, a lesson for a county, comments.

use super::{Demo, PREFECTURE};
use earnest_app::{
    AppError, Result,
    circulars::{circular_show::list_circulars, comment_write::write_comment},
    sessions::{
        case_register::register_case,
        exemplar_mark::mark_exemplar,
        lesson_suggest::{Lesson, suggest_lesson},
        seminar_record::{Record, record_seminar},
        seminar_show::list_seminars,
    },
};
use earnest_model::{
    actor::Actor,
    sessions::{
        case_study::CaseForm,
        seminar::{SessionForm, SpeechForm},
    },
    units::unit::Tier,
};

/// County to which a speaker of the prefecture suggests a lesson.
const COUNTY: &str = "520111";

impl Demo<'_> {
    pub(super) fn told(&mut self) -> Result<()> {
        let cases = self.library()?;
        self.example()?;
        self.study_session(&cases)?;
        self.comments()
    }

    fn library(&mut self) -> Result<[String; 2]> {
        let open = CaseForm {
            kind: "positive",
            title: "如实反映征购负担的老支书",
            source: "省专题教育办公室编印的正面典型材料",
            body: "他走遍七个乡镇，把征购负担过重的情况如实报上去，当年减免2800万斤。群众说，说真话的干部靠得住。",
            ..CaseForm::default()
        };
        let limited = CaseForm {
            kind: "negative",
            title: "违纪违法人员忏悔材料选编",
            source: "纪检机关编印，内部使用",
            body: "曾经的同事在材料中写道，最初只是收下一份土特产，十年后再也回不了头。",
            sensitive: true,
            tiers: vec![Tier(1), Tier(2)],
            roles: vec!["office", "unit-head", "unit-officer"],
        };
        let mut keys = [String::new(), String::new()];
        for (key, form) in keys.iter_mut().zip([&open, &limited]) {
            *key = register_case(&self.context(self.office()?), &self.scene.top, form)?.to_string();
            self.tick();
        }
        Ok(keys)
    }

    /// The newest session of the prefecture is held up as an example.
    fn example(&mut self) -> Result<()> {
        let prefecture = self.at(PREFECTURE);
        let place = self.subordinates.iter().position(|unit| unit.code == prefecture);
        let officer = place.and_then(|place| self.subordinates.get(place)).ok_or(AppError::NotFound)?;
        let held = list_seminars(&self.context(&officer.officer), None, 50)?.seminars;
        let own = held.iter().find(|held| held.code == prefecture && held.round.is_some());
        let Some(session) = own else { return Ok(()) };
        let reason = "发言人人有事例、有措施，互动充分，没有照稿念。";
        mark_exemplar(&self.context(self.office()?), session.id, Some(reason))?;
        self.tick();
        Ok(())
    }

    /// A study session outside the rounds: a story with its numbers, cases of the library, a lesson for a county.
    fn study_session(&mut self, cases: &[String; 2]) -> Result<()> {
        let prefecture = self.at(PREFECTURE);
        let officer = self
            .subordinates
            .iter()
            .find(|unit| unit.code == prefecture)
            .map(|unit| unit.officer.clone())
            .ok_or(AppError::NotFound)?;
        let speech = SpeechForm {
            post: "分管领导".into(),
            parts: vec!["understanding", "problems", "measures"],
            engagement: ["yes", "yes", "yes"],
            instances: "1",
            measures: "1",
            lessons: "各县的证明事项也可能重复索要，应一并清理。",
            story: "服务窗口一位老人为办一张证明跑了4趟，等了16天，最后发现材料去年已经交过。",
            ..SpeechForm::default()
        };
        let form = SessionForm {
            kind: "leadership-study",
            held_on: "2015-11-20",
            minutes: "150",
            present: "11",
            expected: "11",
            interactions: "9",
            consensus: "证明材料能内部核对的不再让群众跑。",
            speeches: vec![speech],
            library: cases.iter().map(String::as_str).collect(),
            ..SessionForm::default()
        };
        let record = Record { unit: &prefecture, round: None, form };
        let id = record_seminar(&self.context(&officer), &record)?;
        self.tick();
        let lesson = "清理辖区内重复索要的证明材料，列出清单并公开。";
        let lesson = Lesson { unit: &self.at(COUNTY), body: lesson, another: false };
        suggest_lesson(&self.context(&officer), id, 0, &lesson)?;
        self.tick();
        Ok(())
    }

    /// They wait for the office: none is published yet.
    fn comments(&mut self) -> Result<()> {
        let circulars = list_circulars(&self.context(&Actor::PUBLIC), None, 1)?.circulars;
        let Some(circular) = circulars.first() else { return Ok(()) };
        let texts = ["希望把整改结果也公布到村里。", "乡镇的会还是多，能不能少开一些？"];
        for text in texts {
            write_comment(&self.context(&Actor::PUBLIC), circular.id, text)?;
            self.tick();
        }
        Ok(())
    }
}
