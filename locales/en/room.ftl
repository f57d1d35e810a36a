# The room. To members: short words, reading age about 11, present tense. To facilitators: the field's terms, brief.
# The client bundles this file; words it needs nowhere else live here and not in common.ftl.

## On every screen
help-now = Help now
hide-this-page = Hide this page
close = Close
cancel = Not now
try-again = Try again
you = you

## Take your seat
arrival-title = Take your seat
arrival-nobody-yet = Nobody sees or hears you yet.
arrival-how = How do you want to sit here today?
choice-picture = Voice and picture
choice-picture-note = The others hear you and see you.
choice-voice = Voice only
choice-voice-note = The others hear you. No pictures, yours or theirs.
choice-listen = Just listen
choice-listen-note = You hear and see the others. You can write.
choice-later = You can change this at any time.
arrival-preview = Your picture, as you see it in a mirror
arrival-preview-off = Your camera is off.
arrival-try = Try my camera and microphone
arrival-level = Your microphone
arrival-level-note = Say a few words: the bar moves when your microphone hears you.
arrival-muted = You start muted. In this demo a second seat on the same machine would hear the first.
arrival-take = Take your seat
arrival-prepare = Check everything first
arrival-today = Back to today
arrival-practice-word = Demo: nobody real is in this room.

## When a device cannot be had
trouble-both-title = You are here without microphone and camera
trouble-microphone-title = You are here without a microphone
trouble-camera-title = You are here without a camera
trouble-refused = This browser has been told not to use them here. You can change that beside the page's address.
trouble-missing = We found none on this device. If you plug one in, we notice.
trouble-busy = Another program is using them. Close it, then try again.
trouble-stay = You can stay: you hear everyone, and you can write in the chat.
trouble-stay-camera = You can stay: everyone hears you, and that is enough.

## Waiting room
waiting-title = You are in the waiting room
waiting-connecting-title = One moment
waiting-connecting = We are opening the door to the waiting room.
waiting-facilitator-here = A facilitator is here and sees that you are waiting.
waiting-facilitator-not-here = The facilitators are not here yet. You can stay on this page; it changes by itself.
waiting-locked = The circle has begun and its door is closed just now. A facilitator sees that you are waiting.
waiting-unseen = Nobody sees or hears you here, and you do not see the others until you are let in.
waiting-as = Your name in this group is { $name }.
waiting-prepare = Check microphone and line
waiting-leave = Leave

## The line
line-lost = Your line dropped. We are bringing you back; your seat is kept.
media-lost = Sound and pictures stopped. We are bringing them back.
tap-to-hear = Tap to hear
tap-to-hear-note = This browser holds the sound back until you tap.
hint-muted = You are muted, because this is a demo. Turn your microphone on when you like.
notices-label = Notices
turn-muted = Your turn is over. You are muted again, as you were before it.
hint-ok = All right

## The circle
circle-label = The circle
until-about = until about { $time }
zone-time = { $zone } time
time-left = about { $minutes } min left
time-last-minute = about a minute left
time-over = a little over time
middle-label = The middle of the circle
floor-theirs = { $name } has the floor
floor-theirs-then = { $name } has the floor, then { $next }
floor-theirs-then-you = { $name } has the floor, then you
floor-yours = You have the floor
floor-yours-note = Take your time. Nobody is in a hurry.
floor-written = You have written. Say more, or press “I have finished”.
floor-to-circle = Back to the circle
floor-unmute = Turn mic on
round-over = The round is complete
round-finished = I have finished
round-pass = Pass
round-pass-ahead = Pass this time
round-will-pass = You pass this time
quiet-phase = Nobody speaks now.

mark-facilitator = facilitator
mark-observer = observer
mark-floor = has the floor
mark-muted = Muted
mark-listening = listening
mark-camera-off = Camera off
mark-absent = not here yet
mark-stepped-out = stepped out
mark-reconnecting = line dropped
mark-own-reconnecting = reconnecting
mark-page-hidden = page hidden
mark-hand = hand up
mark-hand-place = hand up, number { $place }
chair-of = { $name }’s chair
seat-speaking = speaking
self-hidden = Your picture is hidden from you. The others see it.
self-show = Show my picture
seat-menu = { $name }: what you can do

