import { expect, test } from 'vitest'
import { languageOf } from '#catalog/index.ts'

test.each([
  ['en', 'A stoneware teapot for quiet afternoons. It is thrown by hand and fired with a matt glaze.'],
  ['fr', 'Une théière en grès pour les après-midi calmes. Elle est tournée à la main et cuite avec un émail mat.'],
  [
    'de',
    'Eine Teekanne aus Steinzeug für ruhige Nachmittage. Sie ist von Hand gedreht und mit matter Glasur gebrannt.',
  ],
  ['es', 'Una tetera de gres para las tardes tranquilas. Está torneada a mano y cocida con un esmalte mate.'],
  ['it', 'Una teiera in gres per i pomeriggi tranquilli. È tornita a mano e cotta con uno smalto che non riflette.'],
  [
    'pl',
    'Dzbanek do herbaty z kamionki na spokojne popołudnia. Jest toczony ręcznie i wypalany w szkliwie, które się nie błyszczy.',
  ],
  ['tr', 'Sakin öğleden sonraları için bir çaydanlık. Elde çekilmiş ve mat bir sır ile pişirilmiş.'],
] as const)('R27.1t the little words of a text tell its language: %s', (language, text) => {
  expect(languageOf(text)).toBe(language)
})

test('R27.1t of a text without little words, or with those of two languages, no language is said', () => {
  expect(['', 'Kubek 300 ml', '白いマグカップ', 'the and of le les des'].map(languageOf)).toEqual([
    null,
    null,
    null,
    null,
  ])
})
