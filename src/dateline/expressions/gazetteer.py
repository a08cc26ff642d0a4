"""Names of countries and provinces, from ISO 3166 through pycountry, with news spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.expressions.romanization import ROMANIZED

# What newspapers call countries beside the names that ISO 3166-1 gives.
_COUNTRY_ALIASES = {
    "AE": ("UAE", "Emirates", "the Emirates"),
    "BA": ("Bosnia", "Bosnia-Herzegovina"),
    "BN": ("Brunei",),
    "CD": (
        "DR Congo",
        "DRC",
        "Democratic Republic of Congo",
        "Democratic Republic of the Congo",
        "Congo-Kinshasa",
        "Zaire",
    ),
    "CF": ("CAR",),
    "CG": ("Republic of Congo", "Republic of the Congo", "Congo-Brazzaville"),
    "CI": ("Ivory Coast", "Cote d'Ivoire"),
    "CV": ("Cape Verde",),
    "CZ": ("Czech Republic", "Czechia"),
    "FK": ("Falkland Islands", "Falklands"),
    "FM": ("Micronesia",),
    "GB": (
        "UK",
        "U.K.",
        "Britain",
        "Great Britain",
        "England",
        "Scotland",
        "Wales",
        "Northern Ireland",
    ),
    "GM": ("Gambia",),
    "IR": ("Iran",),
    "KP": ("North Korea", "DPRK"),
    "KR": ("South Korea",),
    "LA": ("Laos",),
    "MK": ("Macedonia", "North Macedonia"),
    "MM": ("Burma", "Myanmar"),
    "NL": ("Holland", "Netherlands"),
    "PS": ("Palestine", "Gaza", "Gaza Strip", "West Bank"),
    "RU": ("Russia",),
    "ST": ("Sao Tome",),
    "SY": ("Syria",),
    "SZ": ("Swaziland", "Eswatini"),
    "TL": ("East Timor", "Timor-Leste"),
    "TR": ("Turkey", "Turkiye"),
    "TW": ("Taiwan",),
    "TZ": ("Tanzania",),
    "US": ("US", "U.S.", "USA", "U.S.A.", "United States", "United States of America", "America"),
    "VA": ("Vatican", "Vatican City"),
    "VN": ("Vietnam",),
    "XK": ("Kosovo",),
}
ACRONYMS = frozenset({"us", "usa", "uk", "uae", "drc", "dprk", "car", "u s", "u s a", "u k"})
"""Folded names that count in capitals only: "us" and "car" are words."""

# Shared by two countries, or words: never a country by themselves.
_NO_COUNTRY = frozenset({"congo", "korea", "virgin islands", "saint martin", "emirates"})

# English and other spellings of provinces that ISO 3166-2 gives in another language or script.
_ADMIN1_ALIASES = {
    "AF-DAY": ("Daikundi", "Daikondi"),
    "AF-GHO": ("Ghowr",),
    "AF-HEL": ("Hilmand",),
    "AF-JOW": ("Jawzjan", "Jozjan"),
    "AF-KAN": ("Qandahar",),
    "AF-KDZ": ("Konduz", "Qunduz"),
    "AF-NAN": ("Ningarhar",),
    "AF-NIM": ("Nimruz",),
    "AF-PAN": ("Panjshir", "Panjsher"),
    "AF-PIA": ("Paktia",),
    "AF-SAR": ("Sar-i-Pul", "Sari Pul", "Sar-e-Pol"),
    "AF-URU": ("Oruzgan", "Urozgan"),
    "AF-WAR": ("Maidan Wardak", "Maydan Wardak", "Maidan Wardag", "Wardag"),
    "BD-A": ("Barisal",),
    "BD-B": ("Chittagong",),
    "CD-NK": ("North Kivu",),
    "CD-SK": ("South Kivu",),
    "CN-GX": ("Guangxi",),
    "CN-NM": ("Inner Mongolia",),
    "CN-NX": ("Ningxia",),
    "CN-XJ": ("Xinjiang",),
    "CN-XZ": ("Tibet",),
    "EG-ALX": ("Alexandria",),
    "EG-C": ("Cairo",),
    "EG-GZ": ("Giza",),
    "EG-IS": ("Ismailia",),
    "EG-JS": ("South Sinai",),
    "EG-PTS": ("Port Said",),
    "EG-SUZ": ("Suez",),
    "EG-SIN": ("North Sinai",),
    "ET-AM": ("Amhara",),
    "ET-TI": ("Tigray",),
    "IL-HA": ("Haifa",),
    "IL-JM": ("Jerusalem",),
    "IQ-AN": ("Anbar",),
    "IQ-AR": ("Erbil", "Irbil"),
    "IQ-BA": ("Basra",),
    "IQ-BG": ("Baghdad",),
    "IQ-DA": ("Dohuk", "Duhok"),
    "IQ-NA": ("Najaf",),
    "IQ-NI": ("Nineveh", "Ninewa", "Ninawa"),
    "IQ-SD": ("Saladin", "Salahuddin", "Salaheddin", "Salah al-Din"),
    "IQ-SU": ("Sulaymaniyah", "Sulaimaniya", "Sulaimaniyah"),
    "IR-03": ("East Azerbaijan",),
    "IR-04": ("West Azerbaijan",),
    "KG-GB": ("Bishkek",),
    "KG-GO": ("Osh",),
    "LB-AS": ("North Lebanon",),
    "LB-JA": ("South Lebanon",),
    "LB-JL": ("Mount Lebanon",),
    "LB-NA": ("Nabatieh", "Nabatiyeh", "Nabatiye"),
    "LY-BA": ("Benghazi",),
    "LY-DR": ("Derna",),
    "LY-MI": ("Misrata", "Misurata"),
    "LY-SR": ("Sirte",),
    "LY-TB": ("Tripoli",),
    "ML-6": ("Timbuktu",),
    "PK-BA": ("Baluchistan",),
    "PK-KP": ("KPK", "NWFP", "North-West Frontier"),
    "PK-JK": ("Azad Kashmir",),
    "PS-DEB": ("Deir al-Balah",),
    "PS-KYS": ("Khan Younis", "Khan Yunis"),
    "RU-CE": ("Chechnya",),
    "RU-DA": ("Dagestan", "Daghestan"),
    "RU-IN": ("Ingushetia",),
    "SO-BN": ("Banadir", "Benadir"),
    "SO-HI": ("Hiran",),
    "SO-JD": ("Middle Juba",),
    "SO-JH": ("Lower Juba",),
    "SO-SD": ("Middle Shabelle",),
    "SO-SH": ("Lower Shabelle",),
    "SY-DI": ("Damascus",),
    "SY-DR": ("Deraa", "Daraa", "Dara"),
    "SY-DY": (
        "Deir ez-Zor",
        "Deir Ezzor",
        "Deir al-Zor",
        "Deir az-Zor",
        "Deir el-Zour",
        "Deir ez-Zour",
    ),
    "SY-HA": ("Hasakah", "Hasaka", "Hassakeh", "Hasakeh"),
    "SY-HI": ("Homs",),
    "SY-HL": ("Aleppo",),
    "SY-HM": ("Hama",),
    "SY-LA": ("Latakia", "Lattakia"),
    "SY-QU": ("Quneitra",),
    "SY-RA": ("Raqqa", "Raqqah"),
    "SY-RD": ("Damascus Countryside", "Rural Damascus", "Rif Dimashq"),
    "SY-SU": ("Suwayda", "Sweida", "Suweida"),
    "SY-TA": ("Tartous", "Tartus"),
    "UA-09": ("Luhansk", "Lugansk"),
    "UA-12": ("Dnipropetrovsk",),
    "UA-14": ("Donetsk",),
    "UA-23": ("Zaporizhzhia", "Zaporizhia", "Zaporozhye"),
    "UA-30": ("Kyiv", "Kiev"),
    "UA-43": ("Crimea",),
    "UA-48": ("Mykolaiv",),
    "UA-51": ("Odesa", "Odessa"),
    "UA-53": ("Poltava",),
    "UA-59": ("Sumy",),
    "UA-63": ("Kharkiv", "Kharkov"),
    "UA-65": ("Kherson",),
    "UA-71": ("Cherkasy",),
    "US-DC": ("DC", "D.C."),
    "YE-AD": ("Aden",),
    "YE-BA": ("Bayda",),
    "YE-DA": ("Dhale", "Dali"),
    "YE-HD": ("Hadramawt", "Hadhramaut", "Hadramaut"),
    "YE-HU": ("Hodeidah", "Hodeida", "Hudaydah"),
    "YE-JA": ("Jawf",),
    "YE-LA": ("Lahj", "Lahij"),
    "YE-MA": ("Marib",),
    "YE-SD": ("Saada", "Sadah"),
    "YE-SN": ("Sanaa",),
    "YE-TA": ("Taiz", "Taizz"),
}

DIVISIONS = frozenset(
    {
        "province",
        "provinces",
        "state",
        "governorate",
        "oblast",
        "region",
        "prefecture",
        "department",
        "canton",
        "republic",
        "territory",
        "voivodeship",
        "division",
        "wilaya",
        "county",
    }
)
"""Words that say of a name that it is a first-order division."""

_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys("'’‘ʿʾʼ`´ʹ", "")
    | dict.fromkeys("-‐‑–/.", " ")
)


# Regions that are no division of ISO 3166-2, by the one that they are a part of.
_PARTS = {
    "AZ": ("Nagorno-Karabakh",),
    "CO-NSA": ("Catatumbo",),
    "EG": ("Sinai", "Sinai Peninsula"),
    "ET-SO": ("Ogaden",),
    "GE": ("South Ossetia",),
    "GE-AB": ("Abkhazia",),
    "ID": ("Sulawesi", "Sumatra", "Java", "Kalimantan"),
    "IL": ("Galilee",),
    "IL-D": ("Negev",),
    "IN-JK": ("Kashmir", "Jammu"),
    "LB-BI": ("Bekaa", "Beqaa", "Bekaa Valley"),
    "MD-SN": ("Transnistria", "Transdniestria"),
    "PH": ("Mindanao", "Visayas", "Luzon"),
    "PH-14": ("Bangsamoro", "Maguindanao"),
    "PK-JK": ("Kashmir",),
    "PK-KP": (
        "Waziristan",
        "North Waziristan",
        "South Waziristan",
        "Bajaur",
        "Khyber",
        "Kurram",
        "Mohmand",
        "Orakzai",
        "Swat",
        "Swat Valley",
    ),
    "SD": ("Darfur", "Kordofan"),
    "SO": ("Jubaland", "Puntland", "Somaliland"),
    "UA": ("Donbas", "Donbass"),
}

# Countries whose top level in ISO 3166-2 only groups the provinces that news and ACLED go by.
_GROUPED = frozenset({"CV", "DO", "GQ", "GW", "ID", "IQ", "KN", "MH"})

_CITY = re.compile(
    r"city|municipality|^capital|^commune|^town|urban community|metropolitan administration"
    r"|council area|metropolitan district|unitary authority|^administration$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Division:
    """A subdivision of ISO 3166-2, or a region that is a part of one."""

    code: str
    country: str
    admin1: str | None
    """The first-order subdivision that it is, or is a part of. None: of several."""
    name: str = ""
    city: bool = False
    """Whether the subdivision is a city, as Kyiv is and Kharkiv region is not."""


def fold_name(name: str) -> str:
    """A name without case, diacritics, apostrophes and hyphens: "Sar-e Pul" is "sar e pul"."""
    plain = name.lower().translate(_LETTERS)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(plain.split())


@cache
def countries() -> dict[str, str]:
    """Folded names of countries to their ISO 3166-1 alpha-2 codes."""
    # Imported on first use: reading its files takes some hundredths of a second.
    import pycountry

    index: dict[str, str] = {}
    for country in pycountry.countries:
        for attribute in ("name", "official_name", "common_name"):
            name = getattr(country, attribute, None)
            for form in _forms(name) if name else ():
                index.setdefault(form, country.alpha_2)
    for code, names in _COUNTRY_ALIASES.items():
        index.update((fold_name(name), code) for name in names)
    return {name: code for name, code in index.items() if name not in _NO_COUNTRY}


def _forms(name: str) -> Iterator[str]:
    """Forms of "Bolivia, Plurinational State of": as it is, and the part before the comma."""
    head = name.split(",")[0].split(" (")[0]
    yield fold_name(name)
    yield fold_name(head)
    if head.startswith(("The ", "the ")):
        yield fold_name(head[4:])


@cache
def country_starts() -> dict[str, int]:
    """The first words of countries' names, with how many words those have at most."""
    longest: dict[str, int] = {}
    for name in countries():
        words = name.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


