invitation-title = Set your password
invitation-lede = You choose it alone; nobody else sees it.
invitation-why = At least 10 characters; several words are easier to keep than signs.
invitation-password = Password
invitation-again = Once more
invitation-submit = Keep it
invitation-done = The password is kept. Sign in with it.
invitation-whose = For the login { $login } ({ $title }). You choose the password alone; nobody else sees it.
