# Complaints that go past whoever leads a group, and break-glass. Words for somebody who is angry, ashamed or afraid.

nav-complain = Complain, past who leads
footer-complain = Complain
looked-complaint = What you complained of
agreement-complain = If something goes wrong, you can complain past the people who lead your group.
agreement-complain-link = Complain
help-complain = Something went wrong here?

complaint-title = Complain
complaint-lead = Tell what happened. It goes to somebody in the practice who was named for it, and never to the people who lead the group.
complaint-danger = If somebody is in danger now, please don’t write here. Use “Help now” at the top of this page.
complaint-who-1 = Nobody who leads the group it is about can read it, see that it is there, or find it in a list or a log.
complaint-who-2 = It does not change your place in your group.
complaint-who-3 = It is kept for three years, or until you are erased.

complaint-words = What happened?
complaint-words-hint = As much or as little as you like, up to 10,000 characters. It need not be well written.
complaint-words-missing = Please write something here. Everything else you filled in is kept.
complaint-words-long = This is longer than { $limit } characters. It is all still here; please shorten it, or send the rest as a second one.
complaint-group = Which of your groups is it about?
complaint-group-none = None of them, or I’d rather not say
complaint-group-problem = Please choose one of these.
complaint-group-unread = nobody here could read it without leading this group
complaint-about = Whom or what is it about?
complaint-about-hint = You may leave this empty.
complaint-about-long = Please keep this to { $limit } characters. You can write the rest above.
complaint-answering = How may you be answered?
complaint-answering-hint = We use this way and no other. Choose one on which only you see the answer.
complaint-answering-problem = Please choose how you may be answered.
complaint-answering-here = On this site only
complaint-answering-email = By e-mail
complaint-answering-ring = By telephone
complaint-answering-text = By text message
complaint-answering-no = Not at all
complaint-reach = The e-mail address or number that is safe
complaint-reach-hint = Only for e-mail, telephone and text message. Leave it empty otherwise.
complaint-reach-missing = Please say the address or number, or choose “On this site only”.
complaint-reach-long = Please keep this to { $limit } characters.
complaint-named = Show my name to who reads it
complaint-named-hint = Otherwise it is not shown, and what you do with it stands in no log under your name. In a small group they may still guess. Whoever runs the server could find it out by force. If you want to rule that out, sign out first and use this page without an account.
complaint-stranger-hint = You are not signed in. We do not learn who you are, unless you write it. After sending you get an address that only you know: keep it, there is no other way to the answer.
complaint-trap = Leave this empty
complaint-trap-problem = A field that nobody sees was filled in, as programs do. We have emptied it. If you are a person, please just send it again.
complaint-send = Send it
complaint-nobody = Everybody here who reads complaints leads this group, so nobody could read this one. It was not sent, and it is all still here. Please copy it and turn to one of those below.
complaint-nobody-any = Everybody here who reads complaints leads a group, so one without a group would have no reader. Please choose the group, or turn to one of those below.
complaint-nobody-here = At the moment nobody here could read a complaint who does not lead the group it may be about. So there is no form. Please turn to one of those below; each of them is independent of this practice.
complaint-often = There were a great many today, so this one was not taken. It is all still here: please copy it and try again tomorrow, or turn to one of those below.
complaint-elsewhere-title = Somebody outside
complaint-elsewhere-lead = You never need our leave for this, and you need not write here first.
complaint-elsewhere-data = About your data: the data protection authority of the place where you live or where the practice is.
complaint-elsewhere-board = About treatment: the chamber or board that licensed whoever leads your group. Their licence stands on the group’s page.
complaint-elsewhere-crime = About a crime: the police, or a place that advises people it happened to. “Help now” has numbers.
complaint-sent-title = What you sent
complaint-sent-none = Nothing yet.
complaint-sent-row = Sent on { $date }
complaint-problem-open = Open

