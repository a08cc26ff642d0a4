"""Nouns for people in news English, and how to tell a person's noun from a thing's."""

from __future__ import annotations

from functools import lru_cache

from dateline.expressions.lexicon import words

SINGULARS = words(
    """
    abductee abductor accomplice activist actor adolescent adult adviser advisor afghan agent
    aide airman ally ambassador american analyst anchor apprentice arab archbishop assailant
    assassin assistant athlete attacker attorney aunt author baby bandit barber
    barrister bishop blogger body bodyguard bomber boy boyfriend breadwinner bricklayer bride
    brigadier brit briton brother builder businessman businesswoman bystander cadet cameraman
    campaigner candidate captain captive captor caretaker carpenter casualty chauffeur chef
    chief child citizen civilian cleric clerk coach colleague colonel combatant commander
    commando commissioner commuter comrade conscript constable contestant contractor convict
    cook cop corporal corpse councillor councilman councilor counterrevolutionary cousin
    crewman crewmember criminal critic customer cyclist dancer daughter deacon dealer death
    defector defendant defender delegate demonstrator dependent deputy deserter detainee
    detective diplomat director dissident doctor driver economist editor educator elder
    emigrant employee employer enforcer engineer envoy escapee evacuee executive expert
    extraditable extremist farmer farmhand farmworker fatality father fellow fighter
    firefighter fisherman foe foreigner friend fugitive gangster general german girl
    girlfriend governor graduate grandchild granddaughter grandfather grandmother grandson
    groom guard guardsman guerilla guerrilla guest guide gunman hacker hawker headmaster
    herder herdsman hero hijacker holidaymaker hostage husband imam immigrant indian individual
    infant informant informer inhabitant inmate inspector instructor insurgent intellectual
    intern interpreter intruder investigator iranian iraqi islamist israeli jesuit jihadi
    jihadist jogger journalist judge justice kid kidnapper killer kinsman kinswoman kurd
    laborer labourer lawmaker lawyer leader lecturer legislator lieutenant lifeguard lineman
    looter lover magistrate major man manager marine martyr mason master mayor mechanic
    mediator medic member mercenary merchant messenger midwife migrant militant militiaman
    miner minister minor missionary mobster monk mother motorcyclist motorist mourner mufti
    mujahid mullah murderer musician national nationalist negotiator neighbor neighbour nephew
    newborn niece novice nun nurse observer occupant offender officer official ombudsman
    onlooker operative operator organiser organizer orphan outlaw owner pacifist painter
    pakistani palestinian paramedic paramilitary paratrooper parent parliamentarian partisan
    partner passenger passer-by passerby pastor patient patrolman peacekeeper peasant
    pedestrian pensioner perpetrator person photographer physician picnicker pilgrim pilot
    pirate plotter poacher policeman policewoman politician pope porter preacher president
    priest prisoner producer professional professor prosecutor prostitute protester protestor
    provocateur pupil questioner rabbi raider rancher ranger rebel recruit referee refugee
    relative repairman reporter representative rescuer researcher reservist resident
    respondent returnee reveler reveller revolutionary rider rioter robber runner russian
    sailor saudi scholar schoolboy schoolchild schoolgirl scientist seaman secretary seeker
    senator separatist sergeant serviceman servicewoman settler sheikh shepherd sheriff
    shooter shopkeeper shopper sibling singer sister slave smuggler sniper soldier solider
    somali son spaniard spectator spokesman spokesperson spokeswoman spouse spy squatter
    stepfather stepmother stepson stowaway stranger striker student subordinate successor
    superior supervisor supporter surgeon survivor suspect swede swimmer sympathiser
    sympathizer syrian tailor teacher technician teen teenager terrorist thief thug toddler
    torturer tourist trader trafficker trainee trainer traitor translator traveler traveller
    tribesman trooper trustee turk tutor twin ukrainian uncle undergraduate unionist user
    vendor veteran victim vigilante villager visitor volunteer voter waiter waitress warden
    warlord warrior watchman widow widower wife witness woman worker workman worshiper
    worshipper wrestler writer yemeni youngster youth
    ruler monarch emir sultan king queen prince princess seminarian catechist mineworker logger
    hunter butcher baker trucker barman bartender housewife landlord landlady tenant plumber
    electrician welder blacksmith weaver stonemason beggar scavenger naxalite jawan sepoy
    havildar rifleman postman steward stewardess deckhand boatman ferryman diver parishioner
    congregant devotee landowner smallholder cowherd footballer rapper comedian cashier
    accountant captor cultist expatriate expat gendarme grandparent guardian kingpin hitman
    quarryman bridegroom host presenter chairman chairwoman clan-elder headman headmistress verger
    sexton abbot friar choirboy altar-boy orderly porter stoker docker stevedore roadworker ranch-
    hand fisher shearer sharecropper vintner grocer greengrocer butler maid nanny midwife gardener
    janitor cleaner sweeper watchmaker tinker cobbler potter mayoress councilwoman congressman
    congresswoman monitor prefect nomad bedouin pastoralist herdswoman cattleman stockman signalman
    linesman foreman bargeman oarsman bellboy pageboy busboy cowboy goatherd swineherd beekeeper
    matron cadre chaplain rector dean vicar curate imam muezzin sacristan acolyte subaltern sapper
    gunner bombardier grenadier fusilier lancer hussar dragoon ensign midshipman bosun stoker
    airwoman servicewoman gendarme carabiniere constable superintendent warder jailer bailiff clerk
    usher notary barista baby-sitter childminder au-pair courier dispatcher
    """
)

