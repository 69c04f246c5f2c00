"""Words that mean the same in reports of one event, as plain data."""

# Each line is a group of lemmas that reports of one event use for the same thing. Only words that are seldom
# used in another sense in news stand here: a wrong synonym costs a reviewer's trust.
SYNONYMS = """
kill die slay fatality perish slaughter dead death deadly fatal
wound injure injury hurt maim casualty
evacuate flee displace evacuee
capture detain arrest apprehend custody detention
seize seizure capture
captive prisoner hostage
soldier troop serviceman personnel trooper
house home household dwelling residence
flood inundate deluge submerge swamp overflow
explosion blast explode bang boom detonate detonation
earthquake quake tremor temblor
attack strike assault raid bombardment offensive onslaught airstrike bombing bomb
shell bombard shelling
fire blaze inferno wildfire
storm hurricane typhoon cyclone tempest
landslide mudslide
crash collide collision wreck accident
plane aircraft airplane jet airliner aeroplane warplane bomber airforce
car vehicle automobile
ship vessel boat ferry
train railway rail
police officer constable cop
doctor physician medic
hospital clinic infirmary
child kid minor youngster
boy lad
woman female
student pupil
worker employee staff labourer laborer
dock docker dockworker stevedore longshoreman
company firm corporation business
chief head director
spokesman spokeswoman spokesperson
lawyer attorney counsel solicitor barrister
judge magistrate justice
court tribunal
convict sentence conviction
jail prison imprison incarcerate incarceration
accuse allege blame accusation allegation
indict indictment
lawsuit sue litigation
inquiry investigation investigate probe
acquit exonerate
murder homicide manslaughter
thief robber burglar
theft robbery burglary steal rob
vote ballot poll
voter turnout
election referendum
win victory triumph
defeat beat rout
lose loss
resign quit
dismiss sack fire oust
appoint name nominate
minister secretary
government cabinet administration
parliament congress legislature assembly
law legislation statute
agreement deal accord pact treaty
ceasefire truce armistice
war conflict hostility
army military
rebel insurgent militant guerrilla insurgency
protest demonstration rally demonstrate protester demonstrator
riot unrest disorder
begin start commence launch
end finish conclude cease halt stop
increase rise grow climb surge soar jump
decrease fall drop decline plunge sink slump
big large huge vast massive enormous sizable great
small little tiny
strong powerful mighty
quick fast rapid swift speedy
buy purchase acquire acquisition
sell sale
price cost
pay payment
money fund
job employment position post
unemployment jobless
aid assist assistance help
rescue save
shelter refuge
search hunt
find discover locate retrieve
disappear vanish disappearance
send deploy dispatch
warn warning alert
warning notice notification
order instruct instruction directive
ban prohibit outlaw forbid
allow permit authorize authorise permission
close shut closure
open reopen
block blockade barricade
build construct construction erect rebuild
destroy demolish wreck ruin destruction demolition
damage harm
repair fix restore
depart departure
arrive arrival reach
visit trip travel journey
meet meeting talk summit negotiation negotiate
refuse reject decline
deny denial reject dismiss refute rebut
confirm verify corroborate confirmation
believe think
suggest indicate imply
reveal disclose expose
announce declare proclaim announcement
ask request urge call appeal plea demand
promise vow pledge
threaten threat
try attempt
identification document id papers
question interrogate interrogation questioning
translate interpreter translator
train training
photo photograph picture image
video footage film
letter note
money cash
sick ill illness disease
virus infection infect
vaccine vaccination vaccinate jab
outbreak epidemic pandemic
drug medicine medication
poison toxic
pollution contaminate contamination
temperature heat
rain rainfall downpour
snow snowfall
wind gale gust
river stream
road street highway motorway route
bridge overpass
city town municipality
village hamlet
district province county
region territory
country nation
border frontier
capital metropolis
sea ocean
mountain peak
meteorite meteor
asteroid planetoid
crater hole pit
wide across width diameter
deep depth
long length
high height tall
scientist researcher
witness onlooker bystander eyewitness
resident local inhabitant villager
crowd throng
citizen national
migrant refugee
family household
father dad
mother mum mom
husband wife spouse
wage salary pay
profit earnings earn
debt loan
tax levy
sanction embargo
oil petroleum crude
gas fuel
electricity power
game match fixture
team squad side
coach manager
goal score
champion title
hack breach cyberattack
data information
weapon arm gun firearm rifle munition ammunition
bomb explosive device
missile rocket
drone uav
ammunition munition shell
exchange swap trade
cause trigger
happen occur
hear heard
see spot observe sight
feel sense
flash fireball
bright brilliant
loud deafening
kidnap abduct abduction
free release liberate
escape flee
hide conceal
fake false forge counterfeit
lie deceive mislead trick
refrain avoid
prevent stop avert
link connection relate connect
factory plant
fan supporter spectator
fraud forge rig falsify
inauguration inaugurate swear
share stock
prosecutor prosecution
collapse crumble
petrol gasoline
shoot shooting gunfire gunman shooter
attacker assailant
stab knife
toll casualty fatality
bribe bribery kickback corruption corrupt
delay postpone
cancel scrap
merge merger takeover
bankrupt bankruptcy insolvency insolvent
lawmaker legislator parliamentarian
teenager youth adolescent
baby infant newborn
body corpse
driver motorist
truck lorry
subway metro
apartment flat
debris rubble wreckage ruin
leak spill
erupt eruption
famine hunger starvation starve
donate donation contribute contribution
award prize
film movie
goalkeeper keeper
trophy cup title
stadium arena
envoy ambassador diplomat
verdict ruling judgment
testify testimony
execute execution
pension retirement
tariff duty
helicopter chopper
passenger traveller traveler
smoke fume
crack fissure
protect protection safeguard
celebrate celebration
wed wedding marry marriage
expel expulsion deport deportation
approve approval
oppose opposition resist resistance
widen broaden
walkout strike
airstrike bombing bomb bombard bombardment
overthrow topple oust depose coup putsch
depot dump cache stockpile arsenal store
sabotage saboteur tamper
faulty defective broken fault defect malfunction
mourn mourning grief
surrender capitulate
condemn denounce criticise criticize condemnation
praise laud hail
apologise apologize apology
suspend suspension
fracture break
burn fire blaze
revenue turnover sales
shareholder investor stockholder
charge indict indictment prosecute
fine penalty
derail derailment
drown drowning
withdraw withdrawal pull-out retreat
occupy occupation
invade invasion incursion
checkpoint roadblock
cleric imam priest clergyman
exclude dismiss deny
elect election
expel dismiss
curfew lockdown
blackout outage
premises building
veto block
annul overturn quash
extradite extradition
hospitalise hospitalize hospital
siege besiege
loot plunder
amnesty pardon
smuggle smuggler trafficking
spy espionage
forest woodland
port harbour harbor
airport airfield
spacecraft satellite
study research
survive survivor
torture torment
chemical toxic
medal award
coach trainer
nuclear atomic
expire lapse
buyer purchaser
retailer shop store
customer client
premier minister
borrow loan
regulator watchdog
bankruptcy insolvency
audit auditor
embezzle embezzlement
launder laundering
tenant renter
heat heatwave
epicentre epicenter
aftershock quake
infect infectious contagious
poach poacher
extinct extinction
excavate excavation dig
"""
