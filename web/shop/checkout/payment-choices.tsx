import { useTranslations } from 'use-intl'
import { RadioCards } from '../../kit/forms/choices.tsx'

const known = ['stripe', 'card_ok', 'card_refused', 'card_pending', 'card_redirect'] as const
type Known = (typeof known)[number]
const isKnown = (method: string): method is Known => (known as readonly string[]).includes(method)

/** The payment methods; the sandbox's test cards say what they do. */
export function PaymentChoices({ methods }: { methods: readonly string[] }) {
  const t = useTranslations('storefront.payment')
  return (
    <RadioCards
      name="method"
      legend={t('with')}
      columns
      defaultValue={methods[0]}
      choices={methods.map(method => ({
        value: method,
        label: isKnown(method) ? t(`${method}.name`) : method,
        text: isKnown(method) ? t(`${method}.text`) : undefined,
      }))}
    />
  )
}
