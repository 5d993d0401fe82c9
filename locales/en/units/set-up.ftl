# The page of the first start.
set-up-title = Set up this register
set-up-lede = Nobody has set it up yet. This page is shown once; afterwards people sign in here.
set-up-why = All of it is done in one step, or nothing.
set-up-send = Set up
set-up-code = Code
set-up-code-help = It stands where the program was started; nobody else can have it
set-up-organisation = The organisation
set-up-packs = What it is for
set-up-tree = Units
set-up-person = Who looks after accounts
set-up-pack = Pack
set-up-pack-help = Tiers, classes, standard and words. A newer version can be put in later; another pack can’t
set-up-pack-words = { $key }: { $tiers }
set-up-pack-own = One of our own (choose its files below)
set-up-rows = Type or paste
set-up-rows-help = A line per unit; what stands beneath is set in by two blanks or a tab. Tiers follow each other; another one stands in brackets: Old Town [ward]. Rows with the heads code, name, parent_code, tier are taken, too
set-up-units = Or a file
set-up-units-help = A workbook or CSV with code, name, parent_code, tier and perhaps class
set-up-login = Login
set-up-login-help = 2 to 64 letters, digits, . _ - @
set-up-post = Title
set-up-post-help = What others see, such as “IT of the group”
set-up-password = Password
set-up-password-help = 10 characters or more, not the login, the title or the organisation
set-up-password-again = Type it once more: passwords are not kept
set-up-again = Password once more
set-up-line = Line { $line }: { $why }
set-up-done-title = The register is set up
set-up-sign-in = Sign in
set-up-broke-off = It broke off, and nothing was written. What happened stands where the program was started.
set-up-unreadable = What was sent arrived damaged. Go back and send it again.
set-up-not-found = There is one page here until the register is set up.
set-up-done =
    { $units ->
        [one] It holds one unit.
       *[other] It holds { $units } units.
    } Sign in to open accounts for the others.
set-up-more-lines =
    { $lines ->
        [one] … and one line more
       *[other] … and { $lines } lines more
    }
