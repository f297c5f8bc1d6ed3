import type { Character } from '#demo/character.ts'

export const werkbankNordlicht: Character = {
  slug: 'werkbank-nordlicht',
  name: 'Werkbank Nordlicht',
  about:
    'Tools, bicycles and whatever else has to work at seven in the morning. A shop in Flensburg with a forge in the yard; we sell nothing that we cannot sharpen, true or weld ourselves.',
  country: 'DE',
  timeZone: 'Europe/Berlin',
  owner: 'Jonas Petersen-Lund',
  templates: [
    {
      name: 'Paket',
      carriers: ['dhl', 'dpd'],
      zones: [
        { countries: 'DE', standard: [490, 1, 3], express: [990, 1, 1] },
        { countries: 'DK AT NL BE LU FR', standard: [790, 2, 5] },
        { countries: 'IT ES PT PL SE FI', standard: [1090, 4, 7] },
      ],
    },
    {
      name: 'Spedition',
      carriers: ['dhl'],
      zones: [
        { countries: 'DE', standard: [2900, 3, 6] },
        { countries: 'DK AT NL BE LU FR IT ES', standard: [4900, 5, 10] },
      ],
    },
  ],
  backdrop: [210, 10],
  things: [
    {
      name: 'hammer',
      emoji: '1f528',
      kinds: ['joiner’s hammer', 'claw hammer', 'bench hammer', 'roofer’s hammer', 'upholsterer’s hammer'],
      euros: [18, 64],
      about: [
        'The head is drop-forged, hardened at both faces and left soft in the middle.',
        'An ash handle, hung by eye, with two wedges that stay.',
        'Balanced so that the third blow is as easy as the first.',
        'A spare handle costs four euros and takes five minutes.',
      ],
      sizes: { '300 g': 1, '500 g': 1.15, '800 g': 1.35 },
      lies: true,
    },
    {
      name: 'wrench',
      emoji: '1f527',
      kinds: ['combination wrench', 'open-end wrench', 'bicycle wrench', 'ring wrench', 'plumber’s wrench'],
      euros: [9, 48],
      about: [
        'Chrome-vanadium, forged in Solingen, and ground so that the jaws really are parallel.',
        'Grips at the flanks of the nut and leaves its corners alone.',
        'The satin finish can be held with oily hands.',
        'Sizes are rolled in, large enough to be read below a car.',
      ],
      sizes: { '10 mm': 1, '13 mm': 1.2, '17 mm': 1.5 },
      lies: true,
    },
    {
      name: 'screwdriver',
      emoji: '1fa9b',
      kinds: [
        'screwdriver',
        'slotted screwdriver',
        'electrician’s screwdriver',
        'cross-head screwdriver',
        'stubby screwdriver',
      ],
      euros: [7, 28],
      about: [
        'The tip is milled, not pressed, and fits the screw as a key fits a lock.',
        'Steel runs through the handle: you may tap on it.',
        'Two zones on the grip, a fast one and a strong one.',
        'A hexagon below the handle takes a wrench when it gets serious.',
      ],
      colors: ['Cherry', 'Petrol', 'Ochre'],
      lies: true,
    },
    {
      name: 'saw',
      emoji: '1fa9a',
      kinds: ['hand saw', 'panel saw', 'tenon saw', 'pruning saw', 'rip saw'],
      euros: [22, 78],
      about: [
        'Sharpened on three faces of each tooth, so it cuts across and along.',
        'The blade is ground thinner towards its back and does not bind.',
        'Beech handle with a crotch for the forefinger, which steers.',
        'Can be resharpened; we do it for the price of a coffee.',
      ],
      lies: true,
    },
    {
      name: 'toolbox',
      emoji: '1f9f0',
      kinds: ['toolbox', 'steel toolbox', 'cantilever toolbox', 'mechanic’s toolbox', 'boat toolbox'],
      euros: [34, 130],
      about: [
        'One millimeter of steel, folded, riveted, and powder-coated inside as well.',
        'The lid carries a man; we tried with Jonas.',
        'A tray lifts out and leaves room for what is long.',
        'Two latches and an eye for a padlock.',
      ],
      colors: ['Cherry', 'Petrol', 'Forest', 'Charcoal'],
    },
    {
      name: 'bicycle',
      emoji: '1f6b2',
      kinds: ['city bicycle', 'touring bicycle', 'harbor bicycle', 'seven-speed bicycle', 'errand bicycle'],
      euros: [480, 1290],
      about: [
        'A frame of drawn steel, brazed here, with eyelets for everything you may want to carry.',
        'Hub gears and a closed chain: it asks for oil once a year.',
        'The light burns as soon as it rolls, and for four minutes after.',
        'It arrives ready to ride; only pedals and handlebar are turned in.',
      ],
      colors: ['Cherry', 'Petrol', 'Forest'],
      bulky: true,
    },
    {
      name: 'compass',
      emoji: '1f9ed',
      kinds: ['pocket compass', 'brass compass', 'marching compass', 'sighting compass', 'boat compass'],
      euros: [24, 110],
      about: [
        'The needle settles within two seconds, and stays there when you shiver.',
        'Filled with oil, sealed, and tested at minus thirty degrees.',
        'Brass wears to a fine brown at the places where you hold it.',
        'It needs no battery, no network and no account.',
      ],
    },
  ],
  closings: [
    'Thirty years of guarantee, unless you used it as a hammer.',
    'Comes in a plain box with a rag and a drop of oil.',
    'Ordered by noon, it leaves the harbor the same day.',
    'For questions there is a bell, a telephone, and tea.',
  ],
}
