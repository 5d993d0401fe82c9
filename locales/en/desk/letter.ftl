letter-title = Letters by mail
letter-why = One letter a day, or one for each notice. What falls into the quiet hours waits until they end. A letter names the thing and its day; the link asks you to sign in.
letter-submit = Save
letter-done = What you wish is kept.
letter-none = Mail is off: this server sends no letters.
letter-none-why = Wishes are kept and count once whoever runs the server names a mail server. The page of notices works all the same.
letter-mode = How often
letter-address = Address
letter-hour = Hour of the daily letter, and of the one on the morning of a deadline
letter-quiet-from = Quiet from
letter-quiet-to = Quiet until
letter-quiet-none = none
letter-language = Language
letter-foot = The links ask you to sign in. This letter was written by the system, and nobody reads replies.
letter-off = To turn letters off or change their hours: { $link }
letter-subject = For you: { $owed ->
    [one] one deadline
   *[other] { $owed } deadlines
}, { $news ->
    [one] one notice
   *[other] { $news } notices
}
letter-subject-day = { $near }: { $words }
letter-all = All notices: { $link }
letter-address-help = Needed unless you choose “never”.
