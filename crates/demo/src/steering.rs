//! How the leaders steer: a contact list, a direction with its replies, a reminder, a tour that is to come.

use super::{Demo, PREFECTURE, SLOW};
use earnest_app::{
    AppError, Context, Result,
    duties::charge_give::{ChargeForm, give_charge},
    people::post_register::register_post,
    tasks::{
        task_send::{pass_task_on, send_task},
        task_step::{acknowledge_task, follow_task_up, reply_to_task},
    },
    visits::tour_plan::plan_tour,
};
use earnest_model::{
    actor::Actor,
    duties::duty::PostForm,
    id::{PostId, TaskId},
    tasks::task::TaskForm,
    visits::tour::PlanForm,
};
use jiff::civil::date;

/// The leader with a portfolio whose page is shown.
const LEADER: &str = "分管领导（专题教育）";
/// On whose behalf the direction is sent.
const CHIEF: &str = "主要负责人";

impl Demo<'_> {
    pub(super) fn steer(&mut self) -> Result<()> {
        self.on(date(2015, 11, 4));
        let leader = self.contact_list()?;
        self.direct()?;
        self.remind()?;
        self.plan_tour(leader)
    }

    fn head_of(&self, code: &str) -> Result<&Actor> {
        self.subordinates
            .iter()
            .find(|unit| unit.code == code)
            .map(|unit| &unit.head)
            .ok_or(AppError::NotFound)
    }

    fn contact_list(&mut self) -> Result<PostId> {
        let form =
            PostForm { kind: "portfolio-lead", title: LEADER, from: "2015-05-04", until: "", another: false };
        let post = register_post(&self.context(self.office()?), &self.scene.top, form)?;
        self.tick();
        let universities = self.subordinates.iter().filter(|unit| unit.class == "university").take(3);
        let mut charges = vec![(self.at(SLOW), "contact")];
        charges.extend(universities.map(|unit| (unit.code.clone(), "portfolio")));
        for (unit, kind) in charges {
            let form = ChargeForm { unit: &unit, kind, from: "2015-05-04", until: "" };
            give_charge(&self.context(self.office()?), post, form)?;
            self.tick();
        }
        Ok(post)
    }

    /// Sent to two prefectures: one passes it on and has replied, the other's reply says too little.
    fn direct(&mut self) -> Result<()> {
        let form = TaskForm {
            kind: "direction",
            leader: CHIEF,
            title: "责任传导逐级核对",
            body: "逐级核对责任认领情况，列出尚未认领的单位，说明原因和补齐的日期。",
            due_on: "2015-11-18",
        };
        let (prefecture, slow) = (self.at(PREFECTURE), self.at(SLOW));
        let to = [prefecture.as_str(), slow.as_str()];
        let first = send_task(&self.context(self.office()?), &self.scene.top, form, &to)?;
        let second = TaskId(first.0 + 1);
        self.on(date(2015, 11, 6));
        let (good, slow) = (self.head_of(&prefecture)?.clone(), self.head_of(&slow)?.clone());
        acknowledge_task(&self.context(&good), first)?;
        self.tick();
        let counties = ["520111", "520112", "520113"].map(|code| self.at(code));
        let beneath = TaskForm { due_on: "2015-11-17", ..form };
        pass_task_on(&self.context(&good), first, beneath, &counties.each_ref().map(String::as_str))?;
        self.tick();
        acknowledge_task(&self.context(&slow), second)?;
        self.on(date(2015, 11, 17));
        let reply = "已逐县核对：认领率百分之九十七，未认领的单位均已约谈，十一月底前补齐。";
        reply_to_task(&self.context(&good), first, reply)?;
        self.tick();
        reply_to_task(&self.context(&slow), second, "正在核对，乡镇一级尚在催办。")?;
        self.on(date(2015, 11, 18));
        let missing = "请列出未认领的乡镇名单和每个乡镇的补齐日期。";
        follow_task_up(&self.context(self.office()?), second, missing, "2015-11-22")?;
        self.tick();
        Ok(())
    }

    fn remind(&mut self) -> Result<()> {
        let unit = self.subordinates.iter().find(|unit| unit.class == "state-firm");
        let code = unit.map(|unit| unit.code.clone()).ok_or(AppError::NotFound)?;
        let form = TaskForm {
            kind: "reminder",
            leader: LEADER,
            title: "会议陪会较多",
            body: "近期两次专题会议陪会人数偏多，请注意按议题确定参会范围。",
            due_on: "",
        };
        send_task(&self.context(self.office()?), &self.scene.top, form, &[&code])?;
        self.tick();
        Ok(())
    }

    fn plan_tour(&mut self, leader: PostId) -> Result<()> {
        let leader = leader.to_string();
        let units = [(SLOW, "contact"), ("520602", "risk"), ("520603", "risk")];
        let units = units.map(|(code, kind)| (self.at(code), kind));
        let form = PlanForm {
            leader: &leader,
            purposes: "专题教育进展督查\n党风廉政建设集中整治",
            from: "2015-12-01",
            until: "2015-12-04",
            units: units.iter().map(|(code, kind)| (code.as_str(), *kind)).collect(),
            ..PlanForm::default()
        };
        let context: Context<'_> = self.context(self.office()?);
        plan_tour(&context, &self.scene.top, &form)?;
        self.tick();
        Ok(())
    }
}