## The lock
seal-locking = Being locked
seal-locked = Locked
seal-partly = Locked, not with all
seal-stopped = Not sending
seal-title = The lock of this circle
seal-note-outside = This device is not locked in yet. Until it is, it sends nothing and plays nothing.
seal-note-locking = Nothing goes out unlocked. The devices are just agreeing on a new key.
seal-note-locked = What you say, show and write is locked between the devices of the people below.
seal-note-partly = What you say, show and write is locked between the devices of the people below. One of them says it is in another circle: nothing of it is played.
seal-note-stopped = This device has stopped sending.
seal-note-removed = This device was taken out of the circle. It sends nothing and plays nothing.
seal-unnamed = Somebody without a name here
seal-who = Who is in
seal-missing = Being locked in
seal-missing-note = They are in the room. Until they are locked in, they hear and see nothing.
seal-page-only = This browser keeps nothing for later, as in a private window. Next time the others see you with a new device.
seal-codes = Codes
seal-codes-why = Compare codes by voice, and you both know that no other device stands between yours and theirs. With a facilitator it counts most. Once is enough, until one of you has another device.
seal-more = What is locked, and what is not
mark-locking = being locked in
mark-coming-back = coming back
mark-apart = in another circle
mark-changed = another device
standing-own = this device
standing-unknown = new to this device
standing-known = codes not compared
standing-verified = codes compared
standing-changed = another device than before

codes-do = Compare codes
codes-do-note = Six numbers, read aloud
codes-with = Compare codes with { $name }
codes-title = Compare codes with { $name }
codes-how = Ask { $name } to open “Compare codes” with you. Whoever asked reads the first line aloud, the other reads the second. So each of you hears a voice you know.
codes-label = The code
codes-asked = One moment.
codes-none = There is no code with { $name } yet. It appears here when both of your devices are in the circle.
codes-changed = { $name } has another device than before. A new phone, another browser or cleared browser data does that. Compare before you say something private.
codes-new = The device of { $name } changed just now, and the code with it. Read it again from the beginning.
codes-verified = You have compared this code before, and it matched.
codes-match = They match
codes-differ = They do not match
codes-accept = Take it without comparing
codes-matched = Remembered. If { $name } comes with another device, you will see it here.
codes-differ-read = Read them once more, slowly. One of you may have been in another line.
codes-differ-stop = If they still differ, say, show and write nothing private here. Turn your microphone and camera off, or step out.
codes-differ-ring = Ring a facilitator or the practice, on a number you had before tonight, and tell them.
codes-again = Read them again

stopped-title = This device has stopped sending.
stopped-look = Look at both codes
stopped-who = Who is in
stopped-other-founder = The group’s first device is not the one this browser knows. That can be a facilitator’s new phone. It can also be somebody else.
stopped-do-other-founder = Look at both codes and decide, in peace. Until then nobody hears, sees or reads you.
stopped-broken-chain = The list of the facilitators’ devices does not fit together.
stopped-do-broken-chain = Ring a facilitator on a number you know, then load this page again.
stopped-bad-commit = Somebody tried to change who is in the circle, against its rules.
stopped-do-bad-commit = Load this page again. If it comes back, ring a facilitator.
stopped-bad-welcome = The invitation into the circle was not in order.
stopped-do-bad-welcome = Load this page again. If it comes back, ring a facilitator.
stopped-fork = Most of the other devices are in another circle than this one.
stopped-do-fork = Load this page again, then compare codes with a facilitator.
stopped-rolled-back = The server handed out an old state of the circle.
stopped-do-rolled-back = Load this page again. If it comes back, ring a facilitator.
stopped-server-key-changed = The server came with another key than at the start of this session.
stopped-do-server-key-changed = Load this page again, then compare codes with a facilitator.
stopped-unknown-leaf = A device is in the circle, and nobody knows whose it is.
stopped-do-unknown-leaf = Ring a facilitator. When they have looked into it, load this page again.
stopped-cannot-follow = This device fell out of the circle again and again. The line may be too weak.
stopped-do-cannot-follow = Try another network if you can, then load this page again. Your seat is kept.
stopped-broken = Something on this page broke. That was our mistake, not yours.
stopped-do-broken = Load this page again. Your seat is kept.

