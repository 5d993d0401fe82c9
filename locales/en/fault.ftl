fault-missing-title = There is nothing here for you
fault-missing-text = The page does not exist, or it is not within what you hold. Check the address, or ask your office.
fault-refused-title = This can’t be done now
fault-forged-title = The form was not accepted
fault-forged-text = It was not sent from a page of your present session. Go back, load the page anew and send it again; nothing was changed.
fault-broken-title = Something went wrong on our side
fault-broken-text = Nothing was half done: either the whole change is kept or none of it. Try again in a moment.
fault-way-home = Go to the first page
