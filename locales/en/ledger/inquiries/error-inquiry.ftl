error-inquiry-kind = No question is called “{ $text }”.
error-inquiry-waits = This question waits for the unit’s reply already.
error-inquiry-gone = It is no longer so: there is nothing to ask.
error-text-kind = No text is called “{ $text }”.
