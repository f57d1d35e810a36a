# Notes that who leads a group writes for themselves, locked in their browser; and to whom they leave them.
# For a clinician at ten in the evening. What is protected from whom is said plainly, the limits first (docs/notes.md).

nav-notes = My notes
looked-notes = Your own notes, still locked: that they were fetched

today-notes-asked = A colleague asks for the notes that you left to them.
today-notes-asked-see = See who, and why
today-notes-stopped = You said no. Your notes stay with you.

notes-title = My notes
notes-lead = For you alone: what you think about an evening or a person, apart from every record.
notes-no-script = Your notes are locked and opened in your browser, and for that it needs scripts. Nothing is lost: they wait here, locked.
notes-loading = One moment.
notes-cancel = Not now

## Beginning

notes-begin-title = A place for your own notes
notes-begin-yours = They are psychotherapy notes: yours, kept apart from the record, and in no file that anybody else is given.
notes-begin-locked = They are locked here, in your browser. This house keeps them and cannot read them; your co-facilitator neither.
notes-begin-lost = They open with your passkey, or with a code that you are shown once. If you lose both, nobody can open them again.
notes-begin-record = What belongs into the record belongs there: times, diagnosis, plan, progress, and danger to somebody.
notes-begin = Set it up

## The code that is shown once

notes-code-title = Your recovery code
notes-code-what = Write it down, or print it. It opens your notes on any device, also when your passkey is lost. We do not keep it, and show it only now.
notes-code-where = Put it where you keep your passport, not into this computer and not beside your phone.
notes-code-copy = Copy
notes-code-print = Print
notes-code-kept = I have it on paper, or somewhere just as safe
notes-code-go = Go on
notes-code-label = Recovery code
notes-code-hint = Seven groups of four. Capitals, dashes and spaces do not matter.

## Locked

notes-locked-title = Your notes are locked
notes-locked = They lock when you leave this page, when you hide it, and after ten minutes without you.
notes-open-passkey = Open with a passkey
notes-open-code = Open with the recovery code
notes-open = Open
notes-forget = Neither works any more
notes-forget-sure = Then nobody can read these notes again, we neither. You can throw them away for good and begin anew. For that you need to have signed in just now.
notes-forget-do = Throw all of it away

## Open

notes-list = Your notes
notes-new = Write a note
notes-lock = Lock now
notes-none = Nothing is written yet. A note can be about one of your groups, about one person in it, or about nothing in particular.
notes-draft = You were in the middle of a note when this page closed. It was kept, locked.
notes-draft-open = Go on with it
notes-draft-drop = Throw it away
notes-damaged = Some notes do not open. They were changed or damaged outside of this page, so they are not shown. The others are not touched.
notes-unfinished = Your notes are still being brought under the new key. Left:
notes-renew-on = Go on
notes-more = Keys, colleagues, a copy

notes-ways = What opens your notes
notes-ways-what = Each of these opens all of them. Taking a passkey off your list takes it off here, too.
notes-way-opens = opens your notes
notes-way-add = Let it open my notes, too
notes-no-passkeys = You have no passkey yet, so only the recovery code opens them. Add one here:
notes-new-code = A new recovery code
notes-new-code-what = The old one opens nothing from then on.

notes-will = Leave your notes to a colleague
notes-will-what = If something happens to you, one colleague can ask for your notes. You are told at once, and have fourteen days in which one tap stops it. Until then neither they nor we can read a word.
notes-will-to = You leave them to
notes-will-changed = Their key is not the one you compared. Perhaps they made a new one after a loss; perhaps somebody put another in its place. Ring them, and name them again.
notes-withdraw = Take it back
notes-no-colleagues = No colleague here has notes of their own yet. They set that up on this page, and then you can name them.
notes-heir = Colleague
notes-choose = Choose
notes-compare = Ring them and let them read you the code under “Your own code” on their page. It must be this one:
notes-compared = We compared it by voice, and it is the same
notes-will-do = Leave my notes to them
notes-own-code = Your own code, for a colleague who wants to leave you theirs:

notes-left = Left to you
notes-left-what = Ask only when your colleague cannot look after their patients any more. They are told at once, and so is the log.
notes-left-of = Notes of
notes-left-resting = Nothing was asked for.
notes-left-open = Read them
notes-reason = Why do you need them now?
notes-ask = Ask for them

notes-take = Take a copy
notes-take-what = One file that anybody can read who finds it. It is made here, and goes nowhere but to this device.
notes-take-do = Save as a file

