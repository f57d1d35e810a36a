## Who sits in a group, for those who lead it
people-title = People
people-lead = Everybody with a place in this group. What you do here, only those who lead see; the person is told kindly and without your reason.
people-link = People of this group
people-empty = Nobody has a place in this group yet.
people-chair = Chair { $number }
people-active = active
people-paused = rests since { $date }
people-ended-by-themselves = left on { $date }
people-ended-by-facilitator = ended on { $date }
people-ended-by-group = ended with the group on { $date }
people-has-to-sign = has yet to sign
people-why = Why
people-you = you
people-change = Change something
people-change-of = about { $name }
people-name-was = Was called { $name } until { $date }.
people-name-set-back = Was called { $name } until { $date }, when it was set back.
people-name-asked = Was asked for another name on { $date }.
people-name-back = Call them { $name } again
people-name-ask = Ask for another name
people-name-hint = They read: “Those who lead your group ask you to choose another name here.” No more than that.
people-why-label = Why, for those who lead (you can leave it empty)
people-why-hint = No other member reads this. The person does, if they ask for their data.
people-pause = Let the place rest
people-pause-note = Chair and seat are kept. Rooms and evenings are closed until you open it again; should they be in the room now, they are out at once.
people-resume = Open the place again
people-end = End the place
people-end-note = The seat is free and the group is closed to them at once. It cannot be taken back; whoever returns gets a new place.
people-end-do = End it now
people-role = What they are here
people-role-member = member
people-role-note = Whoever leads is named on the group’s page by their own full name, for everybody who may read it. They see the desk, open emergency cards and read this page. Speak with them first. Their page in the room loads anew.
people-role-sure = Give this role
people-role-do = Change it
people-gone = Whose place has ended
people-done = Done.
people-problem-only-one = Nobody else leads this group. Let somebody lead it first, then come back to this.
people-problem-own = This is your own place. Somebody else who leads does that; to go yourself, leave the group.
people-problem-overtaken = Somebody else was quicker. Here is how it stands now.
people-problem-long = The reason is too long. Please stay under { $limit } characters.
people-problem-name-taken = Somebody in this group is called so by now.
people-problem-in-session = Names stay as they are while an evening is on.

## A change that wants a sign-in of the last minutes
again-title = Is it still you?
again-note = This changes what others may do, so please sign in again first. It opens in another window; what you wrote here stays. Come back and press once more.
again-go = Sign in again

## Leaving a group
leave-link = Leave this group
leave-title = Leave this group?
leave-lead = You can go at any time, and you owe nobody a reason.
leave-what = Your seat is free and the group’s rooms and pages are closed to you at once. If an evening is on, you are out of the room.
leave-stays = What you kept in your own record stays yours, and you can still carry away everything that is kept about you.
leave-back = The way back: write to { $practice }. Whoever comes back gets a new place, and nothing you said before hangs on it.
leave-do = Leave now
leave-stay = Stay
leave-only-one = You are the only one who leads this group, so its members would be left alone. Let somebody else lead it first; then you can go.
leave-hand-over = Hand it over
leave-done = You have left the group. Thank you for the time you were there. If you want to come back, write to the practice.

## Somebody whose place rests
group-paused-title = Your place here rests
group-paused = Seat and chair are kept for you. Rooms and evenings open again when somebody who leads the group opens your place; write to { $practice } when you are ready, or when you have questions.

## The day’s page
today-paused = Your place here rests.
today-to-sign = There are words of the group to read and sign.
today-to-sign-from = New words of the group hold from { $date }, { $time }.
today-name-asked = Those who lead your group ask you to choose another name here.
