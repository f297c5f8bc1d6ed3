import type { Character } from '#demo/character.ts'

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Series names of stores by country: 48 each, so that titles do not repeat among 20,000 products. */
export const series: Readonly<Record<Character['country'], readonly string[]>> = {
  FR: words(`Nuage Brume Alizé Clairière Ondine Garrigue Lisière Marelle Ombelle Rivage Solène Tilleul Verveine Aurore
    Bruyère Calanque Dune Églantine Falaise Givre Hirondelle Iris Jonquille Lavande Mésange Noisette Orée Pivoine Romarin
    Sorbier Tourterelle Vallon Zéphyr Amande Bergerie Cerise Domino Écume Fougère Genêt Houle Lucarne Mistral Nacre Ormeau
    Plume Roseau Campanule`),
  ES: words(`Albero Brisa Cala Duna Encina Faro Galera Higuera Jara Laurel Marea Naranjo Olivo Palma Quinta Romero Sierra
    Tejo Umbría Vereda Yedra Zafiro Alondra Bahía Caracola Dehesa Espiga Fuente Gorrión Hierba Jazmín Lirio Molino Nogal
    Orilla Paloma Ribera Salina Trigo Vega Almena Barca Candil Esparto Granada Loma Mirto Solana`),
  IT: words(`Alba Brina Collina Darsena Edera Faggio Ginestra Isola Laguna Mirtillo Nuvola Onda Pineta Quercia Riva Salvia
    Tiglio Ulivo Vela Zagara Ametista Borgo Cipresso Dolomia Erica Fiore Glicine Lucciola Maestrale Neve Ombra Prato
    Rondine Sabbia Terra Viola Acacia Baia Corallo Felce Grano Levante Melograno Notte Perla Ruscello Selva Timo`),
  TR: words(`Ada Bahar Ceviz Deniz Ege Fidan Gece Hazan Ilgaz Kekik Lale Mavi Nar Orman Pınar Rüzgâr Safran Toprak Umut
    Vadi Yasemin Zeytin Asma Begonya Çınar Defne Eylül Gelincik Havuz İnci Kumru Leylak Manolya Nergis Papatya Sedef
    Tarçın Üzüm Yakamoz Zambak Akasya Bulut Çiçek Dalga Erguvan Güneş Kıyı Liman`),
  CN: words(`Willow Jade Osmanthus Crane Dewdrop Plum Heron Ripple Cicada Persimmon Magpie Gingko Moonrise Reed Sparrow
    Swallow Terrace Thistle Wisteria Amber Brook Camellia Dragonfly Ember Firefly Glade Harvest Indigo Juniper Kingfisher
    Lacebark Mulberry Nightfall Oriole Peony Quince Rain Silkworm Teahouse Updraft Valley Waterfall Yulan Zither Aspen
    Bracken Cloudbank Driftwood`),
  DE: words(`Ahorn Birke Distel Eiche Föhre Ginster Hafen Insel Jasmin Kiesel Mohn Nebel Otter Pappel Quelle Reiher Sand
    Tanne Ufer Veilchen Wacholder Zeisig Amsel Brise Dohle Erle Fichte Gischt Heide Kranich Lerche Marsch Priel Rabe
    Schilf Tau Ulme Wiese Anker Buche Deich Espe Farn Hain Klee Möwe Kolk Watt`),
}
