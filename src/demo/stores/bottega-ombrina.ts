import type { Character } from '#demo/character.ts'

export const bottegaOmbrina: Character = {
  slug: 'bottega-ombrina',
  name: 'Bottega Ombrina',
  about:
    'Bags and shoes of vegetable-tanned leather, cut and stitched in a courtyard in Florence. Seven of us work here, the youngest is twenty-two and the oldest will not say. Everything can be resoled, restitched and loved again.',
  country: 'IT',
  timeZone: 'Europe/Rome',
  owner: 'Ginevra Ombrini',
  templates: [
    {
      name: 'Spedizioni',
      carriers: ['poste-italiane', 'gls', 'dhl'],
      zones: [
        { countries: 'IT', standard: [590, 2, 4], express: [990, 1, 2] },
        { countries: 'FR DE AT ES', standard: [890, 3, 5], express: [1790, 2, 2] },
        { countries: 'BE NL LU PT PL SE DK', standard: [1190, 4, 7] },
      ],
    },
  ],
  backdrop: [40, 26],
  things: [
    {
      name: 'handbag',
      emoji: '1f45c',
      kinds: ['handbag', 'doctor’s bag', 'two-tone bag', 'city bag', 'day bag'],
      euros: [140, 420],
      about: [
        'The leather is tanned with chestnut bark for forty days and smells of it.',
        'Two compartments, one of them zipped, and a pocket for what you always look for.',
        'Stitched with waxed linen thread at seven stitches to the inch.',
        'Handles are rolled around a cord and stay round for ever.',
      ],
      colors: ['Sand', 'Chestnut', 'Cherry', 'Forest'],
    },
    {
      name: 'purse',
      emoji: '1f45b',
      kinds: ['coin purse', 'clasp purse', 'evening purse', 'little purse', 'opera purse'],
      euros: [29, 95],
      about: [
        'The brass clasp closes with a sound that we spent a month on.',
        'Lined with cotton velvet, so that coins do not chatter.',
        'It holds cards in the middle and secrets at the side.',
        'Cut from the remains of larger bags, which is why colors come and go.',
      ],
      colors: ['Cherry', 'Plum', 'Petrol', 'Moss'],
    },
    {
      name: 'pouch',
      emoji: '1f45d',
      kinds: ['zip pouch', 'make-up pouch', 'travel pouch', 'pencil pouch', 'soft clutch'],
      euros: [24, 78],
      about: [
        'One piece of soft calf, folded and sewn at two sides only.',
        'The zip is Swiss and runs on metal teeth.',
        'Wide enough at the bottom to stand open on a table.',
        'It takes on the shape of what it carries, and keeps it.',
      ],
      colors: ['Rose', 'Sand', 'Sky', 'Terracotta'],
    },
    {
      name: 'briefcase',
      emoji: '1f4bc',
      kinds: ['briefcase', 'satchel', 'document case', 'laptop case', 'teacher’s case'],
      euros: [190, 480],
      about: [
        'Bridle leather of four millimeters; it will outlive several laptops.',
        'Room for fifteen inches, a newspaper, and a lunch that you should not mention.',
        'The lock is solid brass and opens with one hand.',
        'Edges are burnished with bone and beeswax rather than painted.',
      ],
      colors: ['Chestnut', 'Charcoal', 'Ink'],
    },
    {
      name: 'shoe',
      emoji: '1f45e',
      dyed: 'Chestnut',
      kinds: ['derby shoe', 'laced shoe', 'walking shoe', 'brogue', 'office shoe'],
      euros: [120, 290],
      about: [
        'Blake-stitched, so it bends from the first day.',
        'The last is ours: a round toe and room for the fifth one.',
        'Soles can be replaced three times; we do it within a week.',
        'Cork under the insole takes the print of your foot after ten walks.',
      ],
      sizes: { '40': 1, '41': 1, '42': 1, '43': 1 },
    },
    {
      name: 'boot',
      emoji: '1f462',
      dyed: 'Chestnut',
      kinds: ['ankle boot', 'riding boot', 'winter boot', 'zip boot', 'rain boot'],
      euros: [150, 360],
      about: [
        'Water stays out, thanks to a welt that is sewn twice.',
        'Inside there is sheepskin down to the toes, outside there is calf.',
        'A heel of four centimeters: tall enough for a puddle, low enough for cobbles.',
        'It slips on with one pull at the loop.',
      ],
      sizes: { '37': 1, '38': 1, '39': 1, '40': 1 },
    },
    {
      name: 'backpack',
      emoji: '1f392',
      kinds: ['backpack', 'day pack', 'school backpack', 'canvas backpack', 'weekend backpack'],
      euros: [68, 210],
      about: [
        'Waxed canvas with leather where hands and ground touch it.',
        'Eighteen liters outside, and more inside than you would think.',
        'The straps are curved and padded with felt instead of foam.',
        'Rain runs off; after some years a new coat of wax takes ten minutes.',
      ],
      colors: ['Cherry', 'Ink', 'Moss', 'Ochre'],
    },
  ],
  closings: [
    'It comes in a cotton bag that is a good shoe bag afterwards.',
    'Scratches are not damage; a drop of cream turns them into memory.',
    'Your initials can be stamped in; just leave us a note.',
    'Made from first cut to last stitch in one courtyard.',
  ],
}