complaint-state-received = Received. Nobody has read it yet.
complaint-state-read = Read on { $date }.
complaint-state-answered = Answered on { $date }.
complaint-state-closed = Closed on { $date }.
complaint-short-received = new
complaint-short-read = read
complaint-short-answered = answered
complaint-short-closed = closed

complaint-one-title = Your complaint
complaint-one-received = We received it on { $date }.
complaint-one-keep = Keep the address of this page
complaint-one-keep-why = It is the only way back to this page. Whoever has it can read the answer. Your words are not shown here. Better write it down than leave it in the list of a browser that others use.
complaint-one-answer = The answer
complaint-one-no-answer = There is no answer yet. When there is one, it stands here.
complaint-one-no-answer-wanted = You asked not to be answered.
complaint-one-yours = What you wrote
complaint-one-group = About { $group }
complaint-one-unnamed = Your name is not shown to who reads it.
complaint-one-named = Your name is shown to who reads it.
complaint-one-another = Write another

## Who reads them

nav-house = The desk of the house
house-title = The desk of the house
house-lead = What came in, and what waits for somebody’s yes.
house-complaints = Complaints
house-complaints-lead = You were named to read them. Those about a group you lead are not here.
house-complaints-none = None has come. When one does, it stands here.
house-complaint-row = Received { $date }
house-complaint-about = about { $group }
house-complaint-open = Read
house-complaint-title = A complaint
house-complaint-from-named = From { $name }
house-complaint-from-unnamed = From somebody with an account, who stays unnamed
house-complaint-from-stranger = From somebody without an account
house-complaint-whom = About: { $whom }
house-complaint-words = What they wrote
house-complaint-reach = They want to be answered:
house-complaint-never-other = On no other way.
house-complaint-answer = Your answer
house-complaint-answer-hint = They read it on their complaint’s page. If they want a call or a letter, say here that it was made.
house-complaint-answer-do = Answer
house-complaint-answer-again = Put this in place of the answer above
house-complaint-answer-missing = Please write an answer first.
house-complaint-answer-long = This is longer than { $limit } characters. It is all still here.
house-complaint-no-answer = It was closed without an answer here.
house-complaint-close = Close it
house-complaint-close-sure = Then nothing can be added. They see that it is closed.
house-complaint-close-do = Close it now
house-complaint-incident = Write it down as an incident
house-complaint-incident-sure = The log gets the day it came and the count one, and not a word of it. From the day it came, 72 hours run, should it be a breach.
house-complaint-incident-do = Write it down
house-complaint-incident-done = It stands in the log as incident { $number }.
house-complaint-never = Do not show this to the people who lead the group, and do not copy it into a mail.
house-back = Back to the desk

## Break-glass

looked-works-here =
    { $standing ->
        [operator] Somebody who runs the server
       *[coordinator] Somebody of the front desk
    }
looked-glass = When you sign in and from which devices, your places and times, and which ways to reach you are safe. Nothing you said or wrote.
looked-glass-why = { $why } { $second }
glass-why-danger = Because somebody might be in danger.
glass-why-nobody-leads = Because nobody who leads could be reached.
glass-why-sign-in-misused = Because somebody else might be using an account.
glass-why-obliged = Because a court or an authority obliged the practice.
glass-why-other = For another reason, which the practice will tell you.
glass-second-coordinator = Somebody of the front desk said yes to it.
glass-second-operator = Somebody else who runs the server said yes to it.
glass-second-leads = Somebody who leads a group said yes to it.

