mod drafts;
mod forms;
mod letters;
mod notices;
mod search;
mod taking;
mod whose;
