//! Names of time zones that are out of date.
//!
//! The names of zones are those of the IANA Time Zone Database, which `jiff` bundles. This module
//! has what that database does not say: which of its names to avoid, and what to write instead.

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

/// Returns a city whose clocks are this many hours ahead of UTC, apart from daylight saving time.
#[must_use]
pub fn city_ahead(hours: i8) -> Option<&'static str> {
    let row = CITIES.iter().find(|(ahead, _)| *ahead == hours);
    row.map(|(_, city)| *city)
}

/// Old names of zones and new ones, ordered by the old ones.
#[must_use]
pub fn renamed() -> &'static [(&'static str, &'static str)] {
    RENAMED
}
