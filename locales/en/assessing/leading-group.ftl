leading-group-of = { $name }: the { -leading-group } itself
leading-group-rule = The organiser’s own { -leading-group }
leading-group-rule-help = If it takes part it owes a plan and a { -session } to every round as the units beneath do, and is shown apart from them. A lot says who hears it; nobody is picked by hand.
leading-group-apart = takes no part in its own rounds
leading-group-lax = The superior’s own { -leading-group } takes part; say who hears this one.
leading-group-to-hear = Who hears the { -leading-group } itself
leading-group-hear = Who hears the { -leading-group } of { $name }
leading-group-hear-lede = Nobody picks who hears the { -leading-group }: a lot takes them, with a seed made in public, and its certificate is kept.
leading-group-free = { $count ->
    [one] The lot takes from one person.
   *[other] The lot takes from { $count } people.
}
leading-group-nobody = Nobody may hear it: nobody stands where the standard takes them from, or all of them answer to it or have an interest.
leading-group-seed-help = At least 20 digits, thrown in public.
leading-group-each-help = At most { $count }, and no more than the lot has people to take from.
leading-group-hear-why = The sheets then wait on the desks of those whom the lot took.
leading-group-hear-act = Draw and send
