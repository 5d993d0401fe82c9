sign-in-title = Sign in
sign-in-lede = With the login that your administrator gave you.
sign-in-kept = You had been signed out. What you sent was not taken yet; it is kept and waits for you behind this page.
sign-in-login = Login
sign-in-password = Password
sign-in-enter = Sign in
