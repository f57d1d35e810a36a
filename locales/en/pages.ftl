# The words of every page but the room (room.ftl).
# To members: short words, second person, present tense. Say what happens next, and what others will see.

## Every page

skip-to-content = Skip to the page
nav-label = This site
nav-groups = Groups
nav-sign-in = Sign in
nav-today = My day
nav-record = My own record
nav-who-looked = Who looked at what is mine
nav-prepare = Try my camera and sound
nav-sign-out = Sign out
close = Close
open = Open
back-to-today = Back to my day
form-problem = Nothing is lost. Please look at this again:
footer-private = What we can promise, and what not
footer-locked = How the circle is locked
footer-crisis = If you are in danger
footer-mailbox = Demo mailbox
hide-this-page = Hide this page
hide-note = “Hide this page” shows a plain list instead. Your browser may still list earlier visits.
step-done = done

## Help now

help-now = Help now
help-title = People who answer now
help-lead = If your life or someone else’s is in danger, ring the first number. The others will listen and talk with you.
help-confirmed = You told us today that you are here.
help-guessed = We guessed this place. If it is wrong, choose another below.
help-elsewhere = I am somewhere else
help-anywhere = Anywhere else
help-emergency = Emergency: { $reaches }
help-text = by text message
help-text-saying = by text message: write { $word }
help-not-listed = Your country is not here? Almost every mobile phone reaches help at 112.
help-checked = We checked these numbers on { $date }.

## Crisis box on public pages

crisis-title = If you are in danger
crisis-lead = If you are thinking of ending your life, or someone is hurting you, please don’t wait for a group. These people answer now:
crisis-elsewhere = In another country? “Help now” has more numbers.

## Front page

front-title = A circle of people, wherever you are
front-lead = { $practice } runs small groups that meet online. The same few people, in the same seats, every week. You can speak, or only listen.
front-see-groups = See the groups
front-have-a-place = I have a place: sign in
front-today = Go to my day
front-evening-title = What an evening is like
front-door-title = You come to a door
front-door = You say where you are, so that help could find you. Then you wait a moment. Nobody sees you there, and you see nobody.
front-circle-title = You sit in a circle
front-circle = Every person has one seat, and it stays theirs. Use your camera, only your voice, or just listen.
front-floor-title = The floor goes round
front-floor = Each person has time to speak, one after the other. You can always pass. You can step out at any time.
front-begin-title = How to begin
front-begin-look-title = Look at the groups
front-begin-look = Each page says who leads the group, when it meets, what it costs and what you can expect.
front-begin-talk-title = Talk with us first
front-begin-talk = Somebody who leads the group talks with you alone. You both find out if it is the right place for you.
front-begin-link-title = Come with a link
front-begin-link = We mail you a link to sign in. No app and no password. It works in any browser, on a phone too.
limits-title = What we can promise, and what not
limits-can-title = We can promise
limits-can-recording = We make no recording. There is no part of this program that could.
limits-can-unseen = Nobody joins unseen. Whoever is in the circle has a seat, and you see it.
limits-can-names = Others in your group see the name you chose for it. They do not see your e-mail address.
limits-can-others = Our pages load nothing from other companies. There are no adverts and no trackers.
limits-cannot-title = We cannot promise
limits-cannot-law = Therapists keep what you say private. They may have to break that if someone is in serious danger, a child is being harmed, or a court orders it. If they can, they tell you first.
limits-cannot-members = Members promise to keep it private too. In most places the law does not hold them to it.
limits-cannot-filming = Nobody can stop a person from filming their own screen.
limits-cannot-server = What you say, show and write in the circle is locked: only the devices in it can open it. But our server also sends you this page. If somebody changed the page, the lock would not hold.

## How the circle is locked