vouch-me-title = A colleague has to confirm this device once.
vouch-me-note = It is new to this group. Until then you hear nobody, and nobody hears you.
vouch-me-alone = They find it at their desk. If nobody else leads tonight, come with the device you used before.

founder-title = Old or new device?
founder-what = This browser remembers the first device of your facilitators. Tonight the server names another. A facilitator may have a new phone or browser. Somebody may also be pretending.
founder-how = Ring a facilitator on a number you had before. Ask them to open “Compare codes” with you and read you their numbers.
founder-old = Before
founder-new = Tonight
founder-keep = Keep the old one
founder-keep-note = If you keep the old one, this device stays stopped. Your place in the group stays.
founder-accept = Accept the new one
founder-sure-title = Accept the new device?
founder-sure = Only if a facilitator has read you these same numbers, with a voice you know. From then on the new device says who may be in your circle.
founder-sure-do = We compared them. Accept

no-lock-title = This browser cannot lock the circle
no-lock-note = What you say and show here is locked on your device before it leaves. This browser has no way to do that. So it sends nothing, and nobody sees or hears you.
no-lock-instead = These browsers can
no-lock-current = a current Firefox, Chrome or Edge
no-lock-safari = Safari 15.4 or newer
no-lock-ios = on an iPhone or iPad, any browser with iOS 15.4 or newer
no-lock-kept = Sign in there as you did here. Your chair stays in the circle.
no-lock-help = If you have no other browser, ring the practice. People who answer now are under Help now.

## Your controls
controls-label = Your controls
control-mic-on = Mic on
control-mic-on-do = Mic on. Mute
control-mic-off = Muted
control-mic-off-do = Muted. Turn microphone on
control-mic-absent = No mic
control-mic-absent-do = No mic. Try the microphone
control-camera-on = Camera on
control-camera-on-do = Camera on. Turn camera off
control-camera-off = Camera off
control-camera-off-do = Camera off. Turn camera on
control-camera-absent = No camera
control-camera-absent-do = No camera. Try the camera
control-hand = Hand
control-hand-down = Hand down
control-chat = Chat
control-chat-unread = { $count ->
    [one] new line
   *[other] new lines
  }
control-quiet = Tell quietly
control-desk = Desk
control-desk-calls = waiting for you
control-more = More
control-step-out = Step out

## More
more-title = More
more-self-hide = Hide my picture
more-self-hide-note = Only from yourself. The others still see you.
more-self-show = Show my picture
more-voice-only = Voice only
more-voice-only-note = No pictures, yours or theirs. Good on a weak line.
more-pictures = Pictures again
more-devices = Microphone, camera, speaker
more-keys = Keys and Hide this page
more-light = Make the room lighter
more-dim = Make the room darker

devices-title = Microphone, camera, speaker
devices-microphone = Microphone
devices-camera = Camera
devices-speaker = Speaker
devices-none = Your browser shows your devices here once you have allowed it.
devices-system = As the system says

keys-title = Keys
keys-note = They work anywhere in the room.
keys-microphone = Microphone on or off
keys-camera = Camera on or off
keys-hand = Raise or lower your hand
keys-chat = Open or close the chat
keys-quiet = Tell quietly
keys-help = Help now
keys-once = Esc
keys-close = Close what is open
keys-twice = Esc twice
keys-hide = Hide this page, when nothing is open
keys-hide-title = Hide this page
keys-hide-note = It closes your microphone and camera, stops the sound and shows a list that says nothing about this place. Only the facilitators see that your page is hidden. Your browser may still list earlier visits.
keys-hide-back = To come back: press Esc twice, or press “Sort” twice quickly.

## Help now
help-title = Help now
help-where = Numbers for { $country }
help-no-numbers = We have no numbers for where you are. In most of Europe the emergency number is 112; in the United States and Canada it is 911.
help-emergency = In danger now
help-someone = Someone to talk to
help-here = Someone in this room
help-quiet-note = Only the facilitators see it.
help-hide-note = On a keyboard, Esc twice does the same when nothing is open.

