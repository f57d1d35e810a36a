# Words of our mails. They may be read over someone's shoulder: no group, no topic, no name of another person.

sign-in-link-subject = Your sign-in link
sign-in-link-lead = Here is the link you asked for. It opens a page with one button; press it and you are signed in.
sign-in-link-action = Sign in
sign-in-link-limits =
    { $minutes ->
        [one] It works once, within { $minutes } minute.
       *[other] It works once, within { $minutes } minutes.
    }
sign-in-link-not-you = If you did not ask for it, you need do nothing. Nobody is signed in by this mail alone.
mail-closing = Please do not answer this mail. Nobody reads what is sent back to it.

## What happened to an account, as a letter and on the pages. The subject is the same for all of it.

notice-subject = About your account
notice-when = On { $date } at { $time }
notice-device = With { $device }
notice-action = Look at it
notice-next = If that was you, there is nothing to do. If not, sign in, sign out whatever you do not know, take away keys that are not yours, and tell us in the way you know already. Then look at who else can read your mail.
notice-signed-in = You were signed in on a browser that was new to us.
notice-passkey-added = A passkey was added to your account. It can sign you in.
notice-passkey-removed = A passkey was taken off your account, and devices that had come in by it were signed out.
notice-passkeys-forgotten = Whoever runs this house’s server took every passkey off your account, and a password if there was one. You were signed out everywhere.
notice-passkeys-forgotten-next = If you asked for that, sign in with a link from your mail now and add a new passkey. If you did not, tell us at once, in the way you know already: until you have added one, whoever reads your mail could.
notice-way-added = Another way to sign in to your account was added or changed.
notice-way-removed = A way to sign in to your account was taken away.
notice-password-rests = Your password was typed rightly, and the code beside it was wrong too many times. The password rests now, and lets nobody in.
notice-password-rests-next = If that was you, sign in with your passkey and set another. If not, somebody knows your password: set another, and use the old one nowhere else. Without a passkey, sign in with a link from your mail and choose “I lost my passkeys”.
notice-recovery-asked = Somebody asked to come back in to your account without a passkey.
notice-recovery-asked-next = If that was you, speak with a colleague now: only they can confirm it. If not, sign in and stop it there, and tell us in the way you know already.
notice-recovery-confirmed = A colleague confirmed that you lost your passkeys. After 24 hours, a link from your mail and the code that they tell you let you add a new one.
notice-recovery-confirmed-next = If that was you, ask them for the code by telephone or face to face, never by mail, and wait. If not, sign in and stop it now, and tell us in the way you know already.
notice-recovery-stopped = Coming back in without a passkey was stopped. Nothing changed.
notice-recovery-stopped-next = If you are locked out, speak with a colleague or with whoever runs this house.
notice-recovery-done = A new first passkey was added to your account. Earlier ones, and a password if there was one, sign nobody in any more, and every other device was signed out.
notice-colleague-asks = Somebody you work with asked to come back in without a passkey, or a colleague confirmed it.
notice-colleague-asks-next = Sign in to see who. Speak with them in person or by a number you know, never by this mail alone. Anybody who works with them can stop it for as long as it waits.
notice-opened-in-emergency = Something kept about you was opened outside of the usual way. A reason was written down.
notice-opened-in-emergency-next = You can read who and when under “Who looked”. If it does not seem right to you, you can say so there.
notice-will-asked = Words that were left for later were asked for.
notice-will-asked-next = Sign in to see what it is about, and to say no while there is time.
notice-will-handed-over = Words that were left for later were handed to the person they were left to.
notice-will-handed-over-next = Sign in to see when. If that should not have been, speak with them, and tell us in the way you know already.
