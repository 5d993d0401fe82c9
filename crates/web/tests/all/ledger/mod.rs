mod attachments;
mod inquiries;
mod ledgers;
mod look_backs;
mod measure_changes;
mod odd_tables;
mod person;
mod problems;
