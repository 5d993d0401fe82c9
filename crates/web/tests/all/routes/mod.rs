mod clock;
mod declared;
mod foreign;
mod paths;
mod scopes;
