mod drafts;
mod drafts_browser;
mod letters;
mod notices;
mod search;