locked-more = How the circle is locked
locked-title = How the circle is locked
locked-lead = Your device locks what you say, show and write. The devices of the others in the circle open it. Our server carries it and holds no key.
locked-what-title = What is locked
locked-what-voice = Your voice and your picture.
locked-what-words = Your words in the chat, your raised hand, and your words in a check-in.
locked-from-title = From whom
locked-from-server = From our server, and from those who look after it. It cannot open what it carries.
locked-from-way = From everybody on the way: the Wi-Fi you use, your provider, the network.
locked-from-strangers = From people who are not in the circle. Only a facilitator’s device can let another device in. Until codes have been compared once, you trust our server to have named the right devices.
locked-not-title = What is not locked
locked-not-code-title = The program itself
locked-not-code = The page you use comes from our server. If somebody changed the page, it could open what you say before it is locked. A website cannot rule that out.
locked-not-times-title = Who was here, and when
locked-not-times = Our server knows who is in the circle, when they come and how long they stay. It knows whose microphone is open, and how much each device sends. It knows who speaks when, how loudly and for how long, unless those who lead your group chose to leave that to your own devices. It does not know what is said.
locked-not-acts-title = What must not get lost
locked-not-acts = Our server knows what you tell quietly, who has the floor, and the reason a facilitator gives for removing somebody. These must reach people even when a line drops.
locked-not-others-title = The others in the circle
locked-not-others = Everyone in the circle hears and sees you, and could tell. The lock shows that a sound comes from within this circle. It does not prove from which of its devices.
locked-not-filming-title = A camera in front of the screen
locked-not-filming = Nobody can stop a person from filming their screen, or from letting somebody listen in the same room.
locked-not-phone-title = A phone that lies open
locked-not-phone = Who picks up your device while it is not locked can sit in your place. Lock its screen when you put it down.
locked-after-title = Where it goes afterwards
locked-after-voice = Voice and pictures go nowhere. We make no recording.
locked-after-chat = The chat and raised hands are gone when the session ends. If you load the page again before that, another device in the circle gives yours what was written since you came in.
locked-after-checkin = Words of a check-in are gone with the session as well. While the round runs you can take back what you showed to the circle; who has read it may remember it. After you write one, your own page asks whether to keep it. Only if you say yes does your device send it to our server, a second time and outside the lock of the circle. It is kept in your own record, which our pages show to you alone, until you delete it. Our server could open it.
locked-compare-title = How to compare codes
locked-compare-why = It makes sure that nobody’s device, and not our server either, stands between yours and theirs. With a facilitator it counts most. Once is enough, until one of you has another device or browser.
locked-compare-open = In the circle, open the menu on the other person’s picture and choose “Compare codes”. They do the same with you.
locked-compare-read = Whoever asked reads the first line aloud, the other reads the second. So each of you hears a voice you know.
locked-compare-same = If they are the same, both of you press “They match”. Your devices remember it, and tell you if the other’s device changes.
locked-compare-other = If they are not the same, read them once more. If they still differ, say nothing private here, and ring the practice on a number you already had.
locked-browsers-title = Which browsers can lock
locked-browsers = A current Firefox, Chrome or Edge can. So can Safari from 15.4 on, and every browser on an iPhone or iPad with iOS 15.4 or newer. A browser that cannot is not let in. Should one turn out not to lock although it said so, your page notices within a few seconds, and stops.

## Groups

groups-title = Our groups
groups-lead = Small circles that meet online. Take your time to read. Nothing happens until you ask for it.
groups-none = No group is listed now. When one opens for new people, you find it here.
group-when = { $day }, { $from } to { $to }
group-when-note = { $zone } time
# The title of a group's page, which stays in the browser's history: never the topic.
group-title = A group
group-next = next on { $date }
group-size =
    { $count ->
        [one] { $count } seat
       *[other] { $count } seats
    }
