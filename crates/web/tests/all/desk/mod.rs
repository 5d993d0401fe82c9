mod drafts;
mod drafts_browser;
mod letters;
mod lists;
mod notices;
mod search;
mod sure;
mod taking;
