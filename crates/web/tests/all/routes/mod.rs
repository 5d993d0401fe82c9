mod clock;
mod declared;
mod foreign;
mod odd;
mod paths;
mod scopes;
mod ways;
