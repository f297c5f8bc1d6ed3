import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { countryName } from '../../kit/country.ts'
import { Button } from '../../kit/primitives/button.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import type { Order } from './order-data.ts'

/**
 * The delivery address, while it is needed for shipping; else its country and why there is no more. The only place in
 * the seller center that shows who the buyer is.
 */
export function Address({ order: { address, address_hidden, country } }: { order: Order }) {
  const t = useTranslations('seller.order')
  const locale = useLocale()
  if (!address)
    return (
      <Card title={t('address')} text={address_hidden && t(`addressHidden.${address_hidden}`)}>
        <p>{countryName(country, locale)}</p>
      </Card>
    )
  const lines = [
    address.name,
    address.line1,
    address.line2,
    `${address.postal_code} ${address.city}`,
    countryName(address.country, locale),
  ].filter(line => line !== '' && line != null)
  return (
    <Card title={t('address')} text={t('addressText')} actions={<CopyButton text={lines.join('\n')} />}>
      <address className="select-all not-italic">
        {lines.map(line => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
      </address>
    </Card>
  )
}

/** Browsers allow copying only on secure pages; elsewhere one click selects the address. */
function CopyButton({ text }: { text: string }) {
  const t = useTranslations('seller.order')
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard?.writeText(text)
    setCopied(navigator.clipboard !== undefined)
  }
  return (
    <Button
      size="sm"
      className="needs-script"
      icon={copied ? <Check size={14} /> : <Copy size={14} />}
      onClick={copy}
      onBlur={() => setCopied(false)}
    >
      <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
    </Button>
  )
}
