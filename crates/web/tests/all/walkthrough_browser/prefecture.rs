//! A prefecture carries the programme out for its own direct subordinates: its programme, its standard, its round.

use crate::walkthrough_browser::{
    others,
    province::{ADMIN, seminar},
    walk::{OWN_PASSWORD, Told, Walk},
};

const CITY: Told = ("Programme office of the prefecture", "市专题教育办公室");
const COUNTY: Told = ("Officer of a county", "县级经办人");
const CHIEF: Told = ("Head of the county", "县级主要负责人");
const LISTENER: Told = ("Assessor of the prefecture", "市级评估员");

/// The code of the prefecture, and of the county that the walk sits down.
pub const CODE: &str = "5201";
pub const OF_COUNTY: &str = "520111";

/// The programme, as the carrying-out of the province's, and a standard no laxer than the province's.
pub fn programme(walk: &mut Walk) -> String {
    walk.part("The prefecture's own programme", "市（州）自己的方案");
    walk.sits_down("city-office", CITY);
    walk.goes("/rounds");
    walk.follows("/programmes/new");
    walk.tells(
        "programme",
        "The form begins with the superior's programme: goal, topics, calendar. Days may be earlier, never later.",
        "表单已填好上级的目标、专题和日程；日期可以提前，不能推后。",
    );
    walk.sends("/programmes/new");
    let programme = walk.place();
    walk.follows("/standards/draft");
    walk.browser.click("main form:has([name=from][value=superior]) button[type=submit]");
    walk.unfolds();
    walk.browser.fill("g0-at_least", "85");
    walk.browser.click("button[name=act][value=publish]");
    walk.is_sure();
    walk.unfolds();
    walk.looks_at("h1");
    walk.tells(
        "standard-laxer",
        "A standard laxer than the superior's is refused, at the field in question: here the best grade for fewer points.",
        "比上级宽的标准发布不了，宽在哪里就标在哪一栏：这里是降低了最好等次的分数线。",
    );
    walk.browser.fill("g0-at_least", "92");
    walk.browser.click("button[name=act][value=publish]");
    walk.is_sure();
    walk.tells(
        "standard",
        "A stricter one is published; from now on it is fixed.",
        "更严的可以发布，发布后即固定。",
    );
    walk.goes(&programme);
    walk.follows("/rounds/");
    let round = walk.place();
    walk.sends(&format!("{round}/advance"));
    walk.tells(
        "round-open",
        "The round opens: every direct subordinate owes a plan.",
        "本轮开始，每个直属单位都要报方案。",
    );
    walk.key()
}

/// The people who are missing get an account; one county plans, its head signs, the prefecture reviews.
pub fn plan(walk: &mut Walk, round: &str) -> Vec<String> {
    walk.part("People and plans", "人员与方案");
    let accounts = [
        (CHIEF, "county-head", "县级主要负责人（520111）", "unit-head", OF_COUNTY),
        (LISTENER, "city-assessor", "市级评估员", "assessor", CODE),
    ];
    for (who, login, title, role, unit) in accounts {
        walk.sits_down("admin", ADMIN);
        walk.goes("/accounts");
        walk.follows("/accounts/new");
        for (name, value) in [("login", login), ("title", title), ("unit", unit), ("from", "2015-05-04")] {
            walk.browser.fill(name, value);
        }
        walk.browser.run("document.querySelector('[name=role]').value = arguments[0]", &[role.into()]);
        walk.sends("/accounts/new");
        if login == "county-head" {
            walk.tells(
                "invited",
                "The administrator opens an account by role and hands the link over; nobody but its person ever knows the password.",
                "管理员按岗位开账号，把链接交给本人；密码只有本人知道。",
            );
        }
        walk.takes_invitation(who);
    }
    walk.says(
        "The head of the county and an assessor of the prefecture set their passwords.",
        "县级主要负责人和市级评估员各自设好密码。",
    );
    walk.site.goes_on_to(jiff::civil::date(2015, 5, 12));
    walk.sits_down("county-officer", COUNTY);
    walk.follows_of("/plans/new", "花溪");
    walk.browser.fill("theme", "围绕专题查找服务群众中的差距");
    walk.browser.fill("session_on", "2015-05-25");
    walk.browser.run(
        "for (const it of document.querySelectorAll('[name^=section-]')) \
         it.value = '由主要负责人牵头，办公室具体办理，五月二十日前完成，责任到岗位。'",
        &[],
    );
    walk.tells(
        "county-plan",
        "The county writes its plan on the same form as the prefecture does for the province.",
        "县级按同样的表单报方案，和市级对省里一样。",
    );
    walk.browser.click("main form:has(button[name=act]) button[type=submit]:not([name])");
    walk.signs_in("county-head", OWN_PASSWORD, CHIEF);
    walk.follows("/plans/sign");
    walk.tells("county-sign", "Its head signs it.", "主要负责人签字。");
    walk.sends("/plans/sign");
    walk.sits_down("city-office", CITY);
    walk.follows("/plans/");
    walk.looks_at("form[action$='/review']");
    walk.browser.click("input[name=outcome][value=approve]");
    walk.tells("county-review", "The prefecture reviews it.", "市专题教育办公室审核。");
    walk.browser.click("form[action$='/review'] button[type=submit]");
    let officers = others::plans(&walk.site, round);
    assert_eq!(officers.len(), 40, "the other direct subordinates");
    walk.goes(&format!("/rounds/{round}"));
    walk.tells(
        "county-plans",
        "The other forty subordinates planned, signed and were reviewed the same way. Every plan is approved.",
        "其余四十个直属单位同样报送、签字、审核，方案全部通过。",
    );
    officers
}

