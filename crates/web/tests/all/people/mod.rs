mod accounts;
mod boundaries;
mod door;
mod me;
mod sign_in;
