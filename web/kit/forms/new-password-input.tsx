import { passwordMaxCharacters, passwordMinCharacters } from '#auth/limits.ts'
import { Input } from './inputs.tsx'

/** A field for a new password. */
export const NewPasswordInput = () => (
  <Input
    type="password"
    autoComplete="new-password"
    minLength={passwordMinCharacters}
    maxLength={passwordMaxCharacters}
    required
  />
)
