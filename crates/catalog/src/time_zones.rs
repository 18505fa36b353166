//! Time zones: names that are out of date, and what people write instead of a name.
//!
//! The names of zones are those of the IANA Time Zone Database, which `jiff` bundles. This module
//! has what that database does not say: which of its names to avoid, and which zone an admin
//! screen, an abbreviation, a city or a country means.

/// Why a name in the database is not a good one for the hours of a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegacyZone {
    /// An old name for this zone.
    Renamed(&'static str),
    /// The time of a region, whose clocks are those of these cities.
    Region(&'static [&'static str]),
    /// A region's standard time all year. The clocks of the first city change in summer.
    Fixed {
        /// Hours ahead of UTC.
        ahead: i8,
        /// The cities that people mean by it.
        cities: &'static [&'static str],
    },
    /// An offset, whose sign is the opposite of what people expect: `Etc/GMT+5` is behind UTC.
    Offset {
        /// Hours ahead of UTC.
        ahead: i8,
        /// A city with this offset as its standard time. Twelve hours behind, there is none.
        city: Option<&'static str>,
    },
}

impl LegacyZone {
    /// Finds what is wrong with the name of a zone. `None` if it is a good name, such as
    /// `Europe/Paris` or `UTC`.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        if let Some(hours) = name.strip_prefix("Etc/GMT") {
            return Self::offset(hours);
        }
        let special = SPECIAL.iter().find(|(special, _)| *special == name);
        if let Some((_, special)) = special {
            return Some(*special);
        }
        let row = RENAMED.binary_search_by(|(old, _)| (*old).cmp(name)).ok()?;
        let (_, new) = RENAMED.get(row)?;
        Some(Self::Renamed(new))
    }

    /// The zone `Etc/GMT` and what follows.
    fn offset(hours: &str) -> Option<Self> {
        // POSIX counts hours behind UTC (IANA, file `etcetera`).
        let behind: i8 = match hours {
            "" => 0,
            hours => hours.parse().ok()?,
        };
        if behind == 0 {
            return Some(GMT);
        }
        let ahead = behind.checked_neg()?;
        let city = city_ahead(ahead);
        Some(Self::Offset { ahead, city })
    }

    /// The zones to use instead, the best first.
    #[must_use]
    pub fn instead(self) -> Vec<&'static str> {
        match self {
            Self::Renamed(new) => vec![new],
            Self::Region(cities) | Self::Fixed { cities, .. } => cities.to_vec(),
            Self::Offset { city, .. } => city.into_iter().collect(),
        }
    }
}

/// Greenwich Mean Time. British clocks are an hour ahead in summer.
const GMT: LegacyZone = LegacyZone::Fixed {
    ahead: 0,
    cities: &["Europe/London", "UTC"],
};

/// Abbreviations in the database. Since 2024b they are links to cities (IANA, file `backward`), but
/// to cities that few people mean: `EST` is Panama.
const SPECIAL: &[(&str, LegacyZone)] = &[
    (
        "CET",
        LegacyZone::Region(&["Europe/Paris", "Europe/Berlin"]),
    ),
    (
        "EET",
        LegacyZone::Region(&["Europe/Athens", "Europe/Helsinki"]),
    ),
    (
        "EST",
        LegacyZone::Fixed {
            ahead: -5,
            cities: &["America/New_York"],
        },
    ),
    ("GMT", GMT),
    ("GMT+0", GMT),
    ("GMT-0", GMT),
    ("GMT0", GMT),
    ("Greenwich", GMT),
    ("Etc/Greenwich", GMT),
    (
        "MET",
        LegacyZone::Region(&["Europe/Paris", "Europe/Berlin"]),
    ),
    (
        "MST",
        LegacyZone::Fixed {
            ahead: -7,
            cities: &["America/Denver", "America/Phoenix"],
        },
    ),
    ("WET", LegacyZone::Region(&["Europe/Lisbon"])),
];