group-browser = From any browser
group-browser-note = No app. Works on a phone too.
group-listen = Camera, voice, or just listening
group-listen-note = You choose, every time.
group-place-label = A place in this group
group-price = { $price } a session. If that is too much, tell us: there are other ways.
group-free = Free of charge.
group-ask = To ask for a place, talk to { $practice }. Somebody who leads the group then talks with you alone, before your first evening.
group-full = No place is free now. You can still ask { $practice }: places open again.
group-limits-title = What stays here, and what cannot be promised
group-limits-law = The people who lead this group must keep what you say private. They may have to break that if someone is in serious danger, a child is being harmed, or a court orders it. If they can, they tell you first.
group-limits-members = Members promise it too. In most places the law does not hold them to it. Nobody can stop a person from filming their own screen.
group-limits-server = The program makes no recording. What you say, show and write in the circle is locked between the devices in it. Our server carries it and holds no key; it still knows who is here, and when.
# Only those who lead the group see this choice.
group-levels-title = Who hears how loud each voice is
group-levels-hint = The ring of light around whoever speaks, and the airtime you see, need somebody who measures voices. What is said stays locked either way. In a round the server always knows whose turn it is, and it always knows whose microphone is open.
group-levels-server = Our server
group-levels-server-note = Each device writes beside every locked bit of sound how loud it is. The server reads that. So it learns who speaks when, and how loud, and keeps the airtime of the session.
group-levels-devices = Each person’s own device
group-levels-devices-note = The server no longer learns who speaks when, nor how loud. Rings are drawn by each person’s own device, from what it hears. Airtime is counted by the devices of those who lead, while their page is open, and is kept nowhere else. Open microphones send all the time, also in silence, so everyone needs a somewhat better line.
group-levels-when = A change counts for sessions whose room starts after it. A room that is open stays as it began.
group-levels-keep = Save this choice
group-leaders-none = Who leads this group will be shown here.
group-leader-checked = { $place }. Checked on { $date } by { $by }.

## Sign in

sign-in-title = Sign in
sign-in-lead = Tell us your e-mail address. We send you a link that signs you in.
sign-in-email = Your e-mail address
sign-in-email-problem = This does not look like an e-mail address. It needs an @ and a dot, as in anna@example.org.
sign-in-send = Send me a link
sign-in-new-title = New here?
sign-in-new = You need a place in a group first.
sent-title = Look at your mail
sent-lead = If we know this address, a link is on its way.
sent-once = The link works once, and only for a short time.
sent-look = Nothing there after five minutes? Look in your spam folder, or try again.
sent-neutral = The mail does not name your group.
sent-demo = Open the demo mailbox
sent-again = Use another address
link-title = You are at the door
link-lead = Press the button and you are signed in on this device.
link-sign-in = Sign in
link-shared = Is this a device that others use too? Then sign out when you are done.
link-gone-title = This link no longer works
link-gone-lead = It was used already, or its time is over. That is easy to mend: ask for a new one.
link-gone-new = Send me a new link
link-gone-nothing = Nothing was changed and nobody was signed in.

## My day

today-meets-now = Your group meets now
today-meets-today = Your group meets today at { $time }
today-meets-later = Your group meets on { $date } at { $time }
today-door-opens = The door opens at { $time }.
today-door-opens-on = The door opens on { $date } at { $time }.
today-door-open = The door is open until { $time }.
today-you-lead = You lead this group
today-more = About this evening
today-later = After that
today-groups = Your groups
today-groups-none = You have no place in a group yet. When you have one, it is here.
today-none-title = Nothing is planned
today-none-lead = When your group has its next evening, you find it here, and the way in.
today-none-prepare = Try my camera and sound
today-you-are = You are { $alias } here
today-you-are-leading = You are { $alias } here, and you lead
corner-title = A door you can close
corner-note = how to make a private corner
corner-1 = A parked car, a bedroom or a bathroom will do.
corner-2 = Headphones keep the others’ voices in your room.
corner-3 = A fan or some music outside the door covers your own voice.
corner-4 = If you can’t be alone, say so at the door. You can still come, and just listen.
step-door = Say where you are today
step-door-note = a few short questions, so that help could find you
step-door-note-done = You can change it until you come in.
step-door-go = Answer
step-door-again = Change
step-prepare = Try your camera and sound
step-prepare-note = or decide to come with your voice only
step-prepare-go = Try them
step-room = Take your seat
step-room-note = You wait until somebody lets you in. Nobody sees you while you wait.
step-room-note-leads = You go straight to your seat and let the others in.
go-door = Before you come in
go-room = Go to the waiting room
go-room-leads = Go to the circle

## My own record

