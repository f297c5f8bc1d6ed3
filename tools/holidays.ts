import Calendar from 'date-holidays'

const countries = 'AT BE BG CN CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL PL PT RO RU SE SI SK TR'.split(
  ' ',
)
const years = [2026, 2027, 2028, 2029, 2030]

/** Holidays without an English name in the data. */
const english: Readonly<Record<string, string>> = {
  Staatsfeiertag: 'National Day',
  'Fiesta Nacional de España': 'National Day',
  'Día de la Constitución Española': 'Constitution Day',
  'Implantação da República': 'Republic Day',
  'Restauração da Independência': 'Restoration of Independence',
}

/**
 * Prints the public holidays of the known countries as SQL: `node tools/holidays.ts > db/migrations/0010_holidays.sql`.
 * Only nationwide holidays, since a store's region is not known, and only whole days: on the eve of a holiday people
 * work.
 */
function main(): void {
  const rows = countries.flatMap(country => years.map(year => holidaysOf(country, year).join(', ')))
  console.log(`-- Public holidays of ${years[0]} to ${years.at(-1)}, by tools/holidays.ts.
-- The data are date-holidays', by its contributors, after Wikipedia: CC BY-SA 3.0,
-- https://github.com/commenthol/date-holidays, https://creativecommons.org/licenses/by-sa/3.0/. See NOTICE.
insert into platform.holidays (country, on_date, name) values
${rows.join(',\n')};`)
}

function holidaysOf(country: string, year: number): string[] {
  const calendar = new Calendar(country, { languages: ['en'], types: ['public'] })
  const timeZone = calendar.getTimezones()[0]!
  const names = new Map<string, string>()
  for (const { start, end, name } of calendar.getHolidays(year))
    for (const date of wholeDays(start, end, timeZone))
      if (!names.has(date) && date.startsWith(String(year)))
        names.set(date, (english[name] ?? name).replace('Labour', 'Labor'))
  return [...names].sort().map(([date, name]) => `('${country}', '${date}', '${name.replaceAll("'", "''")}')`)
}

/** Local days between two instants, from midnight to midnight. */
function wholeDays(start: Date, end: Date, timeZone: string): string[] {
  const [from, to] = [start, end].map(at =>
    Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone),
  )
  const days: string[] = []
  let day = from!.startOfDay()
  if (!day.equals(from!)) day = day.add({ days: 1 })
  for (; Temporal.ZonedDateTime.compare(day.add({ days: 1 }), to!) <= 0; day = day.add({ days: 1 }))
    days.push(day.toPlainDate().toString())
  return days
}

main()
