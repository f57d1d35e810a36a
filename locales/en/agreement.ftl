# What a group agrees, and what may be told outside. To members: short words. To those who lead: exact and brief.

## On other pages

agreement-link = What we agree
agreement-link-note = Read it, and see what you signed.
agreement-to-sign = New words to read
agreement-to-sign-note = They hold from { $date }, { $time }. Nothing changes before. You can come in either way.
agreement-to-sign-now-note = Read them, or talk with the people who lead first. You can come in either way.
agreement-never-note = You have not signed what your group agrees. Read it, or talk with the people who lead first.
agreement-old-note = Tonight the words you signed still hold. The new ones can wait until tomorrow.
agreement-write-note = There are no words yet. Begin from a draft that has every point.
agreement-read = Read
agreement-who-link = Who has yet to sign
agreement-edit-link = Change the words

## The member's page

agreement-title = What we agree
agreement-lead = What people in this group promise one another, and what you should know before you say yes. Take your time.
agreement-none = There are no words to sign yet. When the people who lead your group have written them, they are here.
agreement-promises = What we promise one another
agreement-consents = What you should know first
agreement-signed-on = You signed this on { $date } at { $time }.
agreement-binds-on = These words hold from { $date }, { $time }. Nothing changes before.
agreement-binds-now = These words hold now.
agreement-older = You signed earlier words. Please read these, or talk with the people who lead first. Nobody is kept out because of it.
agreement-circle = The words are the same. Everybody is asked again, because somebody came or left.
agreement-withdrawn = You took back your signature on { $date }. You can sign again whenever you like.
agreement-never = You have not signed this yet. You can talk with the people who lead first.
agreement-minor = You are under age here, so somebody who looks after you must say yes as well. The people who lead will ask them. Until then this is not complete.
agreement-changed-meanwhile = The words changed while you were reading, so nothing was signed. These are the new ones.
agreement-sign-title = Sign
agreement-sign-name = Your name
agreement-sign-name-hint = Type it if you like. You can also leave this empty and only press the button.
agreement-sign-name-problem = Please write your name on one line, with at most { $limit } letters.
agreement-sign-note = We keep when you signed, with a number that proves which words these were. You get a copy.
agreement-sign-do = I have read this and agree
agreement-choices-title = Asked apart
agreement-choices-lead = None of these is part of what you sign. A no costs you nothing, and you can change your answer at any time.
agreement-choice-joint = This happens only while everybody says yes. One no stops it at once for all. Nobody is told whose it was, or how many.
agreement-choice-joint-wait = After everybody has said yes, it shows a day later or more, at night. So nobody can tell from the hour who answered last.
agreement-choice-joint-server = Our server has to know each answer, to add them up. It keeps them locked, without the hour, and writes no name into its log.
agreement-choice-off = It is off.
agreement-choice-on = It is on: nobody objects.
agreement-choice-too-few = Your circle is too small to ask this: people could guess whose no it was. So it stays off.
agreement-choice-yes = Yes
agreement-choice-no = No
agreement-choice-mine-yes = You said yes.
agreement-choice-mine-no = You said no.
agreement-choice-mine-open = You have not answered. That counts as no.
agreement-yours-title = What you signed
agreement-yours-row = Version { $number }, on { $date }
agreement-yours-back = taken back on { $date }
agreement-copy-link = My copy
agreement-withdraw = Take it back
agreement-withdraw-what = Your signature, every yes above and what you allowed us to tell others end at once. The people who lead see that you took your signature back. Nobody puts you out of the circle. What was said until now stays said.
agreement-withdraw-hint = To say no to one thing alone, answer No above instead. Nobody sees that.
agreement-withdraw-do = Take everything back
agreement-releases-link = What may be told to somebody outside
agreement-releases-note = Your own therapist, for example. Nothing is told unless you allow it.

## A copy to keep