/// A city for each offset from UTC in whole hours, by the hours ahead of its standard time.
const CITIES: &[(i8, &str)] = &[
    (-11, "Pacific/Pago_Pago"),
    (-10, "Pacific/Honolulu"),
    (-9, "America/Anchorage"),
    (-8, "America/Los_Angeles"),
    (-7, "America/Denver"),
    (-6, "America/Chicago"),
    (-5, "America/New_York"),
    (-4, "America/Halifax"),
    (-3, "America/Sao_Paulo"),
    (-2, "America/Nuuk"),
    (-1, "Atlantic/Azores"),
    (0, "Europe/London"),
    (1, "Europe/Paris"),
    (2, "Europe/Athens"),
    (3, "Europe/Istanbul"),
    (4, "Asia/Dubai"),
    (5, "Asia/Karachi"),
    (6, "Asia/Dhaka"),
    (7, "Asia/Bangkok"),
    (8, "Asia/Singapore"),
    (9, "Asia/Tokyo"),
    (10, "Australia/Sydney"),
    (11, "Pacific/Noumea"),
    (12, "Pacific/Auckland"),
    (13, "Pacific/Tongatapu"),
    (14, "Pacific/Kiritimati"),
];

/// From the file `backward` of the IANA Time Zone Database: names before 1993 and other spellings of the
/// same city. Its cities that merely share the clocks of a larger one, such as `Europe/Amsterdam`,
/// are good names and not here.
const RENAMED: &[(&str, &str)] = &[
    ("Africa/Asmera", "Africa/Asmara"),
    (
        "America/Argentina/ComodRivadavia",
        "America/Argentina/Catamarca",
    ),
    ("America/Atka", "America/Adak"),
    ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ("America/Catamarca", "America/Argentina/Catamarca"),
    ("America/Coral_Harbour", "America/Atikokan"),
    ("America/Cordoba", "America/Argentina/Cordoba"),
    ("America/Fort_Wayne", "America/Indiana/Indianapolis"),
    ("America/Godthab", "America/Nuuk"),
    ("America/Indianapolis", "America/Indiana/Indianapolis"),
    ("America/Jujuy", "America/Argentina/Jujuy"),
    ("America/Knox_IN", "America/Indiana/Knox"),
    ("America/Louisville", "America/Kentucky/Louisville"),
    ("America/Mendoza", "America/Argentina/Mendoza"),
    ("America/Porto_Acre", "America/Rio_Branco"),
    ("America/Rosario", "America/Argentina/Cordoba"),
    ("America/Shiprock", "America/Denver"),
    ("America/Virgin", "America/St_Thomas"),
    ("Asia/Ashkhabad", "Asia/Ashgabat"),
    ("Asia/Calcutta", "Asia/Kolkata"),
    ("Asia/Chongqing", "Asia/Shanghai"),
    ("Asia/Chungking", "Asia/Shanghai"),
    ("Asia/Dacca", "Asia/Dhaka"),
    ("Asia/Katmandu", "Asia/Kathmandu"),
    ("Asia/Macao", "Asia/Macau"),
    ("Asia/Rangoon", "Asia/Yangon"),
    ("Asia/Saigon", "Asia/Ho_Chi_Minh"),
    ("Asia/Thimbu", "Asia/Thimphu"),
    ("Asia/Ujung_Pandang", "Asia/Makassar"),
    ("Asia/Ulan_Bator", "Asia/Ulaanbaatar"),
    ("Atlantic/Faeroe", "Atlantic/Faroe"),
    ("Australia/ACT", "Australia/Sydney"),
    ("Australia/LHI", "Australia/Lord_Howe"),
    ("Australia/NSW", "Australia/Sydney"),
    ("Australia/North", "Australia/Darwin"),
    ("Australia/Queensland", "Australia/Brisbane"),
    ("Australia/South", "Australia/Adelaide"),
    ("Australia/Tasmania", "Australia/Hobart"),
    ("Australia/Victoria", "Australia/Melbourne"),
    ("Australia/West", "Australia/Perth"),
    ("Australia/Yancowinna", "Australia/Broken_Hill"),
    ("Brazil/Acre", "America/Rio_Branco"),
    ("Brazil/DeNoronha", "America/Noronha"),
    ("Brazil/East", "America/Sao_Paulo"),
    ("Brazil/West", "America/Manaus"),
    ("CST6CDT", "America/Chicago"),
    ("Canada/Atlantic", "America/Halifax"),
    ("Canada/Central", "America/Winnipeg"),
    ("Canada/Eastern", "America/Toronto"),
    ("Canada/Mountain", "America/Edmonton"),
    ("Canada/Newfoundland", "America/St_Johns"),
    ("Canada/Pacific", "America/Vancouver"),
    ("Canada/Saskatchewan", "America/Regina"),
    ("Canada/Yukon", "America/Whitehorse"),
    ("Chile/Continental", "America/Santiago"),
    ("Chile/EasterIsland", "Pacific/Easter"),
    ("Cuba", "America/Havana"),
    ("EST5EDT", "America/New_York"),
    ("Egypt", "Africa/Cairo"),
    ("Eire", "Europe/Dublin"),
    ("Etc/UCT", "UTC"),
    ("Etc/Universal", "UTC"),
    ("Etc/Zulu", "UTC"),
    ("Europe/Kiev", "Europe/Kyiv"),
    ("Europe/Uzhgorod", "Europe/Kyiv"),
    ("Europe/Zaporozhye", "Europe/Kyiv"),
    ("GB", "Europe/London"),
    ("GB-Eire", "Europe/London"),
    ("HST", "Pacific/Honolulu"),
    ("Hongkong", "Asia/Hong_Kong"),
    ("Iceland", "Atlantic/Reykjavik"),
    ("Iran", "Asia/Tehran"),
    ("Israel", "Asia/Jerusalem"),
    ("Jamaica", "America/Jamaica"),
    ("Japan", "Asia/Tokyo"),
    ("Kwajalein", "Pacific/Kwajalein"),
    ("Libya", "Africa/Tripoli"),
    ("MST7MDT", "America/Denver"),
    ("Mexico/BajaNorte", "America/Tijuana"),
    ("Mexico/BajaSur", "America/Mazatlan"),
    ("Mexico/General", "America/Mexico_City"),
    ("NZ", "Pacific/Auckland"),
    ("NZ-CHAT", "Pacific/Chatham"),
    ("Navajo", "America/Denver"),
    ("PRC", "Asia/Shanghai"),
    ("PST8PDT", "America/Los_Angeles"),
    ("Pacific/Enderbury", "Pacific/Kanton"),
    ("Pacific/Ponape", "Pacific/Pohnpei"),
    ("Pacific/Samoa", "Pacific/Pago_Pago"),
    ("Pacific/Truk", "Pacific/Chuuk"),
    ("Poland", "Europe/Warsaw"),
    ("Portugal", "Europe/Lisbon"),
    ("ROC", "Asia/Taipei"),
    ("ROK", "Asia/Seoul"),
    ("Singapore", "Asia/Singapore"),
    ("Turkey", "Europe/Istanbul"),
    ("UCT", "UTC"),
    ("US/Alaska", "America/Anchorage"),
    ("US/Aleutian", "America/Adak"),
    ("US/Arizona", "America/Phoenix"),
    ("US/Central", "America/Chicago"),
    ("US/East-Indiana", "America/Indiana/Indianapolis"),
    ("US/Eastern", "America/New_York"),
    ("US/Hawaii", "Pacific/Honolulu"),
    ("US/Indiana-Starke", "America/Indiana/Knox"),
    ("US/Michigan", "America/Detroit"),
    ("US/Mountain", "America/Denver"),
    ("US/Pacific", "America/Los_Angeles"),
    ("US/Samoa", "Pacific/Pago_Pago"),
    ("Universal", "UTC"),
    ("W-SU", "Europe/Moscow"),
    ("Zulu", "UTC"),
];

