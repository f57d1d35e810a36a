# Passkeys, the list of one's own devices, and what is asked of those who lead.
# Short words for tired people. A passkey is "opened" with a finger, a face or a PIN; nobody has to know how it works.

## The button on the page to sign in

passkey-sign-in = Sign in with a passkey
passkey-sign-in-hint = Your finger, your face or your PIN. Nothing to type, no mail to wait for.
passkey-or-mail = Or with your mail
passkey-waiting = Your device is asking you now.

## What the page's script says

passkey-cancelled = Nothing happened: it was closed, it took too long, or this device has no passkey for this house. Try again when you like. The link in your mail works as always.
passkey-none = Your device could not do it here. Please try another browser or device. The link in your mail works as always.
passkey-already = This device has one for you already. You need no second one here.
passkey-slow = We could not reach this house just now. Please try again in a moment.

## What the house says

passkey-problem = That did not work
passkey-not-here = Passkeys need this house’s name in the address bar, and this address has only numbers. The link in your mail works here.
passkey-not-asked = That took a little too long, or it was sent before. Nothing is lost. Please press the button once more.
passkey-foreign = This answer was made on another website, so we did not take it. Look at the address bar. If you came here by a link from somebody, close this page and type our address yourself.
passkey-not-verified = Your device did not check that it is you. Choose your finger, your face or your PIN, and try again.
passkey-ran-backwards = This passkey answered in an order that should not happen. There may be a copy of it, so we did not take it. Sign in with another passkey, or ask the practice. Take this one off your list.
passkey-unknown = We do not know this passkey. It may have been taken off your list. The link in your mail works as always.
passkey-not-kept = Your device did not keep this passkey, so it could not find it later. Nothing was added. Please try another device or key.
passkey-already-there = This passkey is in use here already. Nothing was changed.
passkey-too-many = You have twenty passkeys, and that is as many as we keep. Take one off the list first.
passkey-not-fresh = For this we need to be sure that it is you, now. Please sign in again, then come straight back here.
passkey-unreadable = We could not read what your device sent. Nothing was changed. Please try again.
passkey-last = You lead a group or work here, so one passkey stays. Add another first, then you can take this one off.
passkey-name-problem = Please give it a name of 1 to 40 letters.

## The page of one's devices

nav-devices = Passkeys and devices
devices-title = Passkeys and devices
devices-lead = How you sign in, and where you are signed in now. Only you see this page.
devices-added = Your passkey is ready. Next time, choose “Sign in with a passkey”.
devices-removed = It is off your list, and signs nobody in any more.
devices-renamed = It has its new name.
devices-ended = That device is signed out.
devices-passkeys = Your passkeys
devices-passkeys-what = A passkey is a key that stays on your device. It opens with your finger, your face or your PIN, and only here: a copied page gets nothing.
devices-passkeys-none = You have none yet. The link in your mail signs you in.
devices-made = made { $date }
devices-used = last used { $date }
devices-never-used = not used yet
devices-rename = Give it another name
devices-rename-do = Save the name
devices-remove = Take it off the list
devices-remove-sure = It will sign nobody in any more, and devices that came in by it are signed out.
devices-remove-do = Take it off
devices-of = : { $name }
devices-add = Add a passkey on this device
devices-add-name = What will you call it?
devices-add-name-hint = So that you know it in this list, such as “My phone”. Others never see it.
devices-add-do = Add a passkey
devices-add-script = Adding one needs a browser that knows passkeys, with scripts switched on. Everything else here works without.
devices-add-cannot-here = Passkeys need this house’s name in the address bar. This address has only numbers, so none can be added here.
devices-add-sign-in = To add one or take one off, sign in again with the link in your mail, and come straight back here. That way nobody who finds your device open can add a key of theirs.
devices-add-sign-in-passkey = To add another or take one off, sign in with the passkey you have, and come straight back here. A link or a password is not enough for that: both can get into other hands without your noticing.
devices-add-sign-in-password = To add one, sign in with your password and a code, and come straight back here. That way nobody who reads your mail can add a key of theirs.
devices-add-while-it-rests = Your password rests, so nothing here can be changed with it. A colleague can let you back in: they speak with you, and a day later you add a passkey.
devices-keys-after = To take one off, sign in again first, and come straight back here.
devices-add-full = You have twenty, and that is as many as we keep.
devices-sign-in-again = Sign in again
devices-signed-in = Where you are signed in
devices-by-link = with a link from your mail
devices-by-passkey = with a passkey
devices-by-password = with a password and a code
devices-by-house = by this house itself
devices-since = since { $date }, { $time }
devices-seen = seen { $date }, { $time }
devices-this = this device
devices-end = Sign it out
devices-end-do = Sign it out now
devices-end-sure = Its pages and its place in a room close within seconds. Whoever holds it needs your passkey or your mail to come back.
devices-stranger-title = Something here is not yours?
devices-stranger = Sign it out, and take away any passkey you do not know. Then look at who can read your mail, and tell the practice.

