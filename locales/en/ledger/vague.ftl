vague-column = To ask
vague-no-instance = what happened?
vague-no-date = when?
vague-no-number = how many, how much?
vague-slogan = what stands behind the slogan?
