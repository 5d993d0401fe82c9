mod drafts;
mod letters;
mod notices;
mod search;
