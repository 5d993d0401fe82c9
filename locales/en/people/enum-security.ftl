security-kind-signed-in = signed in
security-kind-refused = refused
security-kind-waits = told to wait
security-kind-signed-out = signed out
security-kind-password-refused = wrong current password
security-kind-forged = form from elsewhere
security-kind-rights = rights or password changed
