"""Words that bound a number phrase: what may follow a number, and what may not."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as running text, to be read and kept sorted."""
    return frozenset(text.split())


# A word that cannot stand between a number and its noun.
STOPS = words(
    """
    a about according across after again against ago alive all along already also although am
    amid amidst among an and any april are around arrested as at ate august away back be
    became because become been before began behind being beside between beyond both bought
    broke brought built but by came can captured caught chose come comes could dead december
    despite detained did die died dies do does down dozen dozens drew drove dug during dying
    each earlier early eight either eleven every february fell felt fifteen fifty five fled
    flee flew following for forty fought found four friday from gave get go gone got grew had
    has have he heard held her here hid his hit hold how hundred hundreds hurt i if in
    included including injured inside into is it its january july june just kept killed knew
    last late later lay leave leaves led left lent let like lit lose lost made make march may
    met might minus missing monday must my near need needed neither never next nine no nor not
    november now october of off on once one only onto or our out outside over overnight paid
    per plus put ran remain remained reported rose said sat saturday saw say saying says sent
    september set seven shall she shot should since six slept so spent spoke still stole stood
    struck such sunday swam swept take taken ten than that the their then there these they
    thirty this those though thought thousand thousands three threw through throughout
    thursday to today together told tomorrow tonight took toward towards tuesday twelve twenty
    twice two under understood unless until up upon versus via vs wait want wanted was we
    wednesday went were what when where whether which while who whom whose why will with
    within without woke won wore would wounded wrote yesterday yet you your
    """
)
# Participles are modifiers only right before the noun: "14 wounded soldiers".
PARTICIPLES = words(
    """
    arrested captured dead detained early injured killed late lost missing shot wounded
    """
)
MEASURES = words(
    """
    a.m a.m. acre acres afghani afghanis afternoon am barrel barrels billion birr cedis cent
    centimeter centimeters cents centuries century cm day days decade decades degree degrees
    dinars dirhams dollar dollars eur euro euros evening feet fifth fold foot franc francs ft
    gallon gallons generation generations gmt goal goals gourdes gram grams half hectare
    hectares hour hours hryvnia inch inches kg kilo kilogram kilograms kilometer kilometer-long
    kilometers kilometre kilometres kilos km kms knot knots kwacha kyat lawmakers' lira liras
    liter liters litre litres mark marks megawatt megawatts meter meters meticais metre metres
    mile miles million minute minutes mm month months morning naira night nights o'clock
    occasion occasions old ounce ounces o’clock p.m p.m. pct per percent percentage peso pesos
    phases place pm point points pound pounds quarter quarters rank ranked reais rial rials
    riyal riyals rouble roubles ruble rubles rupee rupees season seasons seat seats second
    seconds semester semesters shekel shekels shilling shillings stages taka tenge tenth tenths
    third thirds time times ton tonne tonnes tons usd utc vote votes week weekend weekends weeks
    yard yards year years yen yuan
    """
)
# Ends of words that look plural and are not.
NOT_PLURAL = ("ss", "us", "is", "'s", "’s", "ics", "ious")
PLURAL_MODIFIERS = words(
    """
    affairs airlines angeles arms children's civics communications customs defence defense
    drugs elections explosives forces homeless humanities intelligence las les logistics los
    materials men's mines narcotics nations news operations overseas peoples plainclothes police
    press prisons railways relations reserves rights sales services special-operations sports states
    systems united veterans weapons women's works
    """
)
# Nouns after which a number is a name: "page 3", "Highway 1", "Resolution 1325".
LABELS = words(
    """
    act age age-group aged ages airbus amendment apollo appendix area article articles at
    avenue battalion bloc boeing camp cessna channel chapter convention decree district
    episode eur exit fax figure flight formula gate group highway interstate item kilometer km
    law level line mach measure mig model no nos now number numbers opec page pages paragraph
    part phase phone pier platform precinct prop proposition protocol psalm radio resolution
    resolutions room route rs season section sections street table tel telephone terminal
    title top unit usd verse version vol volume world zone
    """
)