copy-title = My copy of what we agree
copy-none = You have not signed anything here, so there is no copy.
copy-signed = Signed on { $date } at { $time } ({ $zone } time)
copy-by-name = with the name { $name }
copy-by-tap = by pressing the button
copy-back = Taken back on { $date }.
copy-keep = Print this page, or save it. What you keep is yours.
copy-proof = The proof
copy-proof-what = This number is made from the words above, your place in the group, the moment you signed and a random number that only your copy has. If one letter were different, it would be another number. It also stands in our log, which cannot be changed unseen.
copy-holds = We checked it just now: these are the words you signed.
copy-broken = These are not the words you signed. Please tell the practice, and show them a copy you kept.
copy-place = Your place
copy-moment = The moment, in milliseconds
copy-chance = The random number
copy-back-link = Back to what we agree

## What may be told to somebody outside

releases-title = What may be told to somebody outside
releases-lead = We tell nobody outside anything about you, unless you allow it here. You say to whom, what, and until when. You can end it at any time.
releases-none = You have allowed nothing.
releases-to = To whom?
releases-to-hint = A name and a place, so that nobody else is meant: “Dr Roth, Wiener Straße, Berlin”.
releases-to-problem = Please say to whom, on one line.
releases-what = What may they be told?
releases-what-problem = Please choose at least one.
release-attendance = That I have a place here, and when I came
release-measures = My answers to questionnaires
release-summary = What the people who lead write about my way here
releases-until = Until which day?
releases-until-hint = It ends by itself with that day. A year at most.
releases-until-problem = Please choose a day from today on, at most a year away.
releases-never = Words said in the circle are never told: there is no recording of them.
releases-give = Allow this
releases-list = What you have allowed
releases-holds = until { $date }
releases-over = ended on { $date }
releases-end = End this
releases-end-of = the one for { $name }
releases-today = Today nothing in this program tells anybody outside anything. When something does, it will ask here each time, and each time is written down for you.

## The desk: editing

edit-title = The words of the agreement
edit-lead = Edit, add, remove and reorder. Nothing is changed until you publish.
edit-first = This is a draft to begin from. Read every clause and make it fit your group before you publish it.
edit-newest = Version { $number } is the newest. It binds from { $date }, { $time }.
edit-newest-now = Version { $number } is the newest, and binds.
edit-clause = Clause { $number }
edit-heading = Heading
edit-text = Words
edit-kind = How it is asked
edit-kind-promise = A promise to one another
edit-kind-consent = To be known before saying yes
edit-kind-own = Apart: each person for themselves
edit-kind-joint = Apart: only if everybody says yes
edit-up = Move up
edit-down = Move down
edit-remove = Remove
edit-add = Add a clause
edit-look = See what changes
edit-changes-title = What changes
edit-changes-none = Nothing changes yet.
edit-changes-first = These are the group’s first words. Everybody is asked to sign them.
edit-change-new = New
edit-change-gone = Removed
edit-change-words = Other words
edit-change-moved = Moved
edit-change-before = Before
edit-change-after = After
edit-binds = Published now, it binds from { $date }, { $time }.
edit-binds-why = People see a change 48 hours before it binds. It never binds during a session or in the hour before one.
edit-binds-moved = 48 hours from now would fall into a session or the hour before it, so it begins once that one is over.
edit-binds-who = Until then, whoever has signed comes in under the old words. Afterwards the door asks them to read, or to talk with you first. It shuts nobody out: letting in is yours to decide.
edit-choice-warning = A choice whose words change is asked anew. Every earlier answer to it ends, and so does anything that rested on it.
edit-publish = Publish
edit-anew-title = Somebody came or left
edit-anew = Asks everybody to sign the same words again. For a closed group, whenever its circle changes.
edit-anew-do = Ask everybody again
edit-anew-changed = You have changed words on this page. Publish them instead: everybody is asked again by that.
edit-overtaken = Somebody published other words after you opened this page. Yours are below, not lost. Compare them with the ones that stand, then publish.
edit-unchanged = These are the words that stand. Nothing was published.
edit-problem-heading = Clause { $number }: the heading must be one line of at most { $limit } letters.
edit-problem-empty = Clause { $number } needs a heading and words.
edit-problem-long = Clause { $number } is longer than { $limit } letters. Please make two of it.
edit-problem-marks = Clause { $number } holds marks that turn the writing around. Please type it anew.
edit-problem-many = An agreement has at most { $limit } clauses.
edit-problem-none = Something must be there to sign: a promise, or something to be known.

