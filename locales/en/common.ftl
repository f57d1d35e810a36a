# Words that pages and mails share.

practice-mark = Openchair

# Kinds of groups, as the law and the field tell them apart.
kind-therapy = Group therapy
kind-psychoeducation = Psychoeducation
kind-skills = Skills group
kind-support = Support group

# Membership rules.
rule-open = You can come in any week.
rule-closed = The same people from the first evening to the last.
rule-revolving = New members join at set times.

# Roles in a group.
role-facilitator = facilitator
role-co-facilitator = co-facilitator
role-observer = observer

places-free =
    { $count ->
        [0] No place is free now
        [one] { $count } place free
       *[other] { $count } places free
    }
