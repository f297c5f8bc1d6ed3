import type { Character } from '#demo/character.ts'

export const serreCapucine: Character = {
  slug: 'serre-capucine',
  name: 'Serre Capucine',
  about:
    'A family nursery near Angers, under glass since 1962 and without peat since 2014. Our plants travel in a box we spent two winters inventing: they arrive upright, watered, and in a good mood.',
  country: 'FR',
  timeZone: 'Europe/Paris',
  owner: 'Hugo Lemarchal',
  templates: [
    {
      name: 'Live plants',
      carriers: ['chronopost', 'colissimo'],
      zones: [
        { countries: 'FR', standard: [690, 1, 3], express: [1090, 1, 1] },
        { countries: 'BE LU DE NL', standard: [990, 2, 4] },
        { countries: 'ES IT AT PT', standard: [1290, 3, 5] },
      ],
    },
  ],
  backdrop: [95, 20],
  things: [
    {
      name: 'plant',
      emoji: '1fab4',
      kinds: ['rubber fig', 'lemon tree in a pot', 'olive sapling', 'peace lily', 'coffee plant'],
      euros: [16, 58],
      about: [
        'Two years old and hardened off outdoors, so a cool stairwell does not frighten it.',
        'It wants a bright place, a glass of water a week, and otherwise to be left alone.',
        'Comes in a clay pot with its saucer; the pot is thrown ten kilometers from here.',
        'Roots fill the pot without circling, which is the first thing we check.',
      ],
      sizes: { 'Pot 12 cm': 1, 'Pot 17 cm': 1.7, 'Pot 22 cm': 2.6 },
    },
    {
      name: 'cactus',
      emoji: '1f335',
      kinds: ['saguaro cactus', 'column cactus', 'desk cactus', 'blue torch cactus', 'hedge cactus'],
      euros: [9, 49],
      about: [
        'Grown from seed in our coldest house: slow, upright, and very hard to kill.',
        'Water it when you remember; that is usually often enough.',
        'In a sunny window it flowers in its sixth summer, for one night.',
        'A leather glove for repotting lies in the box.',
      ],
      sizes: { Young: 1, Grown: 2.2 },
    },
    {
      name: 'sunflower',
      emoji: '1f33b',
      kinds: [
        'giant sunflower seeds',
        'dwarf sunflower seeds',
        'branching sunflower seeds',
        'sunflower in a pot',
        'bird sunflower seeds',
      ],
      euros: [3.5, 14],
      about: [
        'Open-pollinated, so you may keep your own seeds in autumn.',
        'Sow after the last frost, two centimeters deep, and mind the snails for a fortnight.',
        'Bees find it within a day; finches wait until September.',
        'Germination is tested every January and printed on the bag.',
      ],
    },
    {
      name: 'tulip',
      emoji: '1f337',
      kinds: [
        'tulip bulbs',
        'late tulip bulbs',
        'wild tulip bulbs',
        'fringed tulip bulbs',
        'lily-flowered tulip bulbs',
      ],
      euros: [6, 22],
      about: [
        'Large bulbs of twelve centimeters and more, lifted in July and kept dry and dark.',
        'Plant them in October, three times as deep as they are tall.',
        'They come back for three to five springs if the leaves may wither in peace.',
        'Stems are strong enough for the vase and short enough for the wind.',
      ],
      colors: ['Rose', 'Cherry', 'Lilac', 'Ochre'],
    },
    {
      name: 'bouquet',
      emoji: '1f490',
      kinds: ['garden bouquet', 'dried bouquet', 'meadow bouquet', 'birthday bouquet', 'seasonal bouquet'],
      euros: [24, 65],
      about: [
        'Tied on the morning it leaves, from what stood in the field at six o’clock.',
        'The stems travel in wet paper; cut them anew and they will last for a week and a half.',
        'No two are alike, and none holds a flower that flew here.',
        'A card with your words is written by hand, in ink.',
      ],
      sizes: { Modest: 1, Generous: 1.5, Grand: 2.1 },
    },
    {
      name: 'hyacinth',
      emoji: '1fabb',
      kinds: [
        'hyacinth bulbs',
        'prepared hyacinth bulbs',
        'hyacinth in a glass',
        'grape hyacinth bulbs',
        'scented hyacinth bulbs',
      ],
      euros: [5, 19],
      about: [
        'One bulb scents a room, three scent a flat.',
        'Chilled for nine weeks, so that it flowers indoors in January.',
        'After flowering, plant it out: it will return every April.',
        'Wear gloves when you handle the bulb; its dust tickles.',
      ],
      colors: ['Lilac', 'Rose', 'Sky'],
    },
    {
      name: 'bucket',
      emoji: '1faa3',
      kinds: ['garden bucket', 'zinc bucket', 'watering bucket', 'compost bucket', 'enameled bucket'],
      euros: [12, 36],
      about: [
        'Ten liters, with a lip that pours and a ring at the bottom to tip it by.',
        'The handle stays up by itself, so it never drops into the mud.',
        'Steel, enameled twice; it survives frost with ice in it.',
        'Marks inside tell three, six and nine liters.',
      ],
      colors: ['Sky', 'Moss', 'Charcoal', 'Rose'],
    },
  ],
  closings: [
    'If it arrives unwell, send us a picture and we send another.',
    'Grown without peat and without a single spray.',
    'A leaflet in the box says what it likes through the year.',
    'It leaves us on Mondays to Wednesdays, so it never spends a weekend in a depot.',
  ],
}