/// The zones that people mean by other names: those on admin screens (Windows, Ruby on Rails),
/// abbreviations, cities without a zone of their own, and countries, in English, French and the
/// language of the country. The names are in lower case, without accents and punctuation,
/// with commas between them.
///
/// The names on screens are those of the Unicode CLDR (`windowsZones.xml`, territory 001) and of
/// Rails (`ActiveSupport::TimeZone`); the zone of a country is that of its capital (IANA, file
/// `zone.tab`), and where that is not enough, each of the larger ones is listed.
const ALIASES: &[(&str, &[&str])] = &[
    (
        "eastern time, eastern time us canada, eastern standard time, eastern daylight time, us \
         eastern time, eastern, et, edt, heure de l est, boston, washington, washington dc, \
         miami, atlanta, philadelphia, orlando, nyc, new york city, baltimore, charlotte, \
         cleveland, pittsburgh",
        &["America/New_York"],
    ),
    (
        "central time, central time us canada, central standard time, central daylight time, us \
         central time, ct, cdt, heure du centre, dallas, houston, austin, san antonio, \
         minneapolis, new orleans, st louis, nashville, memphis, kansas city, milwaukee",
        &["America/Chicago"],
    ),
    (
        "mountain time, mountain time us canada, mountain standard time, mountain daylight time, \
         us mountain time, mt, mdt, salt lake city, albuquerque",
        &["America/Denver"],
    ),
    (
        "pacific time, pacific time us canada, pacific standard time, pacific daylight time, us \
         pacific time, pt, pst, pdt, heure du pacifique, los angeles ca, san francisco, seattle, \
         san diego, las vegas, portland, san jose, sacramento, la, sf",
        &["America/Los_Angeles"],
    ),
    (
        "alaska, alaska time, alaskan standard time, akst, akdt",
        &["America/Anchorage"],
    ),
    (
        "hawaii, hawaii time, hawaiian standard time",
        &["Pacific/Honolulu"],
    ),
    ("arizona, us mountain standard time", &["America/Phoenix"]),
    (
        "indiana, indiana east, us eastern standard time",
        &["America/Indiana/Indianapolis"],
    ),
    (
        "saskatchewan, canada central standard time",
        &["America/Regina"],
    ),
    (
        "atlantic time, atlantic time canada, atlantic standard time, atlantic daylight time, \
         ast, adt",
        &["America/Halifax"],
    ),
    (
        "newfoundland, newfoundland standard time, nst, ndt",
        &["America/St_Johns"],
    ),
    (
        "central standard time mexico, guadalajara, mexico, mexico city df, mexico df",
        &["America/Mexico_City"],
    ),
    (
        "central america, central america standard time",
        &["America/Guatemala"],
    ),
    ("eastern standard time mexico", &["America/Cancun"]),
    ("pacific standard time mexico", &["America/Tijuana"]),
    ("mountain standard time mexico", &["America/Mazatlan"]),
    (
        "sa pacific standard time, quito, colombia, colombie",
        &["America/Bogota"],
    ),
    (
        "e south america standard time, brasilia, brt, rio de janeiro, sao paolo, belo horizonte, \
         salvador",
        &["America/Sao_Paulo"],
    ),
    (
        "argentina standard time, argentina, argentine, art",
        &["America/Argentina/Buenos_Aires"],
    ),
    ("greenland, greenland standard time", &["America/Nuuk"]),
    ("cape verde is", &["Atlantic/Cape_Verde"]),
    (
        "gmt standard time, british time, british summer time, bst, uk time, edinburgh, london \
         time, londres, manchester, birmingham, glasgow, liverpool, leeds, bristol, cardiff, \
         belfast, cambridge, oxford, united kingdom, uk, gb, great britain, britain, england, \
         scotland, wales, northern ireland, royaume uni, angleterre, grande bretagne",
        &["Europe/London"],
    ),
    (
        "western european time, western european summer time, west, lisbonne, lisboa, porto, \
         portugal",
        &["Europe/Lisbon"],
    ),
    (
        "central european time, central european summer time, cest, romance standard time, heure \
         d europe centrale, heure normale d europe centrale, cet cest",
        &["Europe/Paris", "Europe/Berlin"],
    ),
    (
        "w europe standard time, mez, mesz, munich, munchen, muenchen, frankfurt, francfort, \
         hamburg, hambourg, cologne, koln, koeln, stuttgart, dusseldorf, duesseldorf, leipzig, \
         dresden, bonn, hanover, hannover, nuremberg, nurnberg, germany, allemagne, deutschland, \
         de",
        &["Europe/Berlin"],
    ),
    (
        "central europe standard time, hungary, hongrie",
        &["Europe/Budapest"],
    ),
    (
        "central european standard time, varsovie, warszawa, krakow, cracow, gdansk, wroclaw, \
         poznan, lodz, poland, pologne, polska",
        &["Europe/Warsaw"],
    ),
    (
        "eastern european time, eastern european summer time, eest",
        &["Europe/Athens", "Europe/Helsinki"],
    ),
    (
        "gtb standard time, bucarest, bucuresti, cluj, romania, roumanie",
        &["Europe/Bucharest"],
    ),
    (
        "fle standard time, lviv, odesa, odessa, kharkiv, ukraine",
        &["Europe/Kyiv"],
    ),
    (
        "russian standard time, msk, moscow time, st petersburg, moscou, moskva",
        &["Europe/Moscow"],
    ),
    (
        "turkey standard time, ankara, izmir, turkey, turquie, turkiye",
        &["Europe/Istanbul"],
    ),
    (
        "israel standard time, idt, tel aviv, israel",
        &["Asia/Jerusalem"],
    ),
    (
        "south africa standard time, sast, pretoria, cape town, south africa, afrique du sud",
        &["Africa/Johannesburg"],
    ),
    (
        "west central africa, w central africa standard time, nigeria",
        &["Africa/Lagos"],
    ),
    (
        "morocco standard time, rabat, marrakech, morocco, maroc",
        &["Africa/Casablanca"],
    ),
    (
        "egypt standard time, le caire, alexandria, egypt, egypte",
        &["Africa/Cairo"],
    ),
    (
        "arabian standard time, gst, abu dhabi, united arab emirates, uae, emirats arabes unis",
        &["Asia/Dubai"],
    ),
    (
        "arab standard time, riad, jeddah, saudi arabia, arabie saoudite",
        &["Asia/Riyadh"],
    ),
    (
        "india standard time, mumbai, bombay, delhi, new delhi, bangalore, bengaluru, chennai, \
         hyderabad, pune, calcutta, india, inde",
        &["Asia/Kolkata"],
    ),
    ("ist", &["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
    ("cst", &["America/Chicago", "Asia/Shanghai"]),
    (
        "china standard time, china time, beijing time, beijing, pekin, peking, shenzhen, \
         guangzhou, chengdu, hangzhou, china, chine, prc",
        &["Asia/Shanghai"],
    ),
    (
        "singapore standard time, sgt, singapour",
        &["Asia/Singapore"],
    ),
    ("hkt", &["Asia/Hong_Kong"]),
    (
        "pkt, pakistan standard time, islamabad, lahore, pakistan",
        &["Asia/Karachi"],
    ),
    ("wib", &["Asia/Jakarta"]),
    ("ekaterinburg", &["Asia/Yekaterinburg"]),
    (
        "tokyo standard time, japan standard time, jst, osaka, kyoto, sapporo, nagoya, yokohama, \
         fukuoka, japan, japon",
        &["Asia/Tokyo"],
    ),
    (
        "korea standard time, kst, busan, south korea, korea, coree du sud",
        &["Asia/Seoul"],
    ),
    (
        "ict, se asia standard time, thailand, thailande",
        &["Asia/Bangkok"],
    ),
    ("taipei standard time, taiwan", &["Asia/Taipei"]),
    (
        "aus eastern standard time, aest, aedt, aet, canberra",
        &["Australia/Sydney"],
    ),
    (
        "e australia standard time, gold coast",
        &["Australia/Brisbane"],
    ),
    (
        "cen australia standard time, acst, acdt",
        &["Australia/Adelaide"],
    ),
    ("w australia standard time, awst", &["Australia/Perth"]),
    (
        "new zealand standard time, nzst, nzdt, wellington, christchurch, new zealand, nouvelle \
         zelande",
        &["Pacific/Auckland"],
    ),
    (
        "universal time, coordinated universal time, utc time, z, zulu time, temps universel",
        &["UTC"],
    ),
    (
        "montreal, quebec, quebec city, ottawa",
        &["America/Toronto"],
    ),
    ("calgary", &["America/Edmonton"]),
    (
        "lyon, marseille, marseilles, lille, bordeaux, nantes, toulouse, nice, strasbourg, \
         montpellier, rennes, grenoble, rouen, dijon, angers, reims, brest, tours, france, fr, \
         french time",
        &["Europe/Paris"],
    ),
    (
        "bruxelles, brussel, antwerp, antwerpen, anvers, gent, ghent, gand, liege, namur, bruges, \
         brugge, charleroi, leuven, belgium, belgique, belgie, belgien, be",
        &["Europe/Brussels"],
    ),
    (
        "vienne, wien, graz, salzburg, linz, innsbruck, austria, autriche, osterreich, \
         oesterreich",
        &["Europe/Vienna"],
    ),
    (
        "geneva, geneve, genf, bern, berne, basel, bale, lausanne, zuerich, switzerland, suisse, \
         schweiz, svizzera, ch",
        &["Europe/Zurich"],
    ),
    (
        "dublin ireland, cork, galway, ireland, irlande, eire",
        &["Europe/Dublin"],
    ),
    (
        "rotterdam, the hague, den haag, la haye, utrecht, eindhoven, netherlands, the \
         netherlands, holland, pays bas, nederland",
        &["Europe/Amsterdam"],
    ),
    (
        "milan, milano, mailand, naples, napoli, turin, torino, florence, firenze, venice, \
         venezia, roma, bologna, genoa, genova, palermo, italy, italie, italia",
        &["Europe/Rome"],
    ),
    (
        "barcelona, barcelone, seville, sevilla, valencia, valence, bilbao, malaga, spain, \
         espagne, espana, es",
        &["Europe/Madrid"],
    ),
    (
        "copenhague, kobenhavn, aarhus, denmark, danemark, danmark",
        &["Europe/Copenhagen"],
    ),
    (
        "goteborg, gothenburg, malmo, sweden, suede, sverige",
        &["Europe/Stockholm"],
    ),
    ("bergen, norway, norvege, norge", &["Europe/Oslo"]),
    (
        "praha, brno, czechia, czech republic, tchequie, cesko",
        &["Europe/Prague"],
    ),
    ("athenes, greece, grece", &["Europe/Athens"]),
    (
        "helsingfors, espoo, tampere, finland, finlande, suomi",
        &["Europe/Helsinki"],
    ),
    ("alger, algeria, algerie", &["Africa/Algiers"]),
    ("hanoi, saigon, vietnam", &["Asia/Ho_Chi_Minh"]),
    ("luxemburg", &["Europe/Luxembourg"]),
    ("iceland, islande", &["Atlantic/Reykjavik"]),
    ("slovakia, slovaquie", &["Europe/Bratislava"]),
    ("bulgaria, bulgarie", &["Europe/Sofia"]),
    ("croatia, croatie", &["Europe/Zagreb"]),
    ("slovenia, slovenie", &["Europe/Ljubljana"]),
    ("serbia, serbie", &["Europe/Belgrade"]),
    ("estonia, estonie", &["Europe/Tallinn"]),
    ("latvia, lettonie", &["Europe/Riga"]),
    ("lithuania, lituanie", &["Europe/Vilnius"]),
    ("malte", &["Europe/Malta"]),
    ("cyprus, chypre", &["Asia/Nicosia"]),
    ("tunisia, tunisie", &["Africa/Tunis"]),
    ("senegal", &["Africa/Dakar"]),
    ("cote d ivoire, ivory coast", &["Africa/Abidjan"]),
    ("kenya", &["Africa/Nairobi"]),
    ("philippines", &["Asia/Manila"]),
    ("chile, chili", &["America/Santiago"]),
    ("peru, perou", &["America/Lima"]),
    ("venezuela", &["America/Caracas"]),
    (
        "united states, united states of america, usa, us, america, etats unis",
        &[
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Los_Angeles",
        ],
    ),
    (
        "canada",
        &[
            "America/Toronto",
            "America/Winnipeg",
            "America/Edmonton",
            "America/Vancouver",
        ],
    ),
    (
        "brazil, bresil, brasil",
        &["America/Sao_Paulo", "America/Manaus"],
    ),
    (
        "australia, australie",
        &[
            "Australia/Sydney",
            "Australia/Brisbane",
            "Australia/Adelaide",
            "Australia/Perth",
        ],
    ),
    (
        "russia, russie",
        &[
            "Europe/Moscow",
            "Asia/Yekaterinburg",
            "Asia/Novosibirsk",
            "Asia/Vladivostok",
        ],
    ),
    ("indonesia, indonesie", &["Asia/Jakarta", "Asia/Makassar"]),
];

/// Returns a city whose clocks are this many hours ahead of UTC, apart from daylight saving time.
#[must_use]
pub fn city_ahead(hours: i8) -> Option<&'static str> {
    let row = CITIES.iter().find(|(ahead, _)| *ahead == hours);
    row.map(|(_, city)| *city)
}

/// Other names of zones, each with the zones that people mean by it, the most probable first.
pub fn aliases() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    let rows = ALIASES.iter();
    rows.flat_map(|(names, zones)| names.split(", ").map(|name| (name, *zones)))
}

/// Old names of zones and new ones, ordered by the old ones.
#[must_use]
pub fn renamed() -> &'static [(&'static str, &'static str)] {
    RENAMED
}
