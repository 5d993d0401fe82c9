//! Round 3 at the province: the circular is drafted, checked by those whom it names, published, read, answered.

use crate::walkthrough_browser::{
    others,
    province::{ADMIN, HEAD, OFFICE, OFFICER},
    walk::{OWN_PASSWORD, Told, Walk},
};

/// The circular on this round, not those before.
const OURS: &str = "第3[轮輪]|round 3";

const OTHER_ASSESSOR: Told = ("Another assessor of the province", "另一位省级评估员");
const PUBLIC: Told = ("Anybody", "任何人");

/// The office drafts it and sends each unit what it says of it.
pub fn draft(walk: &mut Walk) {
    walk.part("The circular: draft and factual check", "通报：起草与事实核对");
    walk.sits_down("office", OFFICE);
    walk.goes("/circulars");
    walk.follows("/circulars/new?round=3");
    walk.browser.fill("recipients", "各市（州）、新区，省直各单位，省属高校，省管国有企业");
    walk.browser.fill(
        "grounds",
        "根据专题教育方案和评估标准，对第三次专题学习研讨进行了质量评估，现将情况通报如下。",
    );
    walk.browser.fill("problems-1", "方案两次退回后才补齐征求意见的范围和人数，报送迟于规定时间。");
    walk.browser.fill("problems_units-1", "5206");
    walk.browser.fill("requirements-0", "把通报指出的问题列入问题清单，写明责任人和完成时限。");
    walk.browser.fill("due_on-0", "2015-12-10");
    walk.browser.fill("who-0", "criticised");
    walk.looks_at("[name='problems-0']");
    walk.tells(
        "circular-write",
        "Facts and grades come from the register and are not asked for again. Units of the best and of the lowest grade stand there already.",
        "基本情况和等次取自登记，不用重填；等次最好和最低的单位已经列出。",
    );
    walk.sends("/circulars/new");
    walk.tells("circular-draft", "The draft, with its basic facts.", "通报草稿和基本情况。");
    walk.sends("/circulars/drafts/");
    walk.says(
        "The office sends every unit named its own passages, with a last day.",
        "办公室把各段分别送给被点名的单位核对，并定下答复期限。",
    );
}

/// What a unit says to its passage, and what the office answers.
pub fn check(walk: &mut Walk) {
    walk.sits_down("officer", OFFICER);
    walk.follows_of("/passages/", OURS);
    walk.browser.click("input[name=step][value=correct]");
    walk.browser.fill("said", "第三版方案在规定时间内报送，请按收件记录核对日期。");
    walk.tells(
        "passage",
        "Nobody reads in a circular what they were not shown before. The unit accepts, asks for a correction, or replies.",
        "点名之前先给本单位看。单位可以认可、要求更正，或者作出说明。",
    );
    walk.sends("/passages/");
    let officers = others::officers(&walk.site);
    let (accepted, _) = others::read_circular(&walk.site, &officers);
    assert!(accepted > 2, "the others named: {accepted}");
    walk.sits_down("office", OFFICE);
    walk.follows_of("/circulars/drafts/", OURS);
    walk.looks_at("section.card form");
    walk.browser.click("section.card input[value=amend]");
    let body = "section.card textarea[name^=body]";
    walk.browser.fill(body, "方案两次退回后才补齐征求意见的范围和人数。");
    walk.browser.fill("section.card textarea[name^=decision]", "已按收件记录核对，删去报送迟延一句。");
    walk.tells(
        "passage-answer",
        "The other units named accepted theirs the same way. The office takes the correction; the old words are kept beside the new ones.",
        "其他被点名的单位同样已核对认可。办公室采纳更正，原来的话与新的话都留着。",
    );
    walk.sends("/circulars/drafts/");
    walk.sits_down("officer", OFFICER);
    walk.follows_of("/passages/", OURS);
    walk.browser.click("input[name=step][value=accept]");
    walk.sends("/passages/");
    walk.says(
        "The desk says that the office answered, and the unit accepts the new words.",
        "待办提示办公室已答复，单位认可更正后的表述。",
    );
}

