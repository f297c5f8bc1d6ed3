import { expect, test } from 'vitest'
import { deviceOf } from './device.ts'

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Windows', false],
  ['Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/152.0 Mobile Safari/537.36', 'Chrome, Android', true],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Mobile/15E148 Safari/604.1',
    'Safari, iPhone',
    true,
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 15) Chrome/152.0 Safari/537.36 Edg/152.0', 'Edge, Mac', false],
  ['curl/8.9', 'curl/8.9', false],
  [null, null, false],
])('%s is %s', (userAgent, name, phone) => expect(deviceOf(userAgent)).toEqual({ name, phone }))
