# A dash is 'not yet', a zero is a zero.
common-not-yet = —
common-seal = 实
common-skip = Skip to the content
common-menu = Menu
common-rooms = Sections
common-crumbs = You are here
common-language = Language
common-sign-out = Sign out
common-footer = Every figure leads to each of its records; every change stays in the journal.
common-of-programme = { -programme(form: "One") }:
common-all-programmes = all { -programme(form: "many") }