/// It is published and read.
pub fn publish(walk: &mut Walk) {
    walk.part("The circular: published and read", "通报：印发与签收");
    // The last day for answers is over.
    walk.site.goes_on_to(jiff::civil::date(2015, 11, 30));
    walk.sits_down("office", OFFICE);
    walk.follows_of("/circulars/drafts/", OURS);
    walk.tells(
        "circular-checked",
        "A week later. Every unit named has answered or let its last day pass, and the office has answered each: only now can it be published.",
        "一周以后，被点名的单位都已答复或期限已过，每个意见都有回音，这时才能印发。",
    );
    walk.browser.click("form[action$='/publish'] button[type=submit]");
    walk.is_sure();
    walk.tells(
        "circular",
        "The published circular, in the official layout. A published version never changes.",
        "印发的通报，按公文格式排版；印发后不再改动，有误另发更正。",
    );
    walk.sits_down("officer", OFFICER);
    walk.follows_of("/circulars/", OURS);
    walk.browser.click("form[action$='/acknowledge'] button[type=submit]");
    walk.tells(
        "circular-read",
        "The unit confirms that it read it; the criticism and the requirements wait on its desk with their days.",
        "单位签收；批评和要求连同期限进入待办。",
    );
    let half: Vec<_> = others::officers(&walk.site).into_iter().take(30).collect();
    let (_, confirmed) = others::read_circular(&walk.site, &half);
    assert!(confirmed > 20, "the others confirm: {confirmed}");
    walk.sits_down("office", OFFICE);
    walk.goes("/circulars");
    walk.follows_of("/circulars/", OURS);
    walk.unfolds();
    walk.tells(
        "circular-receipts",
        "About half the others confirmed the same way. The office sees who read it and when, and may remind the rest.",
        "其他单位约一半已同样签收。谁在什么时候看过，办公室一目了然，没看的可以提醒。",
    );
}

/// A unit appeals against its rating; an assessor who did not mark it decides.
pub fn appeal(walk: &mut Walk) {
    walk.part("Appeal", "申诉");
    walk.sits_down("officer", OFFICER);
    walk.goes("/ratings?round=3");
    walk.browser.click("铜仁市");
    walk.unfolds();
    walk.browser.fill("reason", "研讨旁听只有一张评分表，请由另一位评估员复核会议记录。");
    walk.looks_at("form[action$='/appeal']");
    walk.tells(
        "appeal",
        "A rating can be appealed once, within fifteen days of the circular.",
        "对评定不服，可在通报后十五日内申诉一次。",
    );
    walk.browser.click("form[action$='/appeal'] button[type=submit]");
    walk.sits_down("admin", ADMIN);
    walk.goes("/accounts?find=assessor2");
    walk.follows_of("/accounts/", "assessor2|省级评估员2");
    walk.browser.click("form[action$='/invite'] button[type=submit]");
    walk.takes_invitation(OTHER_ASSESSOR);
    walk.says(
        "The administrator invites another assessor of the province, who sets a password.",
        "管理员邀请另一位省级评估员，由本人设好密码。",
    );
    walk.signs_in("assessor2", OWN_PASSWORD, OTHER_ASSESSOR);
    walk.follows("/ratings/");
    walk.looks_at("form[action*='/appeals/']");
    walk.browser.click("input[name=outcome][value=upheld]");
    walk.browser.fill("reason", "会议记录与评分表一致，评分依据充分，维持原评定。");
    walk.tells(
        "appeal-decide",
        "It waits on the desk of those who neither marked nor rated the unit; one of them decides, with the reason.",
        "申诉只到没有给该单位打过分、也没有参与评定的人那里，由其中一人写明理由作出决定。",
    );
    walk.browser.click("form[action*='/appeals/'] button[type=submit]");
    walk.looks_at("main > section.part:last-of-type");
    walk.tells(
        "appeal-decided",
        "The decision stands beside the rating, which itself stays.",
        "决定附在评定旁边，原评定不改。",
    );
}

