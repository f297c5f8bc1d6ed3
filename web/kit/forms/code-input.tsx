import { Input } from './inputs.tsx'

/** A field for the mailed six-digit code. */
export const CodeInput = () => (
  <Input
    inputMode="numeric"
    autoComplete="one-time-code"
    pattern="[0-9 ]{6,7}"
    maxLength={7}
    required
    autoFocus
    className="text-center font-semibold text-xl tabular-nums tracking-[0.4em]"
  />
)
