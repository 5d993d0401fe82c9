mod declared;
mod paths;
mod scopes;