## What is asked of those who lead

trouble-passkey-title = One more step before this opens
trouble-passkey = You lead a group or work for the practice. Mail can be read by others, so here a link alone is not enough: a passkey shows that it is really you. Your members were promised that.
trouble-passkey-add = Adding one takes a minute, with your finger, your face or your PIN.
trouble-passkey-go = Add a passkey now
trouble-passkey-have = You have one already. Use it here, and you are in.

## What happened to one's account

told-title = About your account
told-lead = If all of this was you, put it away. If something was not, look at where you are signed in, and sign out what you do not know.
told-look = Look at my devices
told-away = It was me, put it away
told-more = There are more. All of them stand beside your devices.
told-all = What happened to your account
told-all-lead = The last 90 days. Nobody can take anything off this list.
told-earlier = Earlier ones
told-newest = Back to the newest
told-none = Nothing yet. When somebody signs in on a new device or changes how you sign in, it stands here, and a letter tells you.

## Coming back in without a passkey

recovery-link = I lost my passkeys
recovery-title = Coming back in
recovery-lead = For people who lead a group and have lost every passkey they had.
recovery-mine = For you
recovery-how = It takes a day, so that nobody can do it in your name without your noticing.
recovery-how-1 = You ask here. You and everyone who leads beside you get a letter.
recovery-how-2 = One of them speaks with you, says so on their page, and tells you a code of six digits. Write it down on paper.
recovery-how-3 = A day later, sign in with a link from your mail once more, type the code here, and add a new passkey. The old ones stop working then.
recovery-who = These people can confirm it. Speak with one of them in person, or on the telephone:
recovery-ask = Ask to come back in
recovery-asked = You have asked. Now speak with one of the people below.
recovery-tell-title = Tell { $name } this code
recovery-tell-how = Tell it them by voice or face to face, never by mail or in a message: whoever reads their mail could read it there. Ring them yourself, on a number you knew before. In a day they type it here, and add a new passkey.
recovery-tell-later = You need not keep it. Until they are back in, you can look at it again on this page, right after signing in with your passkey, and you can still stop it.
recovery-code-again = See the code again
recovery-code = The code that your colleague told you
recovery-code-hint = Six digits. Spaces do not matter. Nobody sends it by mail: if you do not have it, ask your colleague by telephone, or see them.
recovery-code-go = Go on
recovery-typed = That is the code. Now add a passkey.
recovery-no-code = Please type the six digits that your colleague told you.
recovery-wrong-code = { $left ->
    [one] That is not the code. Please ask your colleague once more: one more wrong code ends it.
   *[other] That is not the code. Please look again, or ask your colleague. You have { $left } more tries.
}
recovery-codes-spent = That was not the code either, and it has ended now, for your safety. Nothing changed. Please speak with your colleague: you can ask again a day later.
recovery-by-passkey = For this, please sign in with your own passkey, then come straight back here. A link or a password is not enough to speak for somebody else.
recovery-stopped = It is stopped. Nothing changed.
recovery-again = For this we need to be sure that it is you, now. Please sign in again, then come straight back here.
recovery-mine-asked = You have asked. Somebody must confirm it by { $date }, { $time }.
recovery-mine-waits = A colleague has confirmed it. They tell you a code, by voice: write it down on paper. From { $date }, { $time } on, sign in with a link from your mail, type the code here, and add a new passkey.
recovery-mine-open = The day is over. Right after signing in with a link from your mail, type the code here; then you can add a new passkey. This is possible until { $date }, { $time }.
recovery-mine-typed = You can add a new passkey now, within a quarter of an hour of signing in. This is possible until { $date }, { $time }.
recovery-add = Add a passkey
recovery-stop-mine = Stop it
recovery-nothing-lost = Nothing is locked for you: you can sign in, and you can add a passkey.
recovery-nobody-to-ask = Nobody leads a group beside you, so nobody here can confirm it. Please ask whoever runs this house’s server: they can make room for a new passkey.
recovery-stopped-lately = It was stopped a short while ago. You can ask again a day later. If you are locked out, speak with a colleague, or with whoever runs this house’s server.
recovery-own-word = Somebody else has to confirm it: one’s own word is not enough here.
recovery-already = A colleague has confirmed it already. There is nothing left for you to do.
recovery-over = That is over: it was stopped, used, or too old. Nothing changed.
recovery-not-spoken = Please speak with each other first, and then tick that you did.
recovery-colleagues = People you work with
recovery-colleagues-lead = They say that they lost every passkey. Somebody who only reads their mail could say the same. Ring them on a number you know, or see them, before you confirm anything.
recovery-colleague-asked = Asked on { $date }, { $time }.
recovery-colleague-until = Nobody has confirmed it yet. It ends by itself on { $date }, { $time }.
recovery-colleague-waits = Confirmed. It opens on { $date }, { $time }.
recovery-colleague-open = They can type the code and add a new passkey now, until { $date }, { $time }.
recovery-by = { $name } confirmed it.
recovery-confirm = I have spoken with them
recovery-confirm-sure = You will be shown a code to tell them. A day from now, whoever has it and reads their mail can add a new passkey and open their groups.
recovery-spoken = I spoke with them in person, or on a number I knew before. I am sure that it was them.
recovery-confirm-do = Confirm it
recovery-stop = Stop it
recovery-stop-sure = They will be told, and can ask again a day later.
recovery-stop-do = Stop it now
recovery-note-mine = You, or somebody in your name, asked to come back in without a passkey.
recovery-note-colleague = Somebody you work with says that they lost their passkeys.
recovery-note-see = Look at it
trouble-password-have = You have a password with codes. Use them here, and you are in.
trouble-password-rests = Your password rests, because the code beside it was wrong too many times. A colleague can let you back in.

