import type { Address } from '#cart/index.ts'
import { chance } from '#demo/chance.ts'
import { logIns } from '#demo/log-ins.ts'

export type Person = {
  readonly name: string
  readonly email: string
  readonly locale: string
  readonly address: Address
}

const list = (text: string): readonly string[] => text.split(',').map(word => word.trim())

type Country = {
  /** Approximate share of people from this country, per cent. */
  readonly share: number
  readonly first: readonly string[]
  readonly last: readonly string[]
  readonly streets: readonly string[]
  /** City and the prefix of its postal codes; `#` is any digit. */
  readonly cities: readonly (readonly [city: string, code: string])[]
  /** The house number comes before the street's name. */
  readonly numberFirst?: true
}

const countries: Readonly<Record<string, Country>> = {
  FR: {
    share: 26,
    first: list(
      'Camille, Léo, Manon, Louis, Chloé, Hugo, Inès, Jules, Zoé, Nathan, Lucie, Gabriel, Margaux, Théo, Agathe',
    ),
    last: list(
      'Moreau, Lefèvre, Girard, Bonnet, Mercier, Blanc, Fontaine, Chevalier, Robin, Gauthier, Perrin, Marchand',
    ),
    streets: list(
      'rue des Lilas, rue de la Paix, avenue Jean Jaurès, rue du Moulin, place des Tilleuls, quai des Brumes',
    ),
    cities: [
      ['Paris', '750##'],
      ['Lyon', '6900#'],
      ['Nantes', '44000'],
      ['Lille', '59000'],
      ['Toulouse', '31000'],
      ['Rennes', '35000'],
    ],
    numberFirst: true,
  },
  DE: {
    share: 22,
    first: list(
      'Anna, Lukas, Lena, Felix, Marie, Paul, Johanna, Maximilian, Clara, Jakob, Greta, Moritz, Frieda, Emil',
    ),
    last: list('Becker, Hoffmann, Schäfer, Koch, Richter, Wolf, Neumann, Schwarz, Zimmermann, Krüger, Hartmann, Lange'),
    streets: list('Gartenstraße, Lindenallee, Bergweg, Am Kanal, Schulstraße, Hafengasse, Rosenweg'),
    cities: [
      ['Berlin', '10###'],
      ['Hamburg', '20###'],
      ['Leipzig', '041##'],
      ['Köln', '506##'],
      ['München', '803##'],
      ['Freiburg', '791##'],
    ],
  },
  ES: {
    share: 12,
    first: list('Lucía, Martín, Sofía, Pablo, Carmen, Diego, Alba, Álvaro, Irene, Javier, Nuria, Sergio'),
    last: list('García Ruiz, Navarro, Ortega, Serrano, Molina, Castillo, Vidal, Iglesias, Peña, Romero Gil'),
    streets: list('Calle Mayor, Calle del Sol, Avenida del Puerto, Calle Olmo, Plaza Nueva, Paseo del Río'),
    cities: [
      ['Madrid', '280##'],
      ['Valencia', '460##'],
      ['Sevilla', '410##'],
      ['Bilbao', '480##'],
      ['Granada', '180##'],
    ],
  },
  IT: {
    share: 12,
    first: list('Giulia, Lorenzo, Chiara, Matteo, Sofia, Alessandro, Elena, Davide, Martina, Luca, Francesca'),
    last: list('Bianchi, Romano, Colombo, Ricci, Marino, Greco, Conti, De Luca, Costa, Mancini, Barbieri'),
    streets: list('Via Garibaldi, Via dei Mille, Corso Italia, Via delle Rose, Piazza Vecchia, Via San Marco'),
    cities: [
      ['Milano', '201##'],
      ['Torino', '101##'],
      ['Bologna', '401##'],
      ['Roma', '001##'],
      ['Palermo', '901##'],
    ],
  },
  BE: {
    share: 7,
    first: list('Elise, Arthur, Nora, Victor, Louise, Wout, Juliette, Milan'),
    last: list('Peeters, Janssens, Maes, Lambert, Dubois, Claes, Wouters'),
    streets: list('Rue Haute, Kerkstraat, Avenue Louise, Stationsstraat, Rue du Lac'),
    cities: [
      ['Bruxelles', '1000'],
      ['Gent', '9000'],
      ['Liège', '4000'],
      ['Antwerpen', '2000'],
    ],
  },
  NL: {
    share: 8,
    first: list('Sanne, Daan, Fleur, Bram, Lotte, Sem, Isa, Thijs'),
    last: list('de Vries, van Dijk, Bakker, Visser, Smit, Mulder, Bos'),
    streets: list('Dorpsstraat, Prinsengracht, Molenweg, Havenkade, Parklaan'),
    cities: [
      ['Amsterdam', '10## AB'],
      ['Utrecht', '35## CD'],
      ['Rotterdam', '30## EF'],
      ['Groningen', '97## GH'],
    ],
  },
  AT: {
    share: 6,
    first: list('Magdalena, Tobias, Katharina, Florian, Theresa, Sebastian'),
    last: list('Gruber, Huber, Steiner, Moser, Pichler, Leitner'),
    streets: list('Mariahilfer Straße, Kirchengasse, Am Anger, Schlossallee'),
    cities: [
      ['Wien', '10#0'],
      ['Graz', '8010'],
      ['Innsbruck', '6020'],
      ['Linz', '4020'],
    ],
  },
  PT: {
    share: 4,
    first: list('Beatriz, Tiago, Inês, Rui, Leonor, Duarte'),
    last: list('Ferreira, Carvalho, Lopes, Teixeira, Moura'),
    streets: list('Rua das Flores, Avenida da Liberdade, Rua do Norte'),
    cities: [
      ['Lisboa', '1###-###'],
      ['Porto', '4###-###'],
      ['Coimbra', '3###-###'],
    ],
  },
  PL: {
    share: 2,
    first: list('Zofia, Jan, Hanna, Piotr'),
    last: list('Nowak, Kowalczyk, Wójcik, Mazur'),
    streets: list('ulica Długa, ulica Lipowa, Aleja Róż'),
    cities: [
      ['Kraków', '30-###'],
      ['Gdańsk', '80-###'],
      ['Warszawa', '00-###'],
    ],
  },
  SE: {
    share: 1,
    first: list('Astrid, Nils, Ebba'),
    last: list('Lindström, Ekman, Sjöberg'),
    streets: list('Storgatan, Björkvägen'),
    cities: [
      ['Göteborg', '41# ##'],
      ['Uppsala', '75# ##'],
    ],
  },
}