## Tell quietly
quiet-title = Tell quietly
quiet-who = Only { $names } { $count ->
        [one] sees
       *[other] see
    } this. The circle sees nothing.
quiet-who-nobody = Only the facilitators see this. The circle sees nothing.
quiet-not-ok = I am not OK
quiet-come-back-to-me = Please come back to me
quiet-need-a-break = I need a break
quiet-sent-title = They have been told
quiet-sent = The facilitators see it now. We tell you here when one of them has seen it.
quiet-seen = { $name } has seen this
quiet-seen-someone = A facilitator has seen this
quiet-waiting = Told quietly. Nobody has marked it as seen yet.
quiet-help = If it cannot wait, numbers to ring are under Help now.
quiet-again = Tell something else

## Asked to mute
asked-title = { $name } asks you to mute.
asked-note = You decide.
asked-mute = Mute
asked-stay = Stay on

## Chat
chat-title = Chat
chat-title-unread = Chat ({ $count })
chat-empty = What people write appears here. Everyone in the circle can read it; it is gone when the session ends.
chat-label = Write to everyone in the circle
chat-send = Send
chat-not-sent = Not sent: your line dropped. Your words are still here.
chat-not-locked = Not sent yet: you are still being locked in. Your words are still here.
chat-from-you = You
chat-zone = Times here are { $zone } time.

## Check-in
checkin-write = Write
checkin-title = Your check-in
checkin-number-label = How are you right now?
checkin-lowest = 0: very hard
checkin-highest = 10: very good
checkin-no-number = No number
checkin-line-label = One line, if you like
checkin-for = For whom?
checkin-for-circle = The circle
checkin-for-leaders = Only { $names }, who { $count ->
        [one] leads
       *[other] lead
    }
checkin-for-nobody = Only those who lead. None of them is here now.
checkin-not-told = Not sent: nobody it was for is here now. Your words are still here.
checkin-circle-sees = Everyone in the circle sees it on your seat in this round, and in the chat. It is gone when the session ends.
checkin-leaders-see = It stands on their page, and is gone when the session ends, or when they load the page again. The others see nothing.
checkin-send = Show it to the circle
checkin-send-leaders = Send it
checkin-empty = Choose a number or write a line. You can also just close this and speak.
checkin-mark = check-in
checkin-number = { $number } of 10
checkin-of = Check-in of { $name }:
checkin-of-ten = of 10
checkin-yours = Your check-in
checkin-theirs = { $name }’s check-in
checkin-scale = 0 is very hard, 10 is very good
checkin-take-back = Take it back
checkin-take-back-note = It goes from your seat and from the chat, for everyone. Who has read it may remember it.
checkin-not-taken-back = Not taken back: your line dropped. Please try again in a moment.
checkin-taken-back = It was taken back.
checkin-not-taken-back-yet = Not taken back yet: you are still being locked in. Please try again in a moment.
checkin-gone = The round is over, and the words with it.
keep-told-only = Sent to { $names } alone.
keep-asked = Keep your check-in in your own record? It then lies on our server, outside the lock of this circle. Our pages show it only to you.
keep-do = Keep it
keep-not = Don’t keep it
keep-failed = It was not kept: our server did not answer as it should. You can try again.
keep-again = Try again
keep-cannot = It was not kept. Our server does not take it, and another try would change nothing. If you want to have it, write it down for yourself.
keep-kept = You kept it in your own record. What you keep there you read, and can delete, on our pages, in the menu under your name.
keep-look = Open it

## Step out
step-out-title = Step out for tonight?
step-out-note = Your chair stays here. You can come back while the session lasts; a facilitator lets you in.
step-out-do = Step out
step-out-stay = Stay

## Hold
card-back-soon = I need to look after one of us. I am back in a few minutes.
card-quiet-minute = A quiet minute. You can close your eyes.
card-short-break = A short break. Stay near, or fetch a glass of water.
hold-on = The circle is on hold

## The facilitator’s desk
desk-title = Desk
desk-only = Only { $names } { $count ->
        [one] sees
       *[other] see
    } this