## A password with codes, for those who lead or work here

password-sign-in-way = Sign in with a password and a code
password-sign-in-who = For those who lead a group or work here, on a day without their passkey.
password-sign-in-title = Sign in with a password and a code
password-sign-in-lead = For those who lead a group or work here. Everybody else comes in with the link in their mail.
password-word = Password
password-code = Code
password-code-hint = The six digits that your app shows now. Each one works once.
password-sign-in-do = Sign in
password-other-ways = Other ways to sign in
password-wrong = That did not fit
password-wrong-what = It may be the address, the password or the code: we do not say which. Wait until your app shows a new code, then try again. After very many tries a password rests until its owner comes in another way. Your passkey and the link in your mail work as always.
password-lost-title = Lost the phone with the codes?
password-lost = Your passkey still lets you in. If that is gone too, ask a colleague who leads with you, or whoever runs this server.

password-title = A password with codes
password-lead = A second way in for a day without your passkey. It takes both: something you know, and a code from an app on your phone. A passkey stays the better way, because a copied page could ask you for these two.
password-replaces = This takes the place of the password and the codes you have. The old ones stop at once.
password-step-words = First, a password
password-new = New password
password-new-hint = 15 characters or more, up to 256. A short sentence of your own is fine, with spaces. No rules about signs and numbers, and you never have to change it. Pasting from a password manager works.
password-again = The same once more
password-step-codes = Then, codes from an app
password-codes-what = Open an app for codes on your phone, the one you use elsewhere will do. Let it read this picture.
password-picture = A picture for the camera of your app. The letters beside it say the same.
password-typed = Or type these letters there:
password-secret-alone = Whoever sees the picture or the letters can make your codes. Show them to nobody.
password-first-code = The code it shows now
password-first-code-hint = Six digits. So we both know that it works.
password-keep = Keep both
password-back = Back to passkeys and devices
password-typed-again = Nothing is kept yet. What you typed is not shown again, so please type it once more. The picture is the same.
password-too-short = Please make it longer: { $limit } characters at least.
password-too-long = Please make it shorter: { $limit } characters at most.
password-guessed = This one is guessed early: it is mostly well-known words, names of yours or of this house, or the same again and again. Please choose a sentence nobody else would.
password-different = These two are not the same.
password-wrong-code = This is not a code that your app shows now. If its clock is wrong, set your phone’s time by the network.
password-after-sign-in = For this we need to be sure that it is you, now. Sign in again, and come straight back here.
password-after-passkey = You have a passkey. Sign in with it, and come straight back here. That way nobody who reads your mail or was told your password can set one of theirs.
password-after-password = You have a password already. Sign in with it and a code, and come straight back here. That way nobody who reads your mail can set one of theirs.
password-not-fresh = For this we need to be sure that it is you, now. Please sign in again with your passkey, or, if you have none, with your password and a code. Then come straight back here.
password-not-prepared = That took a little too long. Nothing was changed. Please begin once more.
password-last = You lead a group or work here, so one way in that is more than your mail stays. Add a passkey first, then you can take the password away.

devices-password = A password with codes
devices-password-what = For a day without your passkey: a password, and a code from an app on your phone. Only those who lead a group or work here can have one.
devices-password-yours = Your password and codes
devices-password-since = set { $date }
devices-password-set-up = Set it up
devices-password-change = Set another
devices-password-remove = Take it away
devices-password-remove-sure = It will sign nobody in any more, and devices that came in by it are signed out.
devices-password-remove-do = Take it away
devices-password-rests = It rests: somebody tried it very often and was wrong. It works again after your next sign-in by passkey or link. If it was not you, set another.
devices-password-rests-codes = It rests: somebody typed it rightly, and then a wrong code, again and again. Sign in with your passkey and set another one, which you use nowhere else. If you have no passkey, “I lost my passkeys” is the way back in.
devices-password-set = Your password and codes are ready.
devices-password-removed = It is gone, and signs nobody in any more.
# Somebody whose place in a group rests opens a page of it.
trouble-paused-title = Your place in this group rests
trouble-paused = Somebody who leads it has paused your place. Your seat and your chair are kept for you. The group’s own page shows its times and how to come back.
