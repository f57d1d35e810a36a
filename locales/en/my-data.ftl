# What is kept about a person, carrying it away, and being erased. Words for somebody who may be afraid of what we know.

nav-my-data = What is kept about me
looked-export = Everything that is kept about you, as a file

data-title = What we keep about you
data-lead = All of it, for how long, and why. You can take it with you, and you can ask us to erase you.
data-moment = { $date }, { $time }

today-erasing = You asked to be erased. It happens on { $until }. Until then you can take it back.
today-erasing-see = See, or take it back

data-erasing-title = You will be erased on { $until }
data-erasing-lead = You asked for it. Until then nothing is deleted, and you can come to your group as always. You may change your mind, for any reason or none.
data-erasing-stay = I’m staying
data-erasing-not-you = If it was not you who asked, press the button, and tell the practice that somebody else uses your device.

data-holds-title = Something has to be kept a while longer
data-holds-lead = The practice is obliged to keep what is about you until the day below. An erasure waits until then. Nobody can hold your data without your seeing it here.
data-held = Placed by { $who }. Ends on { $until }.

data-take-title = Take it with you
data-take-lead = One file with everything that is yours: your words, your answers, your places, your devices, what stands about you in the log. Other people appear in it only as “somebody of your group”.
data-take-html = A file to read
data-take-json = A file for programs (JSON)
data-again = For this, please sign in once more. Somebody who only holds your device for a moment shall not be able to.
data-again-go = Sign in once more
data-take-careful = The file is not locked. Whoever finds it can read it, so think about where it will lie. That you took it is written down, and stands under “Who looked at what is yours”.

data-kept-title = What is kept, and for how long
data-kept-never = What is said and shown in the circle is kept nowhere. There is no recording.
kept-days =
    { $days ->
        [one] one day
       *[other] { $days } days
    }
kept-years = { $years } years
kept-until-erased = until you are erased
kept-until-done = until it is done
kept-account = Your name, e-mail address, language and time zone
kept-account-why = So that you can sign in, and so that help can be sent to the right person.
kept-places = Your places in groups, and the names you use there
kept-places-why = So that your chair stays yours.
kept-sign-in-links = That you asked for a sign-in link
kept-sign-in-links-why = Counted from the moment the link stops working. So that an old link is answered kindly.
kept-sign-ins = Devices on which you signed in
kept-sign-ins-why = Counted from the moment the device was signed out. So that you can see which ones there were.
kept-letters = Letters to you
kept-letters-why = Only where they are shown on a page instead of being sent, as in the demo. Otherwise a letter is gone from here once it has left.
kept-jobs = Letters that could not be sent
kept-jobs-why = So that the practice notices that your address does not work.
kept-door-answers = Your answers before coming in
kept-door-answers-why = Counted from the evening. So that somebody can come to you if you need help, and can look once more in the days after.
kept-emergency-facts = Whom to ring
kept-emergency-facts-why = So that nobody has to ask for it in an emergency.
kept-evenings = When you were let in, and how long you spoke
kept-evenings-why = Counted from the evening. Those who lead look at it to see that everyone has room. Not what you said.
kept-quiet-words = What you told quietly to those who lead
kept-quiet-words-why = It was for that evening. It goes when the evening ends.
kept-removals = That you were asked to leave an evening, and why
kept-removals-why = Counted from the evening. So that you and the practice can still speak about it.
kept-passkeys = Your passkeys
kept-passkeys-why = So that you can sign in with them. You can remove each of them at any time.
kept-psychotherapy-notes = Notes that somebody who leads a group writes for themselves alone
kept-psychotherapy-notes-why = They are locked in the writer’s browser. Nobody else here can read them, and by law they are the writer’s own and in nobody’s file.
kept-notices = What you were told about your account
kept-notices-why = Such as a new device. So that you can see it if somebody else was let in.
kept-passwords = That you have a password with codes
kept-passwords-why = So that you can sign in with them. You can take them away at any time.
kept-agreements = What you signed, chose and allowed in your groups
kept-agreements-why = So that you and the practice can show what was agreed. It goes when you are erased.
kept-own-record = Check-ins that you asked to keep
kept-own-record-why = They are yours. You can delete each of them at any time.
kept-licences = Your licence
kept-licences-why = The practice has to show who treats people here.
kept-erasures = That you asked to be erased
kept-erasures-why = So that it is done on the day you were told.
kept-holds = What once had to be kept a while longer, and why
kept-holds-why = Counted from the day it ended. So that nothing is held without your knowing, and you can ask about it afterwards.
kept-audit-log = The log of who did and looked at what
kept-audit-log-why = It has ids and times, no names and no words of yours. With it you can find out who looked at what is yours, and the practice can be made to answer for it. It is not changed when you are erased: it then has an id that leads to nobody.

