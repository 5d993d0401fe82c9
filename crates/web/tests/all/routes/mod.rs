mod clock;
mod declared;
mod odd;
mod paths;
mod scopes;