record-title = My own record
record-lead = Words of your check-ins that you asked to keep.
record-none = Nothing is kept. After you write a check-in in the circle, you are asked there. If you say yes, your words are here.
record-scale = 0 is very hard, 10 is very good
record-of = the words of { $date }
record-delete = Delete
record-delete-sure = It will be gone for good.
record-delete-do = Delete it
record-delete-all = Delete everything
record-delete-all-sure = Everything in this record will be gone for good.
record-delete-all-do = Delete everything for good
record-who-title = Who can read this
record-who-you = You. No page shows it to anybody else: not to the people who lead your group, and not to the practice.
record-who-server = Unlike the circle, it lies on our server. It is locked there, but our server holds the key. What must stay in the circle alone is better not kept.
record-who-delete = You can delete each of them, or everything, at any time. In a backup it may stay until that backup is thrown away.

## Who looked at what is yours

looked-title = Who looked at what is yours
looked-lead = When somebody opens something about you, it is written into a log that only grows. This is your part of it. Only you can read it here, and whoever holds a device on which you are signed in.
looked-none = Nobody has looked yet. When somebody opens your answers from before coming in, your emergency card, or your own record, it stands here. Your own looks do too.
looked-none-older = Nothing older stands here.
looked-you = You
looked-you-means = or somebody on a device where you are signed in
looked-leads =
    { $role ->
        [co] also leads your group
       *[one] leads your group
    }
looked-unnamed = Somebody who is no longer here
looked-door = Your answers from before coming in
looked-card = Your emergency card: your name, where you are, whom to ring
looked-record = Your own record
looked-other = Something of yours
looked-at = at { $times }
looked-often = { $count } times between { $first } and { $last }
looked-more = More looks
looked-older = Older ones
looked-newest = Back to the newest
looked-zone = Times here are { $zone } time.
looked-what-title = What stands here, and what does not
looked-what-pages = Every look at your answers from before coming in, your emergency card and your own record, through our pages and in the circle. If you open them again yourself, “You” stands here. Those who lead see your answers when they open the evening’s page or the circle. Your emergency card is opened on its own.
looked-what-circle = What you say and show in the circle is not listed. Who is there sees and hears it.
looked-what-server = Somebody who runs the server and opens its files by hand leaves no line here.
looked-what-why = If a look surprises you, ask the people who lead your group, or the practice. If “You” stands here and it was not you, tell the practice.

## A session

session-now = The group meets now
session-today = Today at { $time }
session-on = { $date } at { $time }
session-number = evening { $number }
session-number-of = evening { $number } of { $of }
session-cancelled-title = This session does not take place
session-cancelled = It was planned for { $date }. What else is planned stands on your day’s page.
session-over-title = This evening is over
session-over = It was on { $date }.
session-removed-title = Your evening in this circle has ended
session-removed = A facilitator has ended it for tonight. You can write to the practice about it.
session-over-what-now = You can’t go in any more. Your place in the group stays yours.
session-next-title = What happens next
session-seen-title = What others will see
session-seen-name = Your name here: { $alias }.
session-seen-camera = Your picture, only while your camera is on. You can come with your voice only.
session-seen-place = Where you are is for the people who lead. The others never see it.
session-plan-title = The plan
session-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
phase-open = open talk
phase-round = round in seat order
phase-quiet = quiet
desk-seats-title = The circle tonight
desk-seats-note = Where each person is opens from their seat in the room. Opening it is logged.
desk-seat = Seat
desk-name = Name
desk-door = Door
desk-alone = Alone
desk-channel = Safe to reach by
desk-answered = answered { $time }
desk-no-word = no word yet
desk-yes = yes
desk-no = no
desk-unknown = not said
channel-ring = ringing
channel-text = text
channel-email = e-mail
channel-none = nothing tonight

## The door

