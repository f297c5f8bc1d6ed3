import type { Character } from '#demo/character.ts'

export const dispensaGinepro: Character = {
  slug: 'dispensa-ginepro',
  name: 'Dispensa Ginepro',
  about:
    'A pantry in Bologna with shelves up to the ceiling. We buy from forty growers whom we visit every year, we put the year of harvest on everything, and we eat what we do not sell.',
  country: 'IT',
  timeZone: 'Europe/Rome',
  owner: 'Tommaso Gineprini',
  templates: [
    {
      name: 'Dispensa',
      carriers: ['gls', 'poste-italiane'],
      zones: [
        { countries: 'IT', standard: [490, 1, 3], express: [890, 1, 1] },
        { countries: 'FR DE AT', standard: [890, 3, 5] },
        { countries: 'ES BE NL LU PT', standard: [1090, 4, 6] },
      ],
    },
  ],
  backdrop: [48, 42],
  things: [
    {
      name: 'honey',
      emoji: '1f36f',
      kinds: ['chestnut honey', 'acacia honey', 'wildflower honey', 'linden honey', 'strawberry tree honey'],
      euros: [8, 21],
      about: [
        'Spun cold and left alone: it will set in winter and melt again in a warm kitchen.',
        'From hives that are carried up to 900 meters in June, by night, so that nobody gets lost.',
        'Dark, a little bitter, and very good with old cheese.',
        'The pot is glazed clay and becomes a fine home for toothpicks.',
      ],
      sizes: { '250 g': 1, '500 g': 1.8, '1 kg': 3.2 },
    },
    {
      name: 'olives',
      emoji: '1fad2',
      kinds: ['green olives', 'stuffed olives', 'olives in brine', 'table olives', 'sweet olives'],
      euros: [5, 16],
      about: [
        'Picked by hand in October, and nine months in brine with fennel and orange peel.',
        'The stuffing is real pepper, put in by people.',
        'Firm, green and only as salty as it must be.',
        'Drain them, let them come to room temperature, and hide a bowl for yourself.',
      ],
      sizes: { '300 g': 1, '900 g': 2.6 },
    },
    {
      name: 'chocolate',
      emoji: '1f36b',
      kinds: ['dark chocolate', 'milk chocolate', 'hazelnut chocolate', 'salted chocolate', 'chocolate with orange'],
      euros: [4, 12],
      about: [
        'Stone-ground for three days, so it keeps a grain that melts last.',
        'Beans from two cooperatives, paid by the kilo and in advance.',
        'Breaks with a snap, smells of tobacco and cherry.',
        'Keep it dark at 18 degrees; ours never had the chance.',
      ],
      sizes: { '70 g': 1, '3 × 70 g': 2.8 },
      lies: true,
    },
    {
      name: 'tomatoes',
      emoji: '1f96b',
      kinds: ['peeled tomatoes', 'cherry tomatoes', 'tomato sauce', 'crushed tomatoes', 'yellow tomatoes'],
      euros: [2.5, 7],
      about: [
        'Canned on the day they are picked, with a leaf of basil and nothing more.',
        'Grown without water from the tap on the slopes below the volcano.',
        'Ten minutes with garlic and oil, and dinner is ready.',
        'The can opens without a tool and is recycled without a thought.',
      ],
      sizes: { One: 1, 'Box of 6': 5.4, 'Box of 12': 10.2 },
    },
    {
      name: 'cheese',
      emoji: '1f9c0',
      kinds: ['mountain cheese', 'aged cow’s cheese', 'summer cheese', 'grating cheese', 'young cheese'],
      euros: [9, 34],
      about: [
        'Raw milk of thirty cows that spend summer above the tree line.',
        'Turned and brushed every third day for fourteen months.',
        'Nutty at first, then broth, and at the end a little pineapple.',
        'Cut on the day of dispatch, and packed with ice that is made of water only.',
      ],
      sizes: { '300 g': 1, '600 g': 1.9, '1.2 kg': 3.6 },
    },
    {
      name: 'chili',
      emoji: '1f336-fe0f',
      kinds: ['dried chili', 'chili in oil', 'smoked chili', 'chili flakes', 'fresh chili'],
      euros: [4, 13],
      about: [
        'Hot in the middle of the tongue and gone after a minute.',
        'Dried on threads under the roof, as the village has always done.',
        'One pod is enough for four people, two for four brave ones.',
        'Keeps its color for a year if the sun does not see it.',
      ],
      lies: true,
    },
    {
      name: 'biscuits',
      emoji: '1f36a',
      kinds: ['almond biscuits', 'chocolate biscuits', 'olive oil biscuits', 'rye biscuits', 'breakfast biscuits'],
      euros: [4, 14],
      about: [
        'Baked on Tuesdays and Fridays, sent on Wednesdays and Mondays.',
        'Olive oil instead of butter, and half the sugar you expect.',
        'They are made for dipping: into coffee, tea, or sweet wine.',
        'The tin is worth keeping; most customers send it back to be refilled.',
      ],
      sizes: { '250 g': 1, '750 g': 2.6 },
      lies: true,
    },
  ],
  closings: [
    'The grower’s name and the year of harvest are on the label.',
    'Best within a year; gone within a week, in our experience.',
    'A recipe on a card lies in every parcel.',
    'Packed in straw and paper, cool in summer.',
  ],
}
