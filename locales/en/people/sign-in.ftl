sign-in-title = Sign in
sign-in-lede = With the login that your administrator gave you.
sign-in-login = Login
sign-in-password = Password
sign-in-enter = Sign in