door-title = Before you come in
door-lead = These answers are for tonight only. They let the people who lead send help to you if you need it.
door-place = Where are you right now?
door-place-hint = Street and town, as for a parcel. A friend’s flat or a parked car counts too.
door-place-problem = Please say where you are: a street and a town. Without it we could not send help.
door-country = Country
door-country-hint = It chooses the numbers behind “Help now”.
door-country-other = Another country
door-country-problem = Please choose a country from the list.
door-alone = Are you alone in the room?
door-alone-hint = Either answer is fine. You can come in both ways.
door-alone-yes = Yes, I am alone
door-alone-no = No, someone is with me or may come in
door-alone-problem = Please choose yes or no. Either is fine.
door-channel = If we lose you, how may we reach you safely?
door-channel-hint = We use nothing else tonight. Choose what nobody else will pick up or read.
door-channel-ring = Ring me
door-channel-number = the number ending in { $end }
door-channel-no-number = we have no number of yours yet
door-channel-text = Send me a text
door-channel-email = Send me an e-mail
door-channel-none = None of these is safe tonight
door-channel-problem = Please choose one. “None” is an answer too.
door-too-long = Please keep it under { $limit } letters.
door-who-sees = Only the people who lead your group can see this. They open it if they worry about you, and each time is written down.
door-go = Go on
door-not-now = Not now

## Prepare

prepare-title = Try it before you come
prepare-lead = You can try everything here. Nobody else sees or hears you.
prepare-no-script = Your browser runs no scripts here, so this page can’t try your devices. With scripts it shows your picture, the level of your microphone, a sound from your speaker, and whether the line to our server holds. The room itself needs scripts too.
prepare-devices-title = Camera and microphone
prepare-devices = Your browser will ask if this page may use them. Choose “Allow” if you want to be seen or heard.
prepare-devices-start = Try both
prepare-devices-voice = Only my microphone
prepare-devices-stop = Turn them off
prepare-picture = Your own picture
prepare-level = Microphone
prepare-microphone = Which microphone?
prepare-camera = Which camera?
prepare-speaker-title = Sound
prepare-speaker = We play three soft notes. Turn your sound up first.
prepare-speaker-play = Play the notes
prepare-speaker-yes = I heard them
prepare-speaker-no = I heard nothing
prepare-line-title = Your line
prepare-line = We ask our server for a short call, and hang up again.
prepare-line-try = Try the line
prepare-nothing-kept = Nothing you try here is kept or sent to anyone.
prepare-locked = How the circle is locked
prepare-onward-door = Before you come in
prepare-onward-room = Go to the waiting room

# Said by the script of the page.
prepare-say-asking = Your browser is asking you now.
prepare-say-both = We can see and hear you. Say a few words: the bar should move.
prepare-say-voice = We can hear your microphone. Say a few words: the bar should move. The others will see your name, not your picture.
prepare-say-heard = Your microphone works.
prepare-say-silent = Your microphone is on, but it is very quiet. Is it muted, or is another one meant? You can choose above.
prepare-say-refused = Your browser has closed the camera and microphone for this page. To open them, look for a small camera or lock beside the address. You can also come and just listen.
prepare-say-no-camera = We found no camera. Your microphone works, and that is enough: come with your voice only.
prepare-say-no-microphone = We can see you, but found no microphone. You can still come: you hear and see the others, and you can write.
prepare-say-nothing = We found no camera and no microphone. You can still come: you hear and see the others, and you can write.
prepare-say-busy = Another program is using your camera or microphone. Close it and try again, or come with your voice only.
prepare-say-not-here = This browser can’t use a camera or microphone. You can still come and write, or try a newer browser.
prepare-say-off = They are off again.
prepare-say-playing = Playing …
prepare-say-speaker-ask = Did you hear three notes?
prepare-say-speaker-yes = Good. Your sound works.
prepare-say-speaker-no = Turn the sound up, or unplug headphones and plug them in again. Then play the notes once more.
prepare-say-line-trying = Trying the line. This takes a few seconds.
prepare-say-line-good = Your line reaches our server, and quickly. Sound and pictures can travel.
prepare-say-line-slow = Your line reaches our server, but slowly. If it stutters tonight, turn your camera off: voice needs much less.
prepare-say-line-none = We could not reach the part of our server that carries sound and pictures. Another network may help: try a mobile hotspot instead of this Wi-Fi, or leave a work or school network.
prepare-say-line-offline = You seem to be offline. When you are back on the net, try again.
prepare-say-line-refused = The server could not do this just now. Please try again in a minute.
prepare-say-no-webrtc = This browser can’t make calls. A newer one can: Firefox, Chrome, Edge or Safari.

## The room's page, before its script