_IRREGULAR = {
    "hero": "heroes",
    "child": "children",
    "grandchild": "grandchildren",
    "schoolchild": "schoolchildren",
    "wife": "wives",
    "midwife": "midwives",
    "thief": "thieves",
    "passer-by": "passers-by",
    "passerby": "passersby",
    "person": "people",
    "woman": "women",
}
# Plural in meaning without a plural's form, or without a singular.
_PLURALS_ONLY = words(
    """
    cavalry clergy crew elderly families folk folks forces infantry kinfolk lives militia mujahedin
    mujahideen mujahidin others personnel persons police privates staff taliban troops ultras
    youth
    """
)

# Nouns for persons that stand before other nouns: "a rebel column", "police vehicles".
_ATTRIBUTIVE = words(
    """
    adult afghan american arab army baby body border brit candidate captain casualty cavalry
    chief child citizen civilian coach commando crew criminal customer death dependent driver
    elderly employee enemy executive expert extremist farmer general german governor guard
    guerilla guerrilla guest hostage immigrant indian infantry insurgent iranian iraqi
    islamist israeli jihadist judge justice kurd labor leader major marine master member
    mercenary migrant militant militia minister minor minority national novice operative
    pakistani palestinian paramilitary partisan partner passenger patient peasant personnel
    pilot pirate police president prisoner professional public rebel recruit refugee
    representative russian saudi separatist slave sniper somali special staff student superior
    suspect syrian taliban teen terrorist tourist troop ukrainian user veteran victim
    volunteer voter witness woman women worker yemeni youth
    """
)