@cache
def country_pairs() -> frozenset[str]:
    """The first two words of countries' names of several words."""
    return frozenset(" ".join(name.split(" ", 2)[:2]) for name in countries() if " " in name)


@cache
def divisions() -> dict[str, tuple[Division, ...]]:
    """Folded names of subdivisions to all that bear them."""
    import pycountry

    parents = {
        d.code: None if d.country_code in _GROUPED else d.parent_code
        for d in pycountry.subdivisions
    }
    entries = {d.code: d for d in pycountry.subdivisions}
    index: dict[str, dict[str, Division]] = {}

    def add(name: str, code: str) -> None:
        entry = entries[code]
        city = bool(_CITY.search(entry.type) or _CITY.search(entry.name))
        division = Division(code, code[:2], _top(code, parents), entry.name, city)
        index.setdefault(name, {})[code] = division

    for code, entry in entries.items():
        for form in _division_forms(entry.name):
            add(form, code)
            # "Shabwah" is "Shabwa" in newspapers.
            if form.endswith("ah") and code[:2] in ROMANIZED:
                add(form[:-1], code)
    for code, names in _ADMIN1_ALIASES.items():
        for name in names:
            add(fold_name(name), code)
    for code, names in _PARTS.items():
        for name in names:
            admin1 = code if len(code) > _COUNTRY else None
            part = Division(f"{code}/{name}", code[:2], admin1, name)
            index.setdefault(fold_name(name), {})[part.code] = part
    return {name: tuple(found.values()) for name, found in index.items()}


