# When a group meets, for those who lead it.

times-title = Times
times-link = Change when it meets
times-none = This group has no series yet. Each session stands alone.
times-meets-open = { $how }, { $from } to { $to }
times-meets-after =
    { $count ->
        [one] { $meets }, { $count } session
       *[other] { $meets }, { $count } sessions in all
    }
times-meets-on = { $meets }, until { $date }
times-how-week = Every { $day }
times-how-weeks = Every { $every } weeks on { $day }
times-how-days = Every { $every } weeks on several days
times-how-month = Once a month, on { $nth } { $day }
times-how-months = Every { $every } months, on { $nth } { $day }
times-nth-1 = the first
times-nth-2 = the second
times-nth-3 = the third
times-nth-4 = the fourth
times-nth-last = the last
times-zone = { $place } time
times-done = Done. Everybody’s pages have it now. No letter goes out: tell your group yourself.
times-coming = What is coming
times-coming-none = Nothing is planned. Say below when this group meets.
times-more =
    { $count ->
        [one] And { $count } more after that.
       *[other] And { $count } more after that.
    }
times-state-number = Session { $number }
times-state-of = Session { $number } of { $of }
times-state-moved = { $session } · moved
times-state-on = It is on now
times-state-cancelled = Does not take place
times-state-pause = Does not take place: a break
times-state-series = Does not take place: the group meets at another time
times-change = Change
times-day = Day
times-time = Time
times-move = Move to this day and time
times-cancel = Cancel this session
times-cancel-note = It stays in this list, crossed out, and has no door. No letter goes out: tell your group yourself.
times-back = Let it take place after all
times-back-note = It takes place at the day and time it had. A break on its day is lifted first.
times-pauses = Breaks
times-pauses-lead = On days of a break the group does not meet. A course is as many sessions longer.
times-pause-add = Add a break
times-pause-from = First day
times-pause-until = Last day
times-pause-do = Add this break
times-pause-days = { $from } to { $until }
times-lift = Lift it
times-series = When it meets again and again
times-series-lead = Sessions are made from this half a year ahead. What you moved or cancelled by hand stays as you left it, and what has begun is never changed.
times-series-new = Say when it meets
times-series-other = Meet at another time from now on
times-first = First session
times-first-hint = Its weekday is the weekday of all.
times-minutes = How long, in minutes
times-repeat = How often
times-repeat-week = Every week
times-repeat-weeks-2 = Every second week
times-repeat-weeks-3 = Every third week
times-repeat-weeks-4 = Every fourth week
times-repeat-month = Once a month, on the same weekday (the second Tuesday, say)
times-repeat-month-last = Once a month, on the last such weekday
times-end = Until when
times-end-open = It has no end
times-end-after = For a number of sessions
times-end-on = Until a day
times-sessions = Number of sessions
times-sessions-hint = Only for a course. A session that a break takes is not counted.
times-last = Last day
times-series-do = Meet like this
times-problem-missing = Please fill in: { $field }.
times-problem-day = { $field }: this day is not in the calendar.
times-problem-time = { $field }: please write it as hours and minutes, 18:00.
times-problem-past = { $field }: this is over already.
times-problem-range-minutes = A session lasts between 15 and 240 minutes.
times-problem-range-sessions = A course has between 1 and 200 sessions.
times-problem-range-repeat = Not every month has a fifth one. Choose the last of the month, or another first day.
times-problem-range-last = The last day lies before the first session, or too far off.
times-problem-range-until = A break ends after it begins, and is half a year at most.
times-problem-range = { $field }: this is too far off.
times-problem-choice = { $field }: please choose one.
times-problem-began = Its door is open, or it is over. Nothing about its time changes any more.
times-problem-overtaken = Somebody else changed it in the meantime. Here is how it stands now.
