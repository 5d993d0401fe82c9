mod attachments;
mod book;
mod findings;
mod inquiries;
mod ledgers;
mod look_backs;
mod measure_changes;
mod take_up;