/// What the circular asked is done, and the office sees it.
pub fn follow_up(walk: &mut Walk) {
    walk.part("What follows", "跟踪落实");
    walk.sits_down("officer", OFFICER);
    walk.follows_of("/criticisms/", OURS);
    let fields = [
        ("0-instance", "第三轮方案第一版没有写征求意见的人数。"),
        ("0-measure-0-body", "方案报送前由办公室逐项对照清单核对，缺项不报。"),
        ("0-measure-0-owner", "办公室主任"),
        ("0-measure-0-deliverable", "核对清单和核对记录"),
    ];
    for (name, value) in fields {
        walk.browser.fill(name, value);
    }
    walk.chooses("0-aspect", 1);
    walk.looks_at("[name='0-body']");
    walk.tells(
        "criticism",
        "A criticism is answered in the ledger, not in a report: a problem with a measure, its owner and its day. What is known stands there.",
        "批评用台账来回应，不用另写报告：列出问题、措施、责任人和时限，已知的已经填好。",
    );
    walk.browser.click("form[action$='/problem'] button[type=submit]");
    walk.sits_down("officer", OFFICER);
    walk.follows_of("/obligations/", "把通报指出");
    walk.browser.fill("answer", "已列入台账，责任人为办公室主任，本月内完成。");
    walk.tells(
        "obligation",
        "A requirement is answered in a sentence or two.",
        "通报的要求，一两句话答复即可。",
    );
    walk.sends("/obligations/");
    walk.sits_down("head", HEAD);
    walk.follows("/problems/sign");
    walk.tells("head-signs", "The head signs what goes into the ledger.", "列入台账的问题由主要负责人签字。");
    walk.ticks("all");
    walk.sends("/problems/sign");
    walk.sits_down("office", OFFICE);
    walk.goes("/circulars");
    walk.follows_of("/circulars/", OURS);
    walk.browser.click("main a[href$='/follow-up']");
    walk.tells(
        "follow-up",
        "The office sees how far every criticism and every requirement has come, each line the way to its record.",
        "每一条批评、每一项要求落实到哪一步，办公室逐条可查，点开就是台账。",
    );
}

/// Anybody reads it and says something; the office decides whether that is published.
pub fn public(walk: &mut Walk) {
    walk.part("The public", "社会公开");
    walk.stands_up(PUBLIC);
    walk.goes("/circulars");
    walk.follows_of("/circulars/", OURS);
    walk.tells("public", "Anybody reads the circular without signing in.", "通报人人可看，不用登录。");
    walk.unfolds();
    walk.browser.fill("comment", "希望把整改完成的情况也公布出来。");
    walk.looks_at("#comments");
    walk.tells("comment", "Anybody may leave a comment; no name is asked for.", "人人可以留言，不问姓名。");
    walk.browser.click("form[action$='/comments'] button[type=submit]");
    walk.tells("comment-held", "It is held until the office has read it.", "留言先由办公室看过再公开。");
    walk.sits_down("office", OFFICE);
    walk.follows_of("/circulars/", OURS);
    walk.browser.click("#comments input[value=published]");
    walk.looks_at("#comments");
    walk.tells(
        "comment-decide",
        "The office publishes it, or rejects it with the reason.",
        "办公室公开留言，或者写明理由不予公开。",
    );
    walk.browser.click("form[action^='/comments/'] button[type=submit]");
    walk.goes("/rounds/3");
    walk.sends("/rounds/3/advance");
    walk.sends("/rounds/3/advance");
    walk.tells(
        "closed",
        "The round is circulated, then closed. What is left lives on in the ledger.",
        "本轮通报后结束；没做完的留在台账里继续办。",
    );
}
