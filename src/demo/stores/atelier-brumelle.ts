import type { Character } from '#demo/character.ts'

export const atelierBrumelle: Character = {
  slug: 'atelier-brumelle',
  name: 'Atelier Brumelle',
  about:
    'Light, seats and quiet things for the home. We are four people in a former ribbon mill above Lyon, and we make what we would like to live with: solid wood, linen, brass that may age. Whatever breaks comes back to us and is repaired.',
  country: 'FR',
  timeZone: 'Europe/Paris',
  company: {
    legalName: 'Atelier Brumelle SARL',
    line1: '14 montée du Ruban',
    postalCode: '69004',
    city: 'Lyon',
    registerNumber: 'RCS Lyon 000 000 001',
    phone: '+33 4 99 00 00 01',
  },
  owner: 'Claire Vasselin',
  templates: [
    {
      name: 'Parcels',
      carriers: ['colissimo', 'chronopost', 'dpd'],
      zones: [
        { countries: 'FR', standard: [490, 2, 4], express: [990, 1, 2] },
        { countries: 'BE LU DE NL ES IT', standard: [890, 3, 6], express: [1690, 2, 3] },
        { countries: 'AT PT IE DK PL', standard: [1190, 4, 8] },
      ],
    },
    {
      name: 'Furniture',
      carriers: ['dpd', 'gls'],
      zones: [
        { countries: 'FR', standard: [3900, 4, 8] },
        { countries: 'BE LU DE NL ES IT AT PT', standard: [6900, 6, 12] },
      ],
    },
  ],
  backdrop: [32, 34],
  things: [
    {
      name: 'sofa',
      emoji: '1f6cb-fe0f',
      kinds: ['two-seat sofa', 'reading sofa with lamp', 'linen sofa', 'compact sofa', 'velvet sofa'],
      euros: [640, 1390],
      about: [
        'The frame is dovetailed beech, so that nothing creaks after ten winters.',
        'Seat and back are feather on a core of natural latex: soft at first, firm where it counts.',
        'Covers come off with a zip and go into the washing machine at 30 degrees.',
        'It passes through any door of 75 cm, because the back is put on at home with two screws.',
      ],
      colors: ['Ink', 'Moss', 'Terracotta', 'Plum'],
      bulky: true,
    },
    {
      name: 'chair',
      emoji: '1fa91',
      kinds: ['dining chair', 'kitchen chair', 'walnut chair', 'spindle-back chair', 'school chair'],
      euros: [120, 290],
      about: [
        'Steamed and bent by hand, with a seat that is shaped rather than padded.',
        'We oil it with linseed instead of lacquering it, so scratches can be rubbed out with a cloth.',
        'Light enough to lift with two fingers, and tested with a hundred and forty kilos.',
        'Four of them stack, which our own kitchen asked for.',
      ],
      colors: ['Chestnut', 'Forest', 'Charcoal'],
      bulky: true,
    },
    {
      name: 'mirror',
      emoji: '1fa9e',
      kinds: ['wall mirror', 'scalloped mirror', 'oval mirror', 'hallway mirror', 'gilded mirror'],
      euros: [65, 210],
      about: [
        'The glass is silvered, not aluminized: faces look warm in it.',
        'Its frame is turned from ash and gilded with brass leaf that darkens slowly over the years.',
        'It hangs from a single screw; plug and screw lie in the box.',
        'At arm’s length it shows head and shoulders, which is all a hallway needs.',
      ],
      colors: ['Ochre', 'Rose', 'Petrol'],
    },
    {
      name: 'candle',
      emoji: '1f56f-fe0f',
      kinds: ['beeswax candle', 'pillar candle', 'rapeseed wax candle', 'dinner candle', 'chapel candle'],
      euros: [9, 34],
      about: [
        'Poured in small batches, with a braided cotton wick and nothing else.',
        'It burns for about forty hours without dripping, if you trim the wick now and then.',
        'Unscented on purpose: what you smell is warm wax and a little honey.',
        'The foot is cut straight, so it stands without a holder on a plate or a tile.',
      ],
      sizes: { Small: 1, Medium: 1.6, Large: 2.4 },
    },
    {
      name: 'clock',
      emoji: '1f570-fe0f',
      kinds: ['mantel clock', 'walnut clock', 'table clock', 'arched clock', 'library clock'],
      euros: [89, 240],
      about: [
        'It sweeps instead of ticking, so it may stand in a bedroom.',
        'The case is one piece of walnut, hollowed out and waxed.',
        'One battery lasts two years, and the movement can be replaced by anyone with a screwdriver.',
        'Numerals are printed by screen on enamel and can be read across a large room.',
      ],
    },
    {
      name: 'basket',
      emoji: '1f9fa',
      kinds: ['willow basket', 'log basket', 'market basket', 'picnic basket', 'laundry basket'],
      euros: [29, 95],
      about: [
        'Woven in the Ardèche from willow that is cut in February and soaked for a week.',
        'The handle runs through to the bottom and carries twelve kilos without complaint.',
        'A little water now and then keeps the rods supple for decades.',
        'No two are quite the same; the weaver signs the bottom.',
      ],
      sizes: { Small: 1, Large: 1.5 },
    },
    {
      name: 'bulb',
      emoji: '1f4a1',
      kinds: ['filament bulb', 'dimmable bulb', 'globe bulb', 'warm white bulb', 'amber bulb'],
      euros: [8, 24],
      about: [
        'A warm 2,200 kelvin, close to the light of an oil lamp.',
        'It dims to one percent without flicker on every dimmer that we own.',
        'Four watts, fifteen thousand hours, the usual E27 socket.',
        'The glass is blown by mouth, so small bubbles are a good sign.',
      ],
      sizes: { One: 1, 'Pack of 3': 2.7 },
    },
  ],
  closings: [
    'Packed in paper and straw, never in foam.',
    'We repair it free of charge for five years, and at cost after that.',
    'Made to be kept, and to be handed on.',
    'If it does not suit your room, write to us; we will find something that does.',
  ],
}