data-erase-title = Be erased
data-erase-lead = You can leave without giving a reason. You don’t have to decide it tonight.
data-erase-asked = You asked for it. It happens on { $until }.
data-erase-works-here = You lead a group here or work for the practice. What you did stands in the records of other people, so a button cannot do it. Please ask the practice.
data-erase-what = Everything above goes for good, but for the log. Nobody can bring it back, we neither.
data-erase-others = In your group your chair will be empty. What others know and remember of you stays with them.
data-erase-log = In the log your id stays, and leads to nobody any more.
data-erase-evening = If you are in the circle at that moment, it waits until the evening is over.
data-erase-backup = In backups of our server your words stay locked, and we throw away their key. A backup that has a copy of that key can be read until it is thrown away. If one is ever brought back, you are erased again before anybody can open a page.
data-erase-ask = Ask us to erase you
data-erase-sure =
    { $days ->
        [0] It happens very soon. You can take it back until then.
        [one] Nothing happens for one day. Until then you can take it back here.
       *[other] Nothing happens for { $days } days. Until then you can take it back here.
    }
data-erase-do = Erase me after that time

## The file to read

data-file-title = What is kept about you
data-file-lead = From { $practice }, on { $date }.
data-file-zone = Times are { $zone } time.
data-file-others = Other people appear only as “somebody of your group”. Their names, words and numbers are theirs. What is said and shown in the circle is kept nowhere, so it is not here.
data-file-careful = This file is not locked. Whoever finds it can read it.
data-file-nothing = Nothing is kept here.
data-seconds =
    { $seconds ->
        [one] one second
       *[other] { $seconds } seconds
    }

data-part-account = You
data-part-emergency-facts = Whom to ring
data-part-places = Your places in groups
data-part-own-record = Check-ins that you asked to keep
data-part-door-answers = Your answers before coming in
data-part-admissions = When you were let in
data-part-admitted-others = When you let others in
data-part-airtimes = How long you spoke
data-part-removals = When you were asked to leave
data-part-removed-others = When you asked others to leave
data-part-credentials = Your licences
data-part-agreement-signatures = What you signed
data-part-agreement-choices = What you chose
data-part-guardians = Your guardian’s consent
data-part-releases = What you allowed to be told outside
data-part-agreements-made = Agreements you wrote
data-part-sign-ins = Devices on which you signed in
data-part-passkeys = Your passkeys
data-part-vault = Where your own notes are
data-part-vault-wraps = Passkeys that open your notes
data-part-notes = Your own notes, by their days alone
data-part-will = To whom you left your notes
data-part-wills-to-me = Notes that were left to you
data-part-passwords = Your password with codes
data-part-sign-in-links = Sign-in links you asked for
data-part-notices = What you were told about your account
data-part-recoveries = When you asked to come back in without a passkey
data-part-recoveries-confirmed = When you confirmed it for a colleague
data-part-erasures = Your wish to be erased
data-part-holds = What holds an erasure up
data-part-mails = Letters to you
data-part-letters-waiting = Letters to you that have not left
data-part-evenings = What was noted during an evening
data-part-log = What stands about you in the log

