import type { Character } from '#demo/character.ts'
import { atelierBrumelle } from '#demo/stores/atelier-brumelle.ts'
import { bottegaOmbrina } from '#demo/stores/bottega-ombrina.ts'
import { brightFinch } from '#demo/stores/bright-finch.ts'
import { casaAlmendrera } from '#demo/stores/casa-almendrera.ts'
import { dispensaGinepro } from '#demo/stores/dispensa-ginepro.ts'
import { kumasSokagi } from '#demo/stores/kumas-sokagi.ts'
import { lanternAndLoom } from '#demo/stores/lantern-and-loom.ts'
import { maviAvlu } from '#demo/stores/mavi-avlu.ts'
import { papierhausLinde } from '#demo/stores/papierhaus-linde.ts'
import { serreCapucine } from '#demo/stores/serre-capucine.ts'
import { tallerCigarra } from '#demo/stores/taller-cigarra.ts'
import { werkbankNordlicht } from '#demo/stores/werkbank-nordlicht.ts'

/** The stores of the demo market; the first is the demo seller's. */
export const characters: readonly Character[] = [
  atelierBrumelle,
  casaAlmendrera,
  bottegaOmbrina,
  maviAvlu,
  lanternAndLoom,
  papierhausLinde,
  serreCapucine,
  tallerCigarra,
  dispensaGinepro,
  kumasSokagi,
  brightFinch,
  werkbankNordlicht,
]