/** The demo buyer. */
export const demoBuyer: Person = {
  name: 'Camille Roussel',
  email: logIns.buyer,
  locale: 'en',
  address: {
    name: 'Camille Roussel',
    line1: '12 rue des Lilas',
    line2: 'Bâtiment B, 3e étage',
    postal_code: '69003',
    city: 'Lyon',
    country: 'FR',
  },
}

/** This many other buyers with unique names. Two thirds of the French ones use French. */
export function inventPeople(seed: number, count: number): Person[] {
  const draw = chance(seed, 'people')
  const crowd = Object.entries(countries).flatMap(([code, { share }]) => Array<string>(share).fill(code))
  const people = new Map<string, Person>()
  while (people.size < count) {
    const code = draw.pick(crowd)
    const country = countries[code]!
    const name = `${draw.pick(country.first)} ${draw.pick(country.last)}`
    const [city, postal] = draw.pick(country.cities)
    const number = String(draw.whole(1, 140))
    const street = draw.pick(country.streets)
    const email = `${plain(name)}@example.eu`
    const locale = code === 'FR' && draw.is(0.66) ? 'fr' : 'en'
    const address = {
      name,
      line1: country.numberFirst ? `${number} ${street}` : `${street} ${number}`,
      line2: '',
      postal_code: postal.replaceAll('#', () => String(draw.whole(1, 9))),
      city,
      country: code,
    }
    if (!people.has(email)) people.set(email, { name, email, locale, address })
  }
  return [...people.values()]
}

/** `Łucja de Vries` → `lucja.de.vries` */
export const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replaceAll('ı', 'i')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '.')