## The desk: who has signed

who-signed-title = Who has yet to sign
who-signed-lead = By the names used in this group. What anybody chose apart is shown to nobody, not even how many.
who-signed-none = There are no words yet. Write and publish them, and this list fills.
who-signed-count =
    { $count ->
        [0] Everybody has signed version { $number }.
        [one] { $count } person has yet to sign version { $number }.
       *[other] { $count } people have yet to sign version { $number }.
    }
who-signed-yes = signed on { $date }
who-signed-older = signed version { $number } on { $date }
who-signed-back = took it back on { $date }
who-signed-never = has not signed
who-signed-guardian-missing = a guardian’s consent is missing
who-signed-guardian-given = guardian: { $who }, { $date }
who-signed-minor = Under age
who-signed-minor-what = Their own signature and a guardian’s consent are both needed. Say who consented, how you know that it is them and that they may, and on which day. Leave all of it empty to note that it is needed.
who-signed-minor-who = Who consented
who-signed-minor-who-hint = Name, and what they are to this person
who-signed-minor-how = How it was checked
who-signed-minor-how-hint = What you saw and asked; custody, too
who-signed-minor-on = On which day
who-signed-minor-keep = Record this
who-signed-minor-remove = Not under age: remove this
who-signed-minor-problem = Not recorded. All three are needed, each on one line, and the day must not be in the future.

trouble-changed-title = The words have changed
trouble-changed = Newer words are there to be read. Nothing was signed or answered. Please go back and read them.
trouble-too-few-title = Your circle is too small for this
trouble-too-few = With so few people a no would have a name. So it stays off, and nobody is asked.

looked-guardian = Who said yes for you, as you are under age
looked-released = Something that you allowed to be told
looked-outside = Somebody outside, to whom you allowed it

## The default agreement: what a facilitator begins from. Each clause has a title and its words.

clause-stays = What is said here stays here
    .text = I tell nobody what others say, or who is in this group. I may tell somebody close to me what I have learnt about myself, without names and without what gives others away. Nobody here, the practice included, can make me tell more than I want, and I press nobody either.
clause-recording = No recording
    .text = I make no recording, no photograph and no screenshot. I let no program or device listen along: no note taker, no voice assistant.
clause-alone = Alone, in a room of my own
    .text = I come from a place where nobody else can see or hear us, and I use headphones. If somebody comes in, I say so, and turn my screen and my sound away until I am alone again. If I cannot be alone, I say it at the door, and we find a way.
clause-camera = Camera
    .text = We like to see one another. If I need my camera off, for an evening or always, I tell the people who lead. That is enough, and nobody asks me why in the circle.
clause-names = Names
    .text = I call people by the names they use here, and I do not look for who they are elsewhere.
clause-time = Being on time, and being away
    .text = I come on time and stay until the end. If I cannot come, I say so before, so that nobody worries. If I have to go out in between, I tell the people who lead.
clause-contact = Contact outside the group
    .text = While the group lasts, we do not meet or write to each other privately. If it happens, we tell the group, so that there are no secrets in the circle. I do not start a romance or do business with anybody here.
clause-sober = Sober
    .text = I come without alcohol or other drugs in me. What a doctor prescribed is fine.
clause-pass = I can always pass
    .text = I need not answer and need not speak. I can say stop, and I can step out. So can everybody else, and we let it be.
