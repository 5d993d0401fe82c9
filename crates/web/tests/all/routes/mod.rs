mod declared;
mod scopes;