data-field-told = What happened
data-field-told-at = Told
data-field-put-away-at = Put away
data-field-confirmed-by = Confirmed by
data-field-confirmed-at = Confirmed
data-field-stopped-at = Stopped
data-field-done-at = Done
data-field-version = Version
data-field-signed-at = Signed
data-field-signed-as = Signed as
data-field-proof = Proof
data-field-set-at = Set
data-field-wrong-tries = Wrong tries since your last sign-in
data-field-withdrawn-at = Taken back
data-field-question = Asked about
data-field-choice = Your answer
data-field-guardian = Guardian
data-field-how-it-was-checked = How it was checked
data-field-consented-on = Consented on
data-field-recorded-at = Written down
data-field-recipient = To whom
data-field-matters = About what
data-field-until = Until
data-field-revoked-at = Ended
data-field-made-at = Made
data-field-made-on = Made on
data-field-written-on = Written on
data-field-named-at = Named
data-field-stopped-at = Stopped
data-field-released-at = Handed over
data-field-called = What you call it
data-field-last-used-at = Last used
data-field-shown = Signed in with
data-field-legal-name = Name
data-field-email = E-mail address
data-field-language = Language
data-field-time-zone = Time zone
data-field-standing = To the practice you are
data-field-phone = Your telephone
data-field-safe-to-ring = Safe to ring
data-field-contact-name = Whom to ring
data-field-contact-phone = Their telephone
data-field-contact-relation = Who they are to you
data-field-group = Group
data-field-name-there = Your name there
data-field-role = What you are there
data-field-seat = Chair
data-field-evening = Evening
data-field-number = Number
data-field-line = Line
data-field-kept-at = Kept on
data-field-place = Where you were
data-field-country = Country
data-field-alone = Alone
data-field-safe-channel = How to reach you
data-field-answered-at = Answered on
data-field-admitted-at = Let in on
data-field-admitted-by = By
data-field-spoken-ms = Spoken
data-field-reason = Reason
data-field-removed-at = On
data-field-title = Title
data-field-jurisdiction = Where it holds
data-field-checked-on = Checked on
data-field-checked-by = Checked by
data-field-device = Device
data-field-created-at = Begun
data-field-last-seen-at = Last seen
data-field-idle-expires-at = Ends unseen
data-field-expires-at = Ends at the latest
data-field-ended-at = Ended
data-field-spent-at = Used
data-field-asked-at = Asked on
data-field-due-at = Due on
data-field-placed-by = Placed by
data-field-placed-at = Placed on
data-field-ends-at = Ends on
data-field-released-at = Released on
data-field-to = To
data-field-subject = Subject
data-field-body = Letter
data-field-sent-at = Sent on
data-field-your-turn = Your turn
data-field-told-quietly = You told quietly
data-field-told-at = Told on
data-field-you = You
data-field-at = When
data-field-who = Who
data-field-action = What
data-field-as = As
data-field-about = About
data-field-outcome = Outcome

data-word-you = you
data-word-somebody = somebody of your group
data-word-visitor = somebody not signed in
data-word-house = the program
data-word-person = a person like all others
data-word-coordinator = front desk
data-word-operator = runs the server
data-word-link = a link from a mail
data-word-passkey = a passkey
data-word-signed-in = signed in on a new browser
data-word-passkey-added = a passkey was added
data-word-passkey-removed = a passkey was taken off
data-word-way-added = a way to sign in was added
data-word-way-removed = a way to sign in was taken away
data-word-recovery-asked = coming back in was asked for
data-word-recovery-confirmed = coming back in was confirmed
data-word-recovery-stopped = coming back in was stopped
data-word-recovery-done = came back in with a new passkey
data-word-colleague-asks = a colleague asked to come back in
data-word-opened-in-emergency = something was opened outside of the usual way
data-word-will-asked = words left for later were asked for
data-word-password = a password and a code
data-word-will-handed-over = words left for later were handed over
data-word-member = member
data-word-facilitator = leads
data-word-co-facilitator = leads too
data-word-observer = observer
data-word-yes = yes
data-word-no = no
data-word-open = nothing so far
data-word-ring = ring
data-word-text = text message
data-word-email = e-mail
data-word-none = not at all
data-word-to-come = still to come
data-word-has-floor = you had the floor
data-word-spoke = you spoke
data-word-passed = you passed
data-word-skipped = skipped
data-word-not-ok = I’m not okay
data-word-come-back-to-me = come back to me
data-word-need-a-break = I need a break
data-word-led = led
data-word-ended-it = ended the evening
data-word-refused = refused
