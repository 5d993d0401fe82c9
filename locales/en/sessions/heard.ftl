heard-title = What was heard
heard-more = One speaker more
heard-why = For each speaker, by post: how far the criteria were met, whether a concrete instance was told and a measure named. The points of these criteria are the mean of the speakers. Leave out what you did not hear.
heard-speaker = Speaker { $row }
heard-speaker-named = Speaker { $row }: { $post }
heard-post = Post
heard-fully = Fully
heard-partly = In part
heard-not = Not at all
heard-told = Told
heard-instance = A concrete instance
heard-measure = A measure of one’s own
heard-positive = Cases held up as an example
heard-negative = Cases held up as a warning
heard-interactions = Questions, replies, comments between the speeches
heard-positive-said = { $count ->
    [one] One case as an example
   *[other] { $count } cases as an example
 }
heard-negative-said = { $count ->
    [one] one case as a warning
   *[other] { $count } cases as a warning
 }
heard-interactions-said = { $count ->
    [one] one question, reply or comment
   *[other] { $count } questions, replies and comments
 }
heard-session-unsaid = How many cases, questions and replies there were was not said.
heard-caption = Speaker by speaker
heard-nobody = No speaker was noted
