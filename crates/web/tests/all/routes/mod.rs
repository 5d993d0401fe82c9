mod clock;
mod declared;
mod foreign;
mod foreign_stories;
mod odd;
mod paths;
mod scopes;
mod ways;
