person-title = Problems about me
person-lede = { $count ->
    [one] One problem is
   *[other] { $count } problems are
} about you; only you, the head of the unit and the office see this.
person-written = { $count ->
    [one] One that you wrote down is
   *[other] { $count } that you wrote down are
} about somebody who is not named yet.
person-none = No problem is about you
person-none-text = A problem that is about you would stand here, with its measures.
person-name = Whom it is about
person-whom = Person
person-nobody = nobody is named yet
person-whom-help = From then on only the person, the head of the unit and the office see it; whoever wrote it down no longer does.
person-why = A problem of a person is known to that person, who acts on it.
person-send = Name the person
