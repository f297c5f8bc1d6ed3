import type { Character } from '#demo/character.ts'
import { atelierBrumelle } from '#demo/stores/atelier-brumelle.ts'
import { bottegaOmbrina } from '#demo/stores/bottega-ombrina.ts'
import { brightFinch } from '#demo/stores/bright-finch.ts'
import { casaAlmendrera } from '#demo/stores/casa-almendrera.ts'
import { dispensaGinepro } from '#demo/stores/dispensa-ginepro.ts'
import { igneIplik } from '#demo/stores/igne-iplik.ts'
import { isikHane } from '#demo/stores/isik-hane.ts'
import { kinderstubeAmsel } from '#demo/stores/kinderstube-amsel.ts'
import { kolbenUndKette } from '#demo/stores/kolben-und-kette.ts'
import { kumasSokagi } from '#demo/stores/kumas-sokagi.ts'
import { laTrenzaLarga } from '#demo/stores/la-trenza-larga.ts'
import { lanternAndLoom } from '#demo/stores/lantern-and-loom.ts'
import { maisonMirabelune } from '#demo/stores/maison-mirabelune.ts'
import { maisonOndeline } from '#demo/stores/maison-ondeline.ts'
import { maviAvlu } from '#demo/stores/mavi-avlu.ts'
import { orafiDelBorgo } from '#demo/stores/orafi-del-borgo.ts'
import { papierhausLinde } from '#demo/stores/papierhaus-linde.ts'
import { passoEZampa } from '#demo/stores/passo-e-zampa.ts'
import { serreCapucine } from '#demo/stores/serre-capucine.ts'
import { tallerCigarra } from '#demo/stores/taller-cigarra.ts'
import { tinCricket } from '#demo/stores/tin-cricket.ts'
import { warmKettle } from '#demo/stores/warm-kettle.ts'
import { werkbankNordlicht } from '#demo/stores/werkbank-nordlicht.ts'
import { zapateriaAlondra } from '#demo/stores/zapateria-alondra.ts'

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
  igneIplik,
  kolbenUndKette,
  maisonMirabelune,
  tinCricket,
  laTrenzaLarga,
  passoEZampa,
  maisonOndeline,
  zapateriaAlondra,
  warmKettle,
  kinderstubeAmsel,
  orafiDelBorgo,
  isikHane,
]
