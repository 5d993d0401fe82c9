mod clock;
mod declared;
mod paths;
mod scopes;