desk-you = you
desk-only-you = Only you see this
desk-door = At the door
desk-door-empty = Nobody is waiting.
desk-door-alone = alone
desk-door-not-alone = not alone
desk-door-no-place = no place given
desk-door-no-device = device not here yet
desk-admit = Admit
desk-admit-name = Admit { $name }
desk-admit-all = Admit all
desk-lock = Lock the door
desk-unlock = Unlock the door
desk-locked = The door is locked. People at it still appear here.
desk-notes-empty = Quiet notes from members appear here.
gone-title = Not OK, and not in sight
gone-reconnecting = { $name } told “not OK” at { $time }, and their line dropped.
gone-stepped-out = { $name } told “not OK” at { $time }, and has stepped out.
gone-page-hidden = { $name } told “not OK” at { $time }, and their page is hidden.
gone-absent = { $name } told “not OK” at { $time }, and is no longer here.
gone-card-of = Emergency card of { $name }
desk-words = Check-ins only for those who lead
note-not-ok = { $name } is not OK
note-come-back-to-me = { $name } asks you to come back to them
note-need-a-break = { $name } needs a break
note-grown = unseen for over a minute
note-seen = Seen
note-seen-do = Seen: { $name }
note-seen-by = seen by { $name }
note-seen-by-you = seen by you
desk-lock-in = To be locked in
desk-unvouched = { $name } is here with a device this group does not know yet. Compare the code with them, then confirm.
desk-vouch = Confirm
desk-vouch-name = Confirm the device of { $name }
desk-unlocked = { $name } is in the room, but their device is not locked in.
desk-let-in-again = Lock in
desk-let-in-again-name = Lock in { $name }
desk-plan = Plan
desk-phase-minutes = { $minutes } min
desk-phase-go = Go to { $title }
desk-round = This round
desk-round-none = Everyone in the circle has the floor once, in seat order.
desk-round-start = Start a round
desk-round-again = Start another round
desk-round-skip = Go on without { $name }
desk-round-end = End the round
turn-to-come = to come
turn-has-floor = has the floor
turn-spoke = has spoken
turn-passed = passes
turn-skipped = skipped
desk-airtime = Airtime
desk-airtime-note = Seconds of speech so far. Members do not see this.
desk-airtime-here = Seconds of speech so far, counted on this device while this page is open. Our server does not know them. Members do not see this.
desk-airtime-round = Not shown during a round.
desk-airtime-early = Shown after 15 minutes of open talk.
desk-airtime-none = Appears once people have spoken.
desk-airtime-value = { $minutes } min { $seconds } s
desk-circle = The circle
desk-hold = Hold the circle
desk-hold-end = Go on together
desk-end = End for everyone

seat-ask-to-mute = Ask to mute
seat-ask-to-mute-note = { $name } decides.
seat-card = Emergency card
seat-card-note = Opening it is recorded.
seat-remove = Remove from this session
seat-remove-note = With a reason, which is recorded.

remove-title = Remove { $name } from this session?
remove-note = { $name } leaves the circle now and cannot come back tonight. Their place in the group stays.
remove-reason = Reason
remove-reason-hint = Kept in the practice’s record, never shown to members.
remove-reason-missing = Please write a reason first.
remove-do = Remove { $name }

hold-title = Hold the circle
hold-note = Everyone sees the card you choose, until you go on.
hold-do = Hold with this card
phase-title = End this round?
phase-note = { $count ->
        [0] Going to “{ $title }” ends the round.
        [one] One person has not had the floor yet. Going to “{ $title }” ends the round.
       *[other] { $count } people have not had the floor yet. Going to “{ $title }” ends the round.
    }
phase-do = Go to “{ $title }”
phase-stay = Stay in the round
end-title = End the session for everyone?
end-note = Everyone leaves the circle now. The door stays closed for tonight.
end-do = End for everyone

card-title = Emergency card
card-loading = Opening the card.
card-now = Where they are now
card-alone = alone there
card-not-alone = not alone there
card-nothing-said = Not said today. The number below is for { $country }.
card-channel-unknown = not said today
card-emergency = Emergency number there
card-name = Legal name
card-phone = Phone
card-safe-to-ring = safe to ring
card-not-safe-to-ring = not safe to ring
card-safe-channel = Safe way to reach them
card-contact = Emergency contact
card-another-country = another country
card-alias = In this group: { $name }

