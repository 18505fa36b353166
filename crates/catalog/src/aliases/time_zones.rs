//! What people write for a time zone: names on admin screens, abbreviations, cities, countries.

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

/// Other names of zones, each with the zones that people mean by it, the most probable first.
pub fn time_zones() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    let rows = ALIASES.iter();
    rows.flat_map(|(names, zones)| names.split(", ").map(|name| (name, *zones)))
}
