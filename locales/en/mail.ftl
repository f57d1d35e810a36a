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