clause-conflict = When it gets difficult between us
    .text = If somebody hurts or annoys me, I try to say it here, about myself and without insult. If I cannot, I tell the people who lead. Threats and contempt have no place here.
clause-leaving = Leaving the group
    .text = I can leave at any time. If I can, I say it in the group first, and come once more to say goodbye. Nobody has to give reasons.
clause-messages = Chat and messages
    .text = What is written in the chat is for everybody in the circle. I send nobody private messages from within it. To the people who lead I can tell something quietly at any time.
clause-fees = Fees
    .text = I know what a session costs, and what happens when I miss one. If it is too much, I say so: there are other ways.
clause-nature = What this group is, and who leads it
    .text = A small group that meets online, led by the people named on its page. There you find their licence, where it holds and who checked it. You reach them between sessions as they tell you in the first one, in the hours they give. Groups help many people and not everybody, and sometimes it feels worse for a while before it feels better.
clause-risks = What can be hard
    .text = Hearing of other people’s pain can stir up your own. You may say something and wish you had not. Others may see you differently from how you see yourself. Tell the people who lead when it becomes too much.
clause-members = What other members could do
    .text = Everybody here promises to keep things private. In most places the law does not hold members to it, as it holds the people who lead. Somebody could break the promise, or film their own screen, and nobody can prevent that. So say only what you can live with.
clause-limits = When the people who lead must tell
    .text = They keep what you say private. They may have to break that if somebody is in serious danger, if a child or a person who cannot protect themselves is being harmed, or if a court orders it. If they can, they tell you first, and tell no more than they must.
clause-online = Being online
    .text = Lines drop. If yours does, come back by the same way; your seat is kept. If you do not come back, the people who lead try to reach you on the channel you called safe that evening. Sound and picture are locked between the devices in the circle. Your own device, and the room you sit in, are yours to keep safe.
clause-where = Where you are, each time
    .text = Before each session you say where you are. It is for the people who lead, so that help could find you. They may ring the person you named as your emergency contact if they fear for you, and tell them what they need to know to help.
clause-emergency = Not an emergency service
    .text = Between sessions nobody here watches over you day and night. If your life or somebody else’s is in danger, use “Help now” on any page: it has numbers that answer. If you have a plan for hard hours, the people who lead go through it with you.
clause-data = What the program keeps
    .text = No recording exists. We keep your name and address, your answers before each session, when you came and went, and what you asked to keep. The program may also count how long each person speaks. Only the people who lead see that, and never what is said. No program that learns from what you say is used. Each look at your things is written down, and you can read who looked.
clause-measures = Questionnaires
    .text = We may ask you to answer short questionnaires. They show you and the people who lead whether this helps. You can leave out any question. A number alone decides nothing about you.
clause-minors = If you are under age
    .text = You say yes or no yourself. Somebody who looks after you must say yes as well, unless the law of your place lets you decide alone. They can be reached during sessions; they never read what is said in the circle, nor the name you use here.
clause-alternatives = Other ways
    .text = There are others: sessions alone with a therapist, a group in one room, a doctor, medicine, or waiting. Ask the people who lead what might suit you.
clause-back = Taking it back
    .text = You can take back your yes at any time, also in the middle of a session, and you need give no reason. Leaving costs nothing beyond what was agreed on fees. We keep only what the law makes us keep, and tell you what that is.
clause-complaint = If something is wrong
    .text = Tell the people who lead. If it is about them, tell the practice, or the authority that gave them their licence; the practice says which one that is. You will not lose your place for it.
clause-counting = May we count you, to get better at this?
    .text = How often people come, and how their answers to questionnaires change, counted together and without names. Small numbers are never shown.
clause-research = May your answers be used for research?
    .text = Without your name, only by people with an ethics committee’s approval. You are asked again for each study, and told what it is about.
clause-program = May a computer program help the group one day?
    .text = Captions, for example, or a summary of what was said. There is no such program here today, and none will come without asking. If one ever comes, everybody is told exactly what it does, and asked anew.
