"""Turns of several words that say what one word says, as plain data.

Each line holds the words, by form or dictionary form, alternatives joined by a slash, and the dictionary form of the
one word that they are read as. Only turns stand here that have one sense in news, whatever stands around them.
"""

PHRASES = """
step down: resign
stand down: resign
hand in his/her/their/its resignation: resign
submit his/her/their resignation: resign
tender his/her/their resignation: resign
lose his/her/their/our life/lives/live: die
lose life/lives/live: die
pass away: die
put to death: execute
blow up: explode
blow himself/herself/themselves up: explode
run head-on into: collide
crash head-on into: collide
crash into: collide
smash into: collide
slam into: collide
plough into: collide
plow into: collide
put off: postpone
push back: postpone
call off: cancel
take into custody: arrest
open fire: shoot
gun down: shoot
walk out: walkout
walk off the/his/her/their job: walkout
go on strike: walkout
stop work: walkout
lay down tools: walkout
down tools: walkout
rule out: exclude
take over: seize
take control of: seize
gain control of: seize
take power: overthrow
seize power: overthrow
come to power: elect
remove from office: overthrow
remove from power: overthrow
take place: happen
break out: begin
carry out: do
take part: join
give himself/herself/itself/themselves up: surrender
turn himself/herself/themselves in: surrender
set fire to: burn
set on fire: burn
set alight: burn
set ablaze: burn
go up in flames: burn
burn down: burn
burn to the ground: burn
catch fire: burn
pull out of: withdraw
take off: fly
send to prison/jail: jail
go to prison/jail: jail
behind bars: jail
go to the poll/polls: vote
cast a/his/her/their ballot/ballots: vote
cast ballot/ballots: vote
turn down: reject
brush aside: reject
break into: burgle
make off with: steal
air raid/raids: airstrike
air force: airforce
air strike/strikes: airstrike
shut down: close
lay off: dismiss
go bankrupt: bankrupt
find out: discover
make public: publish
send off: expel
red card: expel
power cut/cuts: blackout
power outage/outages: blackout
prime minister: premier
prime ministers: premier
chief executive: ceo
head of state: president
united nations: un
european union: eu
social media: website
social network/networks: website
tamper with: sabotage
hand over: deliver
get rid of: remove
do away with: abolish
come to an end: end
bring to an end: end
come under fire from: criticise
set up: establish
put in place: establish
wipe out: destroy
knock down: demolish
tear down: demolish
pull down: demolish
fall down: collapse
cave in: collapse
give way: collapse
swear in: inaugurate
take office: inaugurate
take the/his/her/their oath: inaugurate
hold on to: keep
take hostage: kidnap
hold hostage: kidnap
shoot dead: kill
beat to death: kill
stab to death: kill
burn to death: kill
leave dead: kill
flee the/his/her/their home/homes/house/houses: evacuate
leave the/his/her/their home/homes/house/houses: evacuate
head of government: premier
chief of staff: commander
take to the street/streets: protest
break the law: offend
sign up: enlist
drive out: expel
throw out: reject
strike down: annul
cut off: isolate
cut short: end
"""
