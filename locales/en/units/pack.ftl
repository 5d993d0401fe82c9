pack-refused = The pack has faults; nothing was taken
pack-title = Packs
pack-lede = A pack holds the tiers, classes, topics, aspects, plan sections and the standard of { -programme(form: "a") }. A newer version changes nothing that runs.
pack-none = No pack yet
pack-add = Put a pack in
pack-add-lede = Choose a ZIP file, or the TOML files of the pack themselves: pack.toml, standard.toml and, if it has one, words.toml. Nothing that runs is changed by it.
pack-add-why = The files are checked first, and every fault is told with its line.
pack-send = Look at the files
pack-files = Files of the pack
pack-files-help = One ZIP file, or all TOML files of the pack
pack-do = What to do
pack-check = Only check them
pack-put-in = Put them in if they have no fault
pack-faults = Faults
pack-column-place = Where
pack-column-fault = What is wrong
pack-column-key = Key
pack-column-version = Version
pack-column-added = Put in on
pack-column-hash = Fingerprint
pack-column-state = State
pack-column-name = Name
pack-in-force = In use
pack-kept = Kept
pack-sound = { $key }, version { $version }: no fault
pack-holds = { $tiers ->
    [one] one tier
   *[other] { $tiers } tiers
 }, { $classes ->
    [one] one class
   *[other] { $classes } classes
 }, { $aspects ->
    [one] one aspect
   *[other] { $aspects } aspects
 }, { $checklist ->
    [one] one section of a plan
   *[other] { $checklist } sections of a plan
 }
pack-name = { $key }, version { $version }
pack-unread = This program can’t read the pack
pack-unsound = Parts of this pack are left out
pack-unsound-text = An earlier program took it. Put in a version in which these faults are mended.
pack-hash = SHA-256 { $hash }
pack-download = Download
pack-tiers = Tiers
pack-classes = Classes
pack-topics = Topics
pack-words = Words
pack-aspects = Aspects
pack-checklist = Sections of a plan
pack-papers = Papers and their layouts
pack-paper-none = none
pack-beside = Beside version { $version }, which is in use
pack-differences = What differs
pack-no-differences = Nothing differs but the version.
pack-column-list = List
pack-column-language = Language
pack-column-before = So far
pack-column-now = In the newer version
pack-not-there = not there
pack-standard-differs = The standard from which a draft begins has changed; what is published stays.
pack-use = Put it in use
pack-use-why = New programmes run by it, and whoever has none reads its words. What runs goes on as it is until its office takes it up on its page.
pack-use-not = It can’t be put in use
pack-newer = Version { $version } of the pack is in use; this runs by version { $own }
pack-take-up = Take it up
pack-take-up-why = From then on everybody here reads its names and words. Topics, published standards and what was recorded stay.
pack-take-up-not = It can’t be taken up now
