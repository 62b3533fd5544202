// What date-holidays has otherwise than the country itself, and for which countries that was looked for.

type Names = Record<string, string>
/** A day's names by language, or the name in the data that it shares; false takes the day away. */
export type Correction = Names | string | false

const dayOff: Names = { bg: 'Почивен ден', en: 'Day off for a holiday on a weekend' }
const restDay: Names = { hu: 'Pihenőnap', en: 'Rest day by decree' }
const eidEve: Names = { tr: 'Arife günü', en: 'Eve of the feast' }
const statehood: Names = { sr: 'Дан државности Србије', en: 'Statehood Day' }
const armistice: Names = { sr: 'Дан примирја', en: 'Armistice Day' }
const holySaturday = { el: 'Μεγάλο Σάββατο', bg: 'Велика събота', sr: 'Велика субота', en: 'Holy Saturday' }
const seollal: Names = { ko: '설날', en: 'Korean New Year' }
const workers: Names = { ko: '노동절', en: 'Labour Day' }

/** The days of one name. */
const each = (name: Correction, ...rules: string[]) => Object.fromEntries(rules.map((rule) => [rule, name]))

/**
 * By country, or country and region (`GB-SCT`), and by a rule in the words of date-holidays; a new rule adds a day.
 * What is decided by region or by sighting the moon is left as it is.
 */
export const corrections: Record<string, Record<string, Correction>> = {
  // Labour Code, article 154: also Holy Saturday and 26 December; for each fixed day on a weekend, since 2017, the
  // next working day, which for 1 May and 6 May can be the one after Easter. For the euro by the Council of Ministers.
  BG: {
    'orthodox -1': holySaturday,
    '12-26': { bg: 'Рождество Христово', en: 'Christmas' },
    ...each(
      dayOff,
      ...['01-01', '03-03', '05-06', '05-24', '09-06', '09-22'].map(
        (day) => `substitutes ${day} if saturday,sunday then next monday since 2017`,
      ),
      'substitutes 05-01 if saturday,sunday then next monday if is public holiday then next tuesday since 2017',
      '2040-05-08',
      '2051-05-09',
      'substitutes 12-24 if saturday then next tuesday if sunday then next wednesday since 2017',
      'substitutes 12-25 if saturday then next monday if sunday then next wednesday since 2017',
      'substitutes 12-26 if saturday then next monday if sunday then next tuesday since 2017',
    ),
    ...each({ bg: 'Въвеждане на еврото', en: 'Adoption of the euro' }, '2025-12-31', '2026-01-02'),
  },
  // Law 2977, article 1: Friday and Saturday of the Holy Week.
  CL: { 'easter -1': 'easter -1' },
  // The Republic's list: Green Monday is the 48th day before Easter, and Whit Monday is one. Holy Saturday and 24
  // December are of the public service, Easter Tuesday is of the banks.
  CY: {
    'orthodox -47': false,
    'orthodox -48': { el: 'Καθαρά Δευτέρα', en: 'Green Monday' },
    '04-01': { el: 'Εθνική Επέτειος της 1ης Απριλίου', en: 'Cyprus National Day' },
    'orthodox 50': { el: 'Δευτέρα του Κατακλυσμού', en: 'Kataklysmos (Whit Monday)' },
    '08-15': { el: 'Κοίμηση της Θεοτόκου', en: 'Dormition of the Mother of God' },
    '10-01': { el: 'Ημέρα της Κυπριακής Ανεξαρτησίας', en: 'Cyprus Independence Day' },
    '10-28': { el: 'Επέτειος του Όχι', en: 'Ohi Day' },
    '12-26': { el: 'Επομένη των Χριστουγέννων', en: 'Boxing Day' },
  },
  // Royal proclamation of 3 February 2026.
  'GB-SCT': { '2026-06-15': { en: 'World Cup bank holiday' } },
  // Labour Code, article 30, since 2024.
  GE: {
    '05-17 since 2024': {
      ge: 'ოჯახის სიწმინდისა და მშობლების პატივისცემის დღე',
      en: 'Day of Family Sanctity and Respect for Parents',
    },
  },
  // The names of law 1157/1981 and of the Church, as they are in use.
  GR: {
    'orthodox -48': { el: 'Καθαρά Δευτέρα', en: 'Clean Monday' },
    'orthodox 50': { el: 'Αγίου Πνεύματος', en: 'Holy Spirit Monday' },
    '08-15': { el: 'Κοίμηση της Θεοτόκου', en: 'Dormition of the Mother of God' },
    '10-28': { el: 'Επέτειος του Όχι', en: 'Ohi Day' },
    '12-26': { el: 'Σύναξη της Θεοτόκου', en: 'Synaxis of the Mother of God' },
  },
  // Decree 10/2025 (IV. 30.) NGM, for 2026; each year has its own.
  HU: each(restDay, '2026-01-02', '2026-08-21', '2026-12-24'),
  // Regulations on Holidays of Public Offices: New Year from its eve on; 1 May with its day in lieu since 2026; a
  // day of local elections.
  KR: {
    'korean 01-0-01 P3D': false,
    ...each(seollal, '1 day before korean 01-0-01', 'korean 01-0-01 P2D'),
    ...each(workers, '05-01 since 2026', 'substitutes 05-01 if saturday,sunday then next monday since 2026'),
    '2026-06-03': { ko: '전국동시지방선거일', en: 'Local Election Day' },
  },
  // Labour Code, article 123.
  LT: { '1st sunday in May': 'Mothers Day', '1st sunday in June': 'Fathers Day' },
  // Law on Holidays, section 1.
  LV: { '2nd sunday in May': 'Mothers Day', 'easter 49': 'easter 49' },
  // Law on State Holidays, articles 2 to 4: Easter from Friday to Monday; what falls on a Sunday is kept on it and
  // on the next working day too.
  RS: {
    'orthodox -1': holySaturday,
    ...each('01-01', '01-01 on sunday', '01-02 on sunday'),
    ...each(statehood, '02-15 on sunday', '02-16 on sunday'),
    '05-02 if sunday then next monday': false,
    ...each('05-01', '05-01 on sunday', '05-02'),
    'substitutes 05-02 if sunday then next monday if is public holiday then next tuesday': '05-01',
    '11-11 on sunday': armistice,
  },
  // Law 241/1993 as changed in 2025: working days in 2026 only.
  SK: {
    '05-08 since 2027': { sk: 'Deň víťazstva nad fašizmom', en: 'Day of victory over fascism' },
    '09-15 since 2027': { sk: 'Sviatok Panny Márie Sedembolestnej', en: 'Day of Our Lady of the Seven Sorrows' },
  },
  // Law 2429, article 2: the feasts and the Republic's begin at 13:00 on the day before.
  TR: {
    ...each(eidEve, '1 day before 1 Shawwal T13:00', '9 Dhu al-Hijjah T13:00'),
    '10-28 13:00': { tr: 'Cumhuriyet Bayramı', en: 'Republic Day' },
  },
  // Proclaimed under the Public Holidays Act, section 2A.
  ZA: { '2026-11-04': { en: 'Local Government Election Day' } },
}

