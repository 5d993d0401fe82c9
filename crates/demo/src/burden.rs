//! What units are asked besides: a question to the direct subordinates, most of which answered, and a request that one
//! of them calls too much.

use super::{Demo, PREFECTURE, SLOW, chance::Chance};
use earnest_app::{
    AppError, Result,
    burden::{
        burden_report::{answer_burden, report_burden},
        question_answer::answer_question,
        question_ask::{Ask, ask_question},
    },
};
use earnest_model::burden::{budget::Kind, question::QuestionForm};
use jiff::civil::date;

impl Demo<'_> {
    pub(super) fn ask_besides(&mut self) -> Result<()> {
        // Chance of its own: whatever else the story tells stays as it is.
        let mut chance = Chance::new(2_906);
        self.on(date(2015, 11, 12));
        let form = QuestionForm {
            title: "基层办事窗口延时服务",
            why: "安排下一轮走访时一并了解，不再另发表格",
            fields: vec!["实行延时服务的窗口", "群众反映最多的一件事"],
            minutes: "15",
            due_on: "2015-11-27",
        };
        let ask = Ask { unit: &self.scene.top, form, classes: Vec::new() };
        let question = ask_question(&self.context(self.office()?), self.pack, &ask)?;
        self.tick();
        for place in 0..self.subordinates.len() {
            let (windows, answered) = (2 + chance.below(9), chance.one_in(7, 10));
            let unit = self.subordinates.get(place).ok_or(AppError::NotFound)?;
            if unit.code == self.at(SLOW) || !answered {
                continue;
            }
            let windows = format!("{windows}个窗口，工作日延时一小时");
            let said = ["材料重复提交", "排队时间长", "一次告知不清楚", "线上线下标准不一"];
            let most = said.get(place % said.len()).copied().unwrap_or_default();
            answer_question(&self.context(&unit.officer), question, &unit.code, &[&windows, most])?;
            self.tick();
        }
        self.too_much(question.0)
    }

    fn too_much(&mut self, question: i64) -> Result<()> {
        self.on(date(2015, 11, 16));
        let (prefecture, slow) = (self.at(PREFECTURE), self.at(SLOW));
        let unit =
            |code: &str| self.subordinates.iter().find(|unit| unit.code == code).ok_or(AppError::NotFound);
        let why = "窗口数据省政务平台已有，再逐个统计要三名干部各用半天，建议直接调用平台数据。";
        let first =
            report_burden(&self.context(&unit(&slow)?.officer), &slow, (Kind::Question, question), why)?;
        let why = "同一周内另有方案重报和材料调阅，经办人只有两名，建议延后一周。";
        report_burden(
            &self.context(&unit(&prefecture)?.officer),
            &prefecture,
            (Kind::Question, question),
            why,
        )?;
        self.tick();
        let reply = "平台数据已能满足，该项不再要求本单位填报。";
        answer_burden(&self.context(self.office()?), first, "withdrawn", reply)?;
        self.tick();
        Ok(())
    }
}
