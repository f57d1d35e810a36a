# Words that pages and mails share.

practice-mark = Openchair
greeting-name = Hello { $name },

# Kinds of groups, as the law and the field tell them apart.
kind-therapy = Group therapy
kind-psychoeducation = Psychoeducation
kind-skills = Skills group
kind-support = Support group
kind-support-note = This is not therapy. It is led by { $name }, a trained peer.

# Membership rules.
rule-open = You can come in any week.
rule-closed = The same people from the first evening to the last.
rule-revolving = New members join at set times.

# Roles in a group.
role-member = member
role-facilitator = facilitator
role-co-facilitator = co-facilitator
role-observer = observer

places-free =
    { $count ->
        [0] No place is free now
        [one] { $count } place free
       *[other] { $count } places free
    }

# Titles of people who lead, as their licences say it.
title-licensed-psychotherapist = licensed psychotherapist
title-clinical-psychologist = clinical psychologist
credential-checked = Checked { $date } by { $by }.

# What went wrong, in words that blame nobody.
error-not-found-title = We can't find this page
error-not-found = It may have moved, or it may be for other people. If it belongs to your group, sign in first.
error-unavailable-title = Something on our side is not working
error-unavailable = Nothing you wrote was lost here. Please try again in a minute. If you tell us about it, this number helps: { $operation }
error-too-often = That was a lot of tries in a short time. Please wait a few minutes and try again.