glass-title = Look when nobody who leads can be reached
glass-lead = For the day on which something must be known now. A second person has to say yes within an hour. Then it opens for one hour, for you alone.
glass-shows = It shows sign-ins and devices, places and times, who leads, and which channels are safe. It shows no topics, no names used in groups, no answers, no notes, no cards and nothing from the circle.
glass-told = Everybody whose things you see reads of it: what you are, what the second person is, the kind of reason, and when.
glass-not-card = For the emergency card of somebody in a running session nobody needs this: those who lead open it there at once.
glass-about = About
glass-about-person = one person
glass-about-group = one group
glass-about-problem = Please choose what it is about.
glass-whom = Their e-mail address, or the group’s neutral name or id
glass-whom-hint = Whether there is such a one you learn only when it opens.
glass-whom-missing = Please say whom or which group.
glass-whom-address = For a person, this has to be an e-mail address.
glass-class = The kind of reason
glass-class-problem = Please choose the kind of reason. Those it is about will read it.
glass-class-danger = Somebody may be in danger
glass-class-nobody-leads = Nobody who leads can be reached
glass-class-sign-in-misused = Somebody else may be using an account
glass-class-obliged = A court or an authority obliges us
glass-class-other = Another reason
glass-reason = The reason, for the second person
glass-reason-hint = Between 20 and 1,000 characters. It is kept for a year.
glass-reason-short = Please write at least { $limit } characters: somebody else has to understand it.
glass-reason-long = Please keep this to { $limit } characters.
glass-ask = Ask a second person
glass-fresh = For this, please sign in once more: nobody should be able to do it on a device that lies open.
glass-fresh-go = Sign in once more
glass-problem-fresh = You signed in more than 15 minutes ago. Everything you wrote is still here: open “Sign in” in another tab, then send it again.
glass-problem-often = Three of yours are going on already. Close one first. Everything you wrote is still here.
glass-waiting = Waiting for your yes or no
glass-waiting-none = Nobody asks you for a yes at the moment.
glass-waiting-lead = You are the second person. Say yes only if you understand the reason, and would answer for it.
glass-waiting-by =
    { $standing ->
        [operator] { $name }, who runs the server, asks to look
       *[coordinator] { $name }, of the front desk, asks to look
    }
glass-waiting-about =
    { $kind ->
        [group] about one group
       *[person] about one person
    }
glass-waiting-not-whom = About whom is not shown to you.
glass-until = Until { $time }
glass-yes = Yes, let them look
glass-no = No
glass-mine = Yours of the last day
glass-mine-none = None.
glass-mine-asked = Asked at { $time }
glass-state-waits = Waits for a second person until { $time }
glass-state-agreed = Somebody said yes. You can open it until { $time }
glass-state-refused = Somebody said no
glass-state-lapsed = Lapsed
glass-state-open = Open until { $time }
glass-state-ended = Ended at { $time }
glass-open = Open it for one hour
glass-look = Look
glass-close = Close it
glass-take-back = Take it back

glass-open-title = What can be seen
glass-open-until = It closes by itself at { $time }. Each time you load this page is written down.
glass-open-nobody = There is no such person or group here.
glass-open-devices = Sign-ins and devices
glass-open-devices-none = None is kept. They go 30 days after they end.
glass-open-device = signed in { $from }, last seen { $seen }
glass-open-device-ended = over
glass-open-channels = Ways to reach them
glass-open-door = Said last before coming in, { $date }: { $channel }
glass-open-door-none = Nothing said before coming in is kept.
glass-open-ring-yes = Their telephone may ring.
glass-open-ring-no = Their telephone must not ring.
glass-open-ring-unknown = No telephone is kept.
glass-channel-ring = may be rung
glass-channel-text = may be sent a text message
glass-channel-email = may be sent an e-mail
glass-channel-none = nothing is safe
glass-open-places = Places in groups
glass-open-places-none = They sit in no group.
glass-open-role-member = member
glass-open-role-observer = observer
glass-open-role-facilitator = leads
glass-open-role-co-facilitator = leads too
glass-open-leaders = Who leads
glass-open-leads = Led by { $names }
glass-open-people =
    { $people ->
        [one] One person sits in it.
       *[other] { $people } people sit in it.
    }
glass-open-times = Last and next sessions
glass-open-times-none = None.

trouble-not-oneself = Nobody can say yes to what they asked themselves. Somebody else has to read your reason and decide.
trouble-same-device = It was asked from this very device. The second person decides on a device of their own.