_COUNTRY = 2


def _top(code: str, parents: dict[str, str | None]) -> str:
    while parent := parents.get(code):
        code = parent
    return code


_BRACKETS = re.compile(r"\s*[\[(].*?[\])]")
_ARTICLE = re.compile(r"^(?:al|ad|an|ar|as|ash|at|az|el)\s+")


def _division_forms(name: str) -> Iterator[str]:
    """A name as written, its variants, and without the word for the kind of division."""
    for variant in _BRACKETS.sub("", name).split("/"):
        folded = fold_name(variant.split(",")[0])
        if not folded:
            continue
        yield folded
        plain = " ".join(word for word in folded.split() if word not in DIVISIONS | {"city"})
        yield from filter(None, (plain, _ARTICLE.sub("", plain)))
        if folded.endswith("ska oblast"):
            yield folded.removesuffix("ska oblast")


# Adjectives by country, for "the Russian city of Belgorod"; only those of one word.
_DEMONYMS = {
    "AE": "Emirati", "AF": "Afghan", "AL": "Albanian", "AM": "Armenian", "AO": "Angolan",
    "AR": "Argentine Argentinian", "AT": "Austrian", "AU": "Australian",
    "AZ": "Azerbaijani Azeri", "BA": "Bosnian", "BD": "Bangladeshi", "BE": "Belgian",
    "BF": "Burkinabe Burkinabè", "BG": "Bulgarian", "BH": "Bahraini", "BI": "Burundian",
    "BJ": "Beninese", "BO": "Bolivian", "BR": "Brazilian", "BW": "Botswanan",
    "BY": "Belarusian Belarussian", "CA": "Canadian", "CD": "Congolese", "CH": "Swiss",
    "CI": "Ivorian", "CL": "Chilean", "CM": "Cameroonian", "CN": "Chinese", "CO": "Colombian",
    "CU": "Cuban", "CY": "Cypriot", "CZ": "Czech", "DE": "German", "DJ": "Djiboutian",
    "DK": "Danish", "DZ": "Algerian", "EC": "Ecuadorian Ecuadorean", "EE": "Estonian",
    "EG": "Egyptian", "ER": "Eritrean", "ES": "Spanish", "ET": "Ethiopian", "FI": "Finnish",
    "FR": "French", "GA": "Gabonese", "GB": "British English Scottish Welsh", "GE": "Georgian",
    "GH": "Ghanaian", "GM": "Gambian", "GR": "Greek", "GT": "Guatemalan", "GY": "Guyanese",
    "HN": "Honduran", "HR": "Croatian", "HT": "Haitian", "HU": "Hungarian", "ID": "Indonesian",
    "IE": "Irish", "IL": "Israeli", "IN": "Indian", "IQ": "Iraqi", "IR": "Iranian",
    "IT": "Italian", "JM": "Jamaican", "JO": "Jordanian", "JP": "Japanese", "KE": "Kenyan",
    "KG": "Kyrgyz", "KH": "Cambodian", "KW": "Kuwaiti", "KZ": "Kazakh", "LA": "Lao Laotian",
    "LB": "Lebanese", "LK": "Lankan", "LR": "Liberian", "LT": "Lithuanian", "LV": "Latvian",
    "LY": "Libyan", "MA": "Moroccan", "MD": "Moldovan", "MG": "Malagasy", "MK": "Macedonian",
    "ML": "Malian", "MM": "Burmese", "MN": "Mongolian", "MR": "Mauritanian", "MW": "Malawian",
    "MX": "Mexican", "MY": "Malaysian", "MZ": "Mozambican", "NA": "Namibian", "NE": "Nigerien",
    "NG": "Nigerian", "NI": "Nicaraguan", "NL": "Dutch", "NO": "Norwegian",
    "NP": "Nepali Nepalese", "OM": "Omani", "PA": "Panamanian", "PE": "Peruvian",
    "PH": "Philippine Filipino", "PK": "Pakistani", "PL": "Polish", "PS": "Palestinian",
    "PT": "Portuguese", "PY": "Paraguayan", "QA": "Qatari", "RO": "Romanian", "RS": "Serbian",
    "RU": "Russian", "RW": "Rwandan", "SA": "Saudi", "SD": "Sudanese", "SE": "Swedish",
    "SI": "Slovenian", "SK": "Slovak", "SN": "Senegalese", "SO": "Somali",
    "SV": "Salvadoran Salvadorean", "SY": "Syrian", "TD": "Chadian", "TG": "Togolese",
    "TH": "Thai", "TJ": "Tajik", "TM": "Turkmen", "TN": "Tunisian", "TR": "Turkish",
    "TW": "Taiwanese", "TZ": "Tanzanian", "UA": "Ukrainian", "UG": "Ugandan", "US": "American",
    "UY": "Uruguayan", "UZ": "Uzbek", "VE": "Venezuelan", "VN": "Vietnamese", "XK": "Kosovan",
    "YE": "Yemeni", "ZM": "Zambian", "ZW": "Zimbabwean",
}  # fmt: skip


@cache
def demonyms() -> dict[str, str]:
    """Adjectives in lower case to the country's ISO 3166-1 alpha-2 code."""
    return {word.lower(): code for code, words in _DEMONYMS.items() for word in words.split()}