room-no-script-title = The room needs scripts
room-no-script = Sound and pictures can’t travel without them. Please allow scripts for this site, or use another browser.
room-no-script-back = Back

## Mailbox of the demo

mailbox-title = Demo mailbox
mailbox-lead = This is a demo. No mail leaves this computer: it arrives here instead, newest first.
mailbox-none = No mail yet. Ask for a sign-in link, and it arrives here.
mailbox-to = To { $address }, { $when }
mailbox-open = Open the link

## When something is in the way

trouble-home = To the front page
trouble-not-found-title = There is nothing here
trouble-not-found = The address may be old or mistyped, or this page is for other people.
trouble-not-found-next = If you have a place in a group, sign in first.
trouble-sign-in-title = Please sign in first
trouble-sign-in = This page is for you alone, so we need to know that it is you.
trouble-refused-title = This is not for you to open
trouble-refused-facilitators = Only the people who lead this group can open it.
trouble-refused-operators = Whoever runs the server stays outside the rooms. Members were told so.
trouble-fault-title = Something went wrong on our side
trouble-fault = It is not your fault. Nothing you sent was carried out. Please try again in a minute.
trouble-operation = If you tell us about it, say this number:
trouble-busy-title = A little slower, please
trouble-busy = There were many tries in a short time. Nothing is lost. Wait a few minutes and try again.
trouble-large-title = That was too much at once
trouble-large = What you sent is larger than this page can take. Nothing was kept. Please shorten it.
trouble-foreign-title = We did not do that
trouble-foreign = The request came from another website, so we left it alone. Open the page here and try once more.
trouble-malformed-title = We could not read that
trouble-malformed = Something in the request was not as we expect it. Nothing was changed.
trouble-not-yet-title = The door is not open yet
trouble-not-yet = It opens on { $date } at { $time }.
trouble-over-title = This evening is over
trouble-over = You can’t go in any more. Your place in the group stays yours.
trouble-slow-title = That took too long
trouble-slow = We stopped waiting. Nothing is lost. Please try again.
trouble-method-title = That can’t be done here
trouble-method = This address does not take that kind of request.

## The neutral page of “Hide this page”. Plain, and about nothing.

away-title = List
away-1 = Bread, milk, apples
away-2 = Post the letter
away-3 = Water the plants
away-4 = Ring about the bicycle
away-5 = Return the library books

## Moments in words

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
weekdays-1 = Mondays
weekdays-2 = Tuesdays
weekdays-3 = Wednesdays
weekdays-4 = Thursdays
weekdays-5 = Fridays
weekdays-6 = Saturdays
weekdays-7 = Sundays
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-with-weekday = { $weekday } { $day } { $month }
date-with-year = { $day } { $month } { $year }

## What one is called in a group
alias-change = Change it
alias-title = What you are called here
alias-lead = The others in this group know you by this name, and by no other. Your own name stays with us. In another group you can be called something else: nothing we show there tells that it is you. Your voice and your face may.
alias-lead-leading = The group speaks to you by this name. You lead it, so your own name stands on its page as well.
alias-name = Your name in this group
alias-hint = A first name or a nickname, up to 40 characters. It is what is said aloud when it is your turn.
alias-when = It counts from the next evening on. Those who lead can always find out who you are, so that help can reach you. Tell the group yourself that you changed it.
alias-keep = Keep this name
alias-back = Back to the group
alias-saved = From the next evening on you are { $name } here.
alias-now = Tonight you are { $name } here.
alias-in-session = While an evening is on, everyone keeps the name they came in with. Come back here when it is over.
alias-missing = Write a name with at least one letter or figure.
alias-too-long = That is too long to be said in a round. Please stay under { $limit } characters.
alias-invisible = There is something in this name that nobody can see. Please type it again yourself.
alias-mixed = This name mixes letters of different alphabets that look alike. Please write it in one.
alias-marks = There are too many marks on one letter of this name. Please leave some out.
alias-taken = Somebody in this group is called that already, or nearly. Please choose a name that cannot be mistaken for theirs.
alias-own-name = This is your full name. With it the others can find you outside of this group.
alias-meant = I want to be called by my full name here
alias-meant-note = You can change it again later. What others have seen they may remember.
