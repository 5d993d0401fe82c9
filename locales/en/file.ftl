file-offer = Download:
file-list = List
file-note = { $label }: note
file-address = Address
