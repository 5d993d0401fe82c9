mod accounts;
mod boundaries;
mod me;
mod sign_in;
