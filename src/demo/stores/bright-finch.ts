import type { Character } from '#demo/character.ts'

export const brightFinch: Character = {
  slug: 'bright-finch',
  name: 'Bright Finch Studio',
  about:
    'Small instruments for eyes, ears and wrists, designed and assembled in Shenzhen. Screws instead of glue, spare parts for ten years, and manuals that fit on one page.',
  country: 'CN',
  timeZone: 'Asia/Shanghai',
  company: {
    legalName: 'Bright Finch Studio Co., Ltd.',
    line1: '18 Zhongxin 4th Road, Futian',
    postalCode: '518000',
    city: 'Shenzhen',
    registerNumber: 'SZ-0000-0003',
    phone: '+86 755 0000 0003',
  },
  owner: 'Zhao Minghao',
  templates: [
    {
      name: 'Tracked, duties paid',
      carriers: ['dhl', 'ups'],
      zones: [
        { countries: 'DE FR NL BE LU AT', standard: [590, 6, 11], express: [1990, 3, 4] },
        { countries: 'ES IT PT PL DK IE CZ', standard: [690, 7, 13] },
      ],
    },
  ],
  backdrop: [220, 18],
  things: [
    {
      name: 'watch',
      emoji: '231a',
      kinds: ['wristwatch', 'field watch', 'slim watch', 'swimmer’s watch', 'automatic watch'],
      euros: [69, 320],
      about: [
        'Sapphire glass, steel case, and a strap that changes without a tool.',
        'Hands and hours glow for a whole night.',
        'Good to a hundred meters of water, and to a fall from the sink.',
        'It gains or loses five seconds a month; we checked yours.',
      ],
      colors: ['Ink', 'Forest', 'Chestnut', 'Charcoal'],
    },
    {
      name: 'glasses',
      emoji: '1f453',
      kinds: ['reading glasses', 'screen glasses', 'acetate frames', 'light glasses', 'folding glasses'],
      euros: [24, 98],
      about: [
        'The frame is cut from a block of acetate and polished for two days in wooden chips.',
        'Hinges with five barrels, held by screws that stay in.',
        'Lenses are coated on both sides and shrug off fingerprints.',
        'At twenty-one grams the nose forgets them.',
      ],
      sizes: { '+1.0': 1, '+1.5': 1, '+2.0': 1, '+2.5': 1 },
    },
    {
      name: 'sunglasses',
      emoji: '1f576-fe0f',
      kinds: ['sunglasses', 'polarized sunglasses', 'driving sunglasses', 'beach sunglasses', 'round sunglasses'],
      euros: [29, 110],
      about: [
        'Polarized, category three: the glare is gone and the color stays.',
        'Curved at the temples, so that the evening sun does not sneak in.',
        'They sink slowly enough in salt water to be caught.',
        'A case of cork keeps them from keys.',
      ],
      colors: ['Charcoal', 'Petrol', 'Plum', 'Chestnut'],
    },
    {
      name: 'headphones',
      emoji: '1f3a7',
      kinds: ['headphones', 'studio headphones', 'wireless headphones', 'light headphones', 'closed headphones'],
      euros: [49, 240],
      about: [
        'Thirty hours by radio, or for ever by cable.',
        'Pads and battery are changed with one screw each.',
        'Voices stand in front, where they belong, and bass does not cover them.',
        'It folds into a bag no larger than a book.',
      ],
    },
    {
      name: 'camera',
      emoji: '1f4f7',
      kinds: ['compact camera', 'film camera', 'street camera', 'travel camera', 'viewfinder camera'],
      euros: [89, 460],
      about: [
        'A lens of 35 mm, which is about what you see when you pay attention.',
        'All that matters has a wheel of its own and can be turned with gloves.',
        'The shutter is quiet enough for a christening.',
        'It starts before you have lifted it to the eye.',
      ],
    },
    {
      name: 'radio',
      emoji: '1f4fb',
      kinds: ['kitchen radio', 'world radio', 'portable radio', 'bedside radio', 'workshop radio'],
      euros: [39, 160],
      about: [
        'Receives FM, DAB+ and, on a clear night, half of the world on short wave.',
        'One large knob for stations and a smaller one for the neighbors.',
        'The speaker sits in a case of plywood rather than plastic; you hear that.',
        'Runs for twenty hours on a charge, and on three common cells in need.',
      ],
    },
    {
      name: 'torch',
      emoji: '1f526',
      kinds: ['flashlight', 'pocket flashlight', 'camping flashlight', 'bicycle flashlight', 'workshop flashlight'],
      euros: [14, 72],
      about: [
        'From one lumen for maps to eight hundred for the far bank.',
        'Turned from one bar of aluminum and anodized hard.',
        'The cell is a standard one and charges over USB-C in the body.',
        'It floats, beam up.',
      ],
      lies: true,
    },
  ],
  closings: [
    'Spare parts are listed with numbers and prices, down to the last screw.',
    'Charger and cable are not in the box; you have them.',
    'Three years of guarantee, without a form.',
    'The manual is one page, and the page has pictures.',
  ],
}