/// Somebody listens to the county's session.
pub fn observation(walk: &mut Walk, round: &str) {
    walk.part("The session", "研讨");
    walk.goes(&format!("/observations/new?round={round}&unit={OF_COUNTY}"));
    walk.browser.run(
        "const list = document.querySelector('select[name=assessor]'); \
         list.value = [...list.options].find(it => /市级评估员/.test(it.text)).value",
        &[],
    );
    walk.browser.fill("session_on", "2015-05-25");
    walk.tells(
        "county-observer",
        "The prefecture sends its own assessor to listen.",
        "市里派自己的评估员去听会。",
    );
    walk.sends("/observations/new");
    walk.site.goes_on_to(jiff::civil::date(2015, 5, 25));
    walk.sits_down("county-officer", COUNTY);
    walk.goes("/seminars/new");
    seminar(walk, "2015-05-25", round);
    walk.unfolds();
    walk.looks_at("[name='speech-0-post']");
    walk.tells("county-session", "The county records its session once.", "县级会后记一次。");
    walk.sends("/seminars/new");
    walk.signs_in("city-assessor", OWN_PASSWORD, LISTENER);
    walk.browser.set_viewport(390, 844);
    walk.follows("/sheets/new?observation=");
    walk.marks_all(8);
    walk.looks_at("[name^=mark-]");
    walk.tells(
        "county-sheet-phone",
        "The assessor marks what was heard, on a phone.",
        "评估员在会场用手机打分。",
    );
    walk.sends("/sheets/new");
    walk.browser.set_viewport(1280, 800);
}

/// Units are drawn, their materials looked at, and all with a sheet are rated.
pub fn draw(walk: &mut Walk, round: &str, officers: &[String]) {
    others::sessions(&walk.site, round, officers);
    walk.says(
        "The other forty subordinates held their sessions and were listened to the same way.",
        "其余四十个直属单位同样开展研讨、有人旁听。",
    );
    walk.part("Draw, materials, rating", "抽查、调阅、综合评");
    walk.site.goes_on_to(jiff::civil::date(2015, 6, 8));
    walk.sits_down("city-office", CITY);
    walk.goes(&format!("/rounds/{round}"));
    walk.sends(&format!("/rounds/{round}/advance"));
    walk.goes("/draws");
    walk.sends("/draws");
    let draw = walk.place();
    walk.tells(
        "county-frozen",
        "The frame of the prefecture's classes is frozen and its fingerprint published.",
        "冻结本市各类别的名单，公布指纹。",
    );
    walk.browser.fill("seed", "27182818284590452353");
    walk.browser.fill("origin", "dice thrown in the hall before two witnesses");
    walk.sends(&format!("{draw}/seed"));
    walk.tells(
        "county-drawn",
        "The seed was thrown in public. The page is the proof: frame, digits, result, and the file with which anybody verifies it.",
        "当众掷出种子。这一页就是证明：名单、数字、结果，以及任何人都能用来核对的文件。",
    );
    others::materials_are_called_up(&walk.site, "city-office", &walk.key());
    walk.signs_in("city-assessor", OWN_PASSWORD, LISTENER);
    walk.follows("/sheets/new?spot_check=");
    walk.marks_all(8);
    walk.looks_at("[name^=mark-]");
    walk.tells("county-materials", "Materials that exist already are looked at.", "调阅已有的材料。");
    walk.sends("/sheets/new");
    let filled = others::fill_sheets(&walk.site, &["city-assessor".to_owned()]);
    assert!(filled > 3, "the other sheets: {filled}");
    walk.sits_down("city-office", CITY);
    walk.goes(&format!("/ratings?round={round}"));
    walk.sends("/ratings");
    walk.tells(
        "county-ratings",
        "The other sheets on materials were filled the same way. All units with a sheet are rated.",
        "其余材料评分表同样填好，凡有评分表的单位一次评定。",
    );
    walk.browser.click("花溪区");
    walk.tells(
        "county-rating",
        "The county's rating, step by step, by the prefecture's standard.",
        "县级的评定，按市里的标准逐步计算。",
    );
}