notes-renew = After a theft
notes-renew-what = If somebody may have your passkey or your code: all notes get a new key, and you a new code. Have one passkey at hand; add the others again afterwards. Whom you named has to be named again. What somebody has copied and opened already stays with them.
notes-renew-do = Make a new key

notes-asked-title = Somebody asks for your notes
notes-asked-who = asks for the notes that you left to them, and says:
notes-asked-day = They are handed over on
notes-stop = No, I am here

## Writing

notes-edit = A note
notes-about = About
notes-about-free = Nothing in particular
notes-title-label = Title
notes-text = Note
notes-save = Save
notes-back = Back to the list
notes-delete = Delete this note
notes-delete-sure = It is gone for good then, also for you.
notes-delete-do = Delete it
notes-conflict-title = This note was changed on another device
notes-conflict = Nothing was overwritten, and what you wrote is still here. You can keep it as a second note, and read both.
notes-keep-both = Keep mine as a second note

## What protects them, and what does not

notes-who-title = What this does not protect you from
notes-who-code = From this house serving you another page: the lock comes with the page. Whoever runs the server, and wanted to, could change it.
notes-who-phone = From somebody who sits at your device while your notes are open, or who finds your code.
notes-who-nobody = From losing your passkey and your code. Then it is gone.
notes-who-times = The house sees that you have notes, how many, roughly how long, on which day you wrote, and when you opened this page.

## What the page's script says

notes-say-offline = We could not reach the house. Nothing was lost. Please try again in a moment.
notes-say-signed-out = You are signed out. Sign in again, and come back here. What you were writing is kept, locked, until you close this tab.
notes-say-no-crypto = This browser cannot lock anything here. Please open the house by its name and with https, in a current browser.
notes-say-trouble = That did not work. Nothing was changed.
notes-say-elsewhere = This was changed on another of your devices. Please load the page again, and look.
notes-say-fresh = For this we need to be sure that it is you, now. Please sign in again, then come straight back.
notes-say-code-short = This code is too short. It has seven groups of four.
notes-say-code-long = This code is too long. It has seven groups of four.
notes-say-code-letters = There is a letter in it that no code of ours has. Please look once more.
notes-say-code-sum = One letter is not as it was, or two changed places. Please compare it with what you wrote down.
notes-say-code-not-this = It is a code of ours, and does not open these notes. Perhaps you made a newer one since.
notes-say-code-copied = Copied. Paste it somewhere safe, then copy something else.
notes-say-code-not-copied = Your browser did not let us copy it. Please write it down.
notes-say-passkey-closed = Nothing happened: it was closed, or it took too long. Try again when you like, or use the recovery code.
notes-say-passkey-nothing = This browser or this passkey cannot open notes. Please use the recovery code here.
notes-say-passkey-not-yet = This passkey signs you in and does not open your notes yet. Open them another way, then let it.
notes-say-passkey-not-this = This passkey did not open them. Please try another, or the recovery code.
notes-say-server-lies = The key that came back is not the one this page made. Do not go on; tell the practice.
notes-say-saved = Saved, and locked.
notes-say-deleted = Deleted.
notes-say-gone = This note was deleted on another device. What you wrote is still here; saving keeps it as a new note.
notes-say-too-long = That is more than one note can hold. Please split it in two. Nothing was cut off.
notes-say-locked-idle = Ten minutes without you: your notes are locked. What you were writing is kept, locked.
notes-say-locked = Your notes are locked.
notes-say-untitled = Without a title
notes-say-about-free = Nothing in particular
notes-say-about-group = The group
notes-say-way-added = This passkey opens your notes, too.
notes-say-code-replaced = The new code opens your notes. The old one does not any more.
notes-say-renewing = Bringing your notes under the new key. Left:
notes-say-renewed = All of it is under the new key.
notes-say-will-named = You leave your notes to them. Nothing is handed over before they ask and you stay silent for fourteen days.
notes-say-will-withdrawn = It is taken back.
notes-say-will-resting = Nobody asks for them.
notes-say-will-stopped = They asked, and you said no. That was on
notes-say-will-asked = They ask for them. Handed over on
notes-say-will-due = The wait is over. They can have them at any moment. It was over on
notes-say-will-released = They were handed over on
notes-say-stopped = Stopped. Nothing was handed over.
notes-say-asked = Your colleague was told. If nobody says no, you can read the notes on the day that stands here.
notes-say-left-resting = Nothing was asked for.
notes-say-left-stopped = Your colleague said no on
