import type { Character } from '#demo/character.ts'

export const tallerCigarra: Character = {
  slug: 'taller-cigarra',
  name: 'Taller Cigarra',
  about:
    'Instruments for people who play after work. We build, set up and tune every one of them in Granada, two streets below the old town, and we pick up the phone when a string buzzes.',
  country: 'ES',
  timeZone: 'Europe/Madrid',
  owner: 'Joaquín Verdera',
  templates: [
    {
      name: 'Instruments, insured',
      carriers: ['correos', 'ups'],
      zones: [
        { countries: 'ES', standard: [790, 2, 4], express: [1490, 1, 2] },
        { countries: 'PT FR IT', standard: [1490, 3, 6], express: [2490, 2, 3] },
        { countries: 'DE BE NL LU AT DK FI GR', standard: [1890, 4, 8] },
      ],
    },
  ],
  backdrop: [8, 28],
  things: [
    {
      name: 'guitar',
      emoji: '1f3b8',
      kinds: ['electric guitar', 'student guitar', 'short-scale guitar', 'stage guitar', 'travel guitar'],
      euros: [190, 620],
      about: [
        'Alder body, maple neck, and frets that we dress by hand until no note rattles.',
        'Two pickups of our own winding: one for rhythm, one for courage.',
        'It stays in tune through a whole rehearsal, in summer, in Granada.',
        'Set up for light strings; tell us if you prefer heavier ones.',
      ],
      colors: ['Cherry', 'Petrol', 'Ochre', 'Charcoal'],
      lies: true,
    },
    {
      name: 'violin',
      emoji: '1f3bb',
      kinds: ['student violin', 'orchestra violin', 'three-quarter violin', 'folk violin', 'spruce violin'],
      euros: [240, 880],
      about: [
        'A top of Alpine spruce that has dried for nine years in our attic.',
        'The varnish is oil and resin, rubbed in by thumb in eleven coats.',
        'Bridge and soundpost are fitted to this one instrument, not to its model.',
        'Bow, rosin and a plain case are included.',
      ],
      sizes: { '1/2': 1, '3/4': 1.1, '4/4': 1.25 },
      lies: true,
    },
    {
      name: 'trumpet',
      emoji: '1f3ba',
      kinds: ['B-flat trumpet', 'brass trumpet', 'marching trumpet', 'first trumpet', 'jazz trumpet'],
      euros: [180, 540],
      about: [
        'Yellow brass, a bell hammered over a mandrel, and valves that return like a cat.',
        'It speaks easily in the low register, where beginners live.',
        'Each is played for half an hour before it is packed; the neighbors know them all.',
        'Valve oil for a year is in the case.',
      ],
    },
    {
      name: 'drum',
      emoji: '1f941',
      kinds: ['snare drum', 'parade drum', 'children’s drum', 'birch drum', 'practice drum'],
      euros: [48, 260],
      about: [
        'Six plies of birch with a bearing edge you can feel with a fingernail.',
        'Eight lugs, two natural skins, and sticks of hickory.',
        'From a whisper to a procession, depending on the evening.',
        'The strap is vegetable-tanned leather with a brass buckle.',
      ],
      colors: ['Cherry', 'Petrol', 'Forest'],
    },
    {
      name: 'accordion',
      emoji: '1fa97',
      kinds: ['piano accordion', 'small accordion', 'folk accordion', 'beginner’s accordion', 'café accordion'],
      euros: [290, 960],
      about: [
        'Steel reeds from Italy, tuned a little wet for the sound of squares at night.',
        'Bellows of fourteen folds, with leather at the corners that wear first.',
        'At four kilos and a half it can be played standing.',
        'Straps adjust from age nine to grandfather.',
      ],
      colors: ['Cherry', 'Ink', 'Forest'],
    },
    {
      name: 'maracas',
      emoji: '1fa87',
      kinds: ['pair of maracas', 'gourd maracas', 'painted maracas', 'studio maracas', 'festival maracas'],
      euros: [12, 38],
      about: [
        'Gourds dried over a winter, filled with seeds that we count.',
        'One sounds a shade higher than the other, as it should be.',
        'Painted with egg tempera and sealed with wax.',
        'Loud enough for a wedding, soft enough for a kitchen.',
      ],
    },
    {
      name: 'handdrum',
      emoji: '1fa98',
      kinds: ['djembe', 'goblet drum', 'rope-tuned drum', 'hand drum', 'travel drum'],
      euros: [64, 280],
      about: [
        'Carved from a single trunk of lenga, thin at the rim and heavy at the foot.',
        'Goat skin, tuned by ropes; a leaflet shows the knot in six drawings.',
        'Bass, tone and slap are far apart, which makes learning easy.',
        'It weighs what a cat weighs and travels as well.',
      ],
      sizes: { '20 cm': 1, '25 cm': 1.35, '30 cm': 1.7 },
    },
  ],
  closings: [
    'Play it for thirty days; if you do not become friends, it comes home to us.',
    'It leaves the workshop tuned. The journey does what it does.',
    'A first lesson by video with Joaquín is included, in Spanish, English or laughter.',
    'Spare parts stay available for as long as we do.',
  ],
}