/**
 * Days that bind the public service and the banks, and other companies by custom alone. Greece: all but the days of
 * law 4808/2021, article 60.
 */
export const customary: Record<string, readonly string[]> = { GR: ['orthodox -48', 'orthodox -2', 'orthodox 50'] }

/**
 * The years of which the days of a whole country (and of GB's parts) were compared with at least one other collection,
 * and each difference decided by the law. Left as they are: days off by agreement or custom (eves in DK, FI and SE,
 * 5 May in NL, Carnival in BR and PT), days in lieu that only an employer may choose (IE), days of the public service
 * or of banks alone (US, CL). Hungary decrees its rest days year by year. Not compared: where the moon is sighted
 * (AE, SG), where each state has its own (IN), where days are for the believers of each faith (BA, ME), and where
 * martial law suspends holidays (UA).
 */
const compared: Record<string, string> = {
  '2026 and 2027':
    'AT AU BE BG BR CA CH CL CO CY CZ DE DK EE ES FI FR GB GE GR HR IE IL ' +
    'IS IT JP KR LT LU LV MT MX NL NO NZ PL PT RO RS SE SI SK TR US ZA',
  '2026': 'HU',
}

/** `2026 and 2027`, or undefined for a country that was not compared. */
export function comparedYears(country: string): string | undefined {
  return Object.keys(compared).find((years) => compared[years]!.split(' ').includes(country))
}

/** The countries whose regions' own days were compared too. */
export const regionsCompared: readonly string[] = ['GB']
