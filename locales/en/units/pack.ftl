pack-refused = The pack has faults; nothing was taken
