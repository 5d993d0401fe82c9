common-not-yet = —
