help-criticisms = A criticism of your unit in a circular. Open a problem for it, or name the one that the ledger has; the follow-up of the circular shows how far it has come.
help-obligations = What a circular requires of your unit. Say what was done and what came of it; nothing needs to be made for this.
help-passages = Before a circular is published, a unit checks the passages about itself: accepts them, asks once for a correction, or replies. A reply may stand in the circular.