_SUFFIXES = ("men", "ists", "ians", "ers", "ors", "ees", "ants", "eers", "crats", "women")
# Plurals with those endings that are things.
_THINGS = words(
    """
    abdomens accelerators adapters airliners alligators amens amplifiers anchors angers
    answers armors assists barriers beers bees binders blenders blisters blockers boilers
    boosters borders boulders browsers buffers bulldozers bumpers bunkers burgers burners
    calculators cancers canisters careers carriers centers centimeters centimetres centres
    chambers chandeliers chapters characters chargers charters cheers choppers cinders
    cloisters clovers clusters colors colours comens committees compressors computers considers
    consists constants containers converters conveyors cookers coolers corners corridors counters
    covenants covers craters cruisers cucumbers cursors cutters cylinders dangers degrees
    delivers destroyers detectors diapers differs dinners disasters discovers disorders
    dollars doors drawers dryers dumpers eateries efforts elephants elevators embers encounters
    endeavors enters errors escalators excavators exists exteriors factors favors favours fees
    fertilizers fevers fillers filters fingers fires fists flavors floors flowers folders
    freezers freighters frontiers functions gathers generators giants grants guarantees
    gutters hammers hangers harbors harbours headers headquarters heaters helicopters honors
    horrors hours hovers humors hymens identifiers implants incinerators indicators indoors
    insists interceptors interiors kilometers kilometres knees labors ladders lasers launchers
    layers letters lighters liners lingers lists liters litres lockers maneuvers manners
    manoeuvres markers matters mens meteors meters metres millimeters millimetres mirrors
    mists modifiers monitors monsters mortars motors multipliers murders newsletters
    newspapers notifiers numbers odors offers omens orders outdoors outers oysters pampers
    pants papers parameters parlors peppers perimeters persists piers plants pliers pointers
    pollutants posters powders powers prayers precursors prefers printers propellers
    qualifiers quarters radiators rafters ramens reactors refers refrigerators regimens
    registers remembers remnants resists restaurants revolvers ringers rivers rollers rotors
    routers rumors rumours scanners scissors scooters screeners sectors semesters sensors
    servers shelters shoulders showers shutters silencers simulators skimmers skyscrapers
    slippers specimens spiders stamens staplers steamers stickers stoves suffers summers
    surrenders sweaters tankers tenders terriers terrors theaters theatres thunders tiers
    tigers timbers timers togethers toners towers trackers tractors trailers transfers
    transformers transporters trees triggers trousers tumors twists ulcers undercovers utters
    vapors variants vectors ventilators vouchers wafers wants warrants washers waters winters
    wonders wrappers wrists
    """
)
_ANS = words(
    """
    bans beans cans caravans clans cleans gleans jeans leans loans means moans oceans organs
    pans pecans plans scans sedans slogans spans swans tans titans toucans trans vans yeans
    """
)
# Capitalised plurals after a number that name machines, not a people.
_CAPITAL_THINGS = words(
    """
    abrams airbuses antonovs arms boeings bradleys cessnas chinooks congress emirates emmys
    fridays grads grammys gulfstreams hawks heights hellfires hiluxes himars houses hueys
    humvees islands januarys javelins kalashnikovs katyushas laws leopards mercedes migs
    mondays nations netherlands news olympics oscars philippines predators press qassams
    reapers saturdays scuds series shaheds states stingers sundays thursdays times tomahawks
    toyotas tuesdays u.s united us wars wednesdays
    """
)


# Ends of capitalised plurals that name no people: words of a headline.
_NO_PEOPLE = ("ss", "us", "ings", "ions", "ments", "nces", "ses", "ges", "hots", "cts", "ests",
              "ents", "ties", "cks", "rts", "mbs", "ets", "les", "sts", "ads", "tes")  # fmt: skip


def _plural(noun: str) -> str:
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


PLURALS = frozenset([*map(_plural, SINGULARS), *_PLURALS_ONLY])


@lru_cache(maxsize=8192)  # nouns come back, in an article and in the next
def is_singular(word: str) -> bool:
    """Whether `word` names one person: "soldier", "Policewoman", "ex-soldier"."""
    first, _, last = word.lower().rpartition("-")
    word = first if first and last in ("elect", "designate", "general") else last
    if word in SINGULARS:
        return True
    return len(word) > 6 and word.endswith(("woman", "man", "ologist", "person", "lyst"))


@lru_cache(maxsize=8192)
def is_plural(word: str) -> bool:
    """Whether `word` names several persons: "soldiers", "policemen", "Hazaras"."""
    lower = word.lower()
    if lower in PLURALS:
        return True
    tail = lower.rpartition("-")[2]
    if tail in PLURALS:
        return True
    if tail in _THINGS:
        return False
    if len(tail) > 4 and tail.endswith(_SUFFIXES):
        return True
    if len(tail) > 5 and tail.endswith("ans") and tail not in _ANS:
        return True
    return _is_people_name(word)


def _is_people_name(word: str) -> bool:
    """A capitalised plural, which after a number is a people: "14 Hazaras", "two Iraqis"."""
    if not (len(word) > 3 and word[0].isupper() and word[1:].islower()):
        return False
    if word.lower() in _CAPITAL_THINGS or word.endswith(_NO_PEOPLE):
        return False
    return word.endswith("s")


def is_attributive(word: str) -> bool:
    """Whether the noun often stands before another: "a rebel column", "police vehicles"."""
    return word.lower() in _ATTRIBUTIVE
