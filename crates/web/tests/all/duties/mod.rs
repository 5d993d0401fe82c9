mod cascade;
mod charges;