/// The circular of the prefecture: the county replies, it is published, the county confirms.
pub fn circular(walk: &mut Walk, officers: &[String]) {
    walk.part("The circular", "通报");
    walk.goes("/circulars");
    walk.follows("/circulars/new");
    walk.browser.fill("recipients", "各区（市、县），市直各部门");
    walk.browser.fill(
        "grounds",
        "根据本市专题教育方案和评估标准，对第一次专题学习研讨进行了质量评估，现将情况通报如下。",
    );
    walk.browser.fill("went_well-0", "研讨记录完整，发言有事例、有措施。");
    walk.browser.fill("went_well_units-0", "");
    walk.browser.fill("problems-0", "发言提出的措施没有全部写明完成时限。");
    walk.browser.fill("problems_units-0", OF_COUNTY);
    walk.browser.fill("requirements-0", "补齐措施的责任人和完成时限。");
    walk.browser.fill("due_on-0", "2015-06-30");
    walk.browser.run("document.querySelector('[name=who-0]').value = 'criticised'", &[]);
    walk.sends("/circulars/new");
    walk.tells("county-draft", "The office drafts its circular.", "市里起草通报。");
    walk.browser.click("form[action$='/send'] button[type=submit]");
    walk.sits_down("county-officer", COUNTY);
    walk.follows("/passages/");
    walk.browser.click("input[name=step][value=reply]");
    walk.browser.fill("said", "缺时限的两条措施已于六月五日补齐。");
    walk.browser.click("input[name=beside]");
    walk.tells(
        "county-reply",
        "The county has its right of reply: it asks that its words stand beside the criticism.",
        "县级有说明的权利，并要求把说明附在批评之后。",
    );
    walk.sends("/passages/");
    walk.sits_down("city-office", CITY);
    walk.follows("/circulars/drafts/");
    walk.browser.click("input[value=note]");
    walk.browser.click("form[action*='/passages/'] button[type=submit]");
    // The day of the check is over for those who stand in the table alone, too.
    walk.site.goes_on_to(jiff::civil::date(2015, 6, 14));
    walk.sits_down("city-office", CITY);
    walk.follows("/circulars/drafts/");
    walk.browser.click("form[action$='/publish'] button[type=submit]");
    walk.is_sure();
    walk.tells(
        "county-circular",
        "Published, with the county's reply beside the point.",
        "印发的通报，县级的说明附在该条之后。",
    );
    walk.sits_down("county-officer", COUNTY);
    walk.follows("/circulars/");
    walk.browser.click("form[action$='/acknowledge'] button[type=submit]");
    walk.tells("county-read", "The county confirms that it read it.", "县级签收。");
    let (_, confirmed) = others::read_circular(&walk.site, officers);
    assert_eq!(confirmed, officers.len(), "the others confirm");
    walk.sits_down("city-office", CITY);
    walk.goes("/circulars");
    walk.follows("/circulars/");
    walk.unfolds();
    walk.tells(
        "county-receipts",
        "The others confirmed the same way; the office sees all receipts.",
        "其余单位同样签收，办公室看得到全部签收情况。",
    );
}
