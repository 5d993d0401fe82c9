# What is wrong with the answers of the first start.
error-set-up-code = This is not the code. It stands where the program was started.
error-set-up-pack = Choose a pack.
error-set-up-again = The two are not the same.
error-set-up-units-large = It is larger than may be sent here. Bring it in with: earnest units import.
error-set-up-units-twice = Give a file, or type; not both.
error-set-up-units-none = There are no units in it.
error-set-up-already = The register was set up a moment ago.
error-set-up-units =
    { $count ->
        [one] One line is wrong; it stands above.
       *[other] { $count } lines are wrong; they stand above.
    }
error-set-up-pack-faults =
    { $count ->
        [one] The pack has a fault: { $first }
       *[other] The pack has { $count } faults, the first: { $first }
    }
