import type { Character } from '#demo/character.ts'

export const lanternAndLoom: Character = {
  slug: 'lantern-and-loom',
  name: 'Lantern & Loom',
  about:
    'Paper, silk and bamboo from the hills around Hangzhou. We work with nine village workshops that still split their own bamboo, and with a warehouse near Rotterdam for what must not wait.',
  country: 'CN',
  timeZone: 'Asia/Shanghai',
  owner: 'Lin Yuqing',
  templates: [
    {
      name: 'By rail and road',
      carriers: ['dhl', 'ups'],
      zones: [
        { countries: 'NL BE DE FR LU', standard: [690, 6, 12], express: [2190, 3, 5] },
        { countries: 'ES IT AT PT PL IE SE', standard: [890, 8, 15] },
      ],
    },
  ],
  backdrop: [352, 26],
  things: [
    {
      name: 'lantern',
      emoji: '1f3ee',
      kinds: ['paper lantern', 'silk lantern', 'garden lantern', 'festival lantern', 'hanging lantern'],
      euros: [14, 68],
      about: [
        'Twelve ribs of split bamboo, and mulberry paper pasted on while it is damp.',
        'It folds flat for the journey and opens with one pull.',
        'Oiled paper stands dew and a light rain; bring it in for a storm.',
        'Takes any LED bulb up to ten watts, and every candle in a glass.',
      ],
      colors: ['Cherry', 'Ochre', 'Petrol'],
    },
    {
      name: 'umbrella',
      emoji: '2602-fe0f',
      kinds: ['umbrella', 'long umbrella', 'silk umbrella', 'two-person umbrella', 'storm umbrella'],
      euros: [22, 84],
      about: [
        'Ten ribs of fiberglass bend in a gust and straighten as if nothing had been.',
        'The handle is one piece of steamed bamboo, warm in the hand.',
        'Dry after three shakes, which your hallway will like.',
        'Broad enough for two who like each other.',
      ],
      colors: ['Ink', 'Cherry', 'Moss', 'Ochre'],
    },
    {
      name: 'kite',
      emoji: '1fa81',
      kinds: ['diamond kite', 'single-line kite', 'children’s kite', 'beach kite', 'long-tailed kite'],
      euros: [12, 54],
      about: [
        'Flies from a light breeze on and forgives a running start.',
        'Spars of carbon, sail of ripstop, bows along the tail as in picture books.',
        'Fifty meters of line on a spool that a small hand can hold.',
        'Ready in two minutes; the bag shows how.',
      ],
      lies: true,
    },
    {
      name: 'fan',
      emoji: '1faad',
      kinds: ['folding fan', 'silk fan', 'lacquered fan', 'theater fan', 'pocket fan'],
      euros: [9, 48],
      about: [
        'Twenty-two sticks, sanded until they open by their own weight.',
        'The silk is painted on one side and signed on the other.',
        'It makes a breeze, and it makes a point.',
        'Comes in a box with a drawer, scented with camphor wood.',
      ],
      colors: ['Cherry', 'Petrol', 'Plum'],
      lies: true,
    },
    {
      name: 'yoyo',
      emoji: '1fa80',
      kinds: ['yo-yo', 'wooden yo-yo', 'responsive yo-yo', 'beginner’s yo-yo', 'pocket yo-yo'],
      euros: [7, 29],
      about: [
        'Turned from maple and balanced to a tenth of a gram.',
        'It sleeps for half a minute, and comes back when you call.',
        'Three spare strings are wound inside the box.',
        'Ten tricks are printed on the leaflet, the last of which we cannot do ourselves.',
      ],
      colors: ['Lilac', 'Petrol', 'Cherry'],
    },
    {
      name: 'chime',
      emoji: '1f390',
      kinds: ['glass wind chime', 'porch wind chime', 'painted wind chime', 'garden wind chime', 'window chime'],
      euros: [11, 39],
      about: [
        'Blown glass with an unpolished rim: that is where the sound comes from.',
        'Painted from within, with a brush of three hairs.',
        'It answers the wind that you feel on a wet finger.',
        'The paper strip can be replaced, and can carry a wish.',
      ],
      lies: true,
    },
    {
      name: 'chopsticks',
      emoji: '1f962',
      kinds: [
        'pair of chopsticks',
        'lacquered chopsticks',
        'ironwood chopsticks',
        'travel chopsticks',
        'cooking chopsticks',
      ],
      euros: [6, 32],
      about: [
        'Square above, so they do not roll; round below, so they do not cut.',
        'Seven coats of lacquer, with a day’s rest between.',
        'The tips are left rough and hold even a peanut.',
        'Wash by hand, as everything that is meant to last.',
      ],
      sizes: { 'One pair': 1, 'Five pairs': 4.2 },
      lies: true,
    },
  ],
  closings: [
    'The workshop’s stamp is on the underside.',
    'It travels by train, not by plane, and arrives well rested.',
    'A note tells who made it, in two languages.',
    'Packed in molded bamboo fiber, which goes on the compost.',
  ],
}