## After
ended-session-over-title = This session is over
ended-session-over = Thank you for being here. Sound and pictures have stopped, and nothing was recorded.
ended-stepped-out-title = You have stepped out
ended-stepped-out = Your chair stays in the circle. You can come back while the session lasts.
ended-removed-title = Your evening in this circle has ended
ended-removed = A facilitator has ended it for tonight. Your place in the group stays, and you can write to the practice about it.
ended-place-paused-title = Your place in this group rests
ended-place-paused = A facilitator has paused it. Your seat and your chair are kept for you. On the group’s page you find its times and the way back.
ended-place-ended-title = Your place in this group has ended
ended-place-ended = Sound and pictures have stopped. What you kept for yourself stays yours, and you can write to the practice about anything that is open.
ended-taken-over-title = You are sitting here in another window
ended-taken-over = The newer window has your seat. Sound and pictures here have stopped.
ended-taken-over-do = Sit here instead
ended-signed-out-title = You are signed out
ended-signed-out = This device was signed out, so the room closed. Sign in again to come back.
ended-signed-out-do = Sign in
ended-erased-title = You were erased here, as you asked
ended-erased = What was kept about you is gone, and this device is signed out. Thank you for having been in this circle.
ended-old-page-title = This page is out of date
ended-old-page = The room has been renewed. Load it again; your seat is kept.
ended-too-much-title = The line to this page was closed
ended-too-much = It sent more than the room can take. Load it again; your seat is kept.
ended-load-again = Load again
ended-today = Back to today
ended-come-back = Come back in
ended-help = If this evening has stayed with you, someone to talk to is under Help now.

## Refusals, to this person only
refused-not-allowed = That is not possible from your seat just now.
refused-too-late = The circle had already moved on. Nothing was changed.
refused-not-found = They are no longer here. Nothing was changed.
refused-not-in-the-circle = That is possible once you are in the circle.
refused-too-large = That was too long to send.
refused-too-fast = That was very quick. Please try again in a moment.
refused-device-changed = A device is another than before, or another than you saw. Please look again before you let this person in.
refused-device-not-here = The device of one who waits has not answered yet. Admit them once their row no longer says so.
refused-not-locked-in = That is possible once your own device is locked in.
refused-other = That did not work. Nothing was changed; please try again.

## Spoken by screen readers
say-in-the-circle = You are in the circle. { $phase }
say-line-back = You are back.
say-microphone-on = Microphone on
say-microphone-off = Microphone off
say-camera-on = Camera on
say-camera-off = Camera off
say-arrived = { $name } is here
say-many-arrived = { $count } people have come in
say-left = { $name } has stepped out
say-phase = Now: { $phase }. { $prompt }
say-floor = { $name } has the floor
say-hold-over = The circle goes on.
say-hand = { $name } raised a hand
say-chat = { $name } wrote in the chat
say-chat-line = { $name }: { $text }
say-checkin-number = { $name } checks in: { $number } of 10
say-checkin-line = { $name } checks in: { $text }
say-checkin-both = { $name } checks in: { $number } of 10. { $text }
say-taken-back = Your check-in is taken back.
say-desk-word-number = Only for those who lead: { $name } checks in, { $number } of 10
say-desk-word-line = Only for those who lead: { $name } checks in, { $text }
say-desk-word-both = Only for those who lead: { $name } checks in, { $number } of 10. { $text }
say-desk = You lead the circle now.
say-locked = The circle is locked.
say-stopped = This device has stopped sending. A notice says why, and what to do.
say-unvouched = { $name } is here with a new device. It is on the desk.
say-waits = { $name } is waiting at the door
say-gone-not-ok = { $name } told “not OK” and is out of sight. Their emergency card is on top of the desk.
say-note-not-ok = Quiet note: { $name } is not OK
say-note-come-back-to-me = Quiet note: { $name } asks you to come back to them
say-note-need-a-break = Quiet note: { $name } needs a break

## The neutral page of Hide this page: nothing here may say where one is
away-title = Notes
away-sort = Sort
away-1 = Milk, bread, apples
away-2 = Call the plumber about the tap
away-3 = Return the library books
away-4 = Birthday card for Jo
away-5 = New batteries, AA
