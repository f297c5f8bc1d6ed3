import { passwordMaxCharacters, passwordMinCharacters } from '#auth/limits.ts'
import { Input } from './inputs.tsx'

/** A field for a new password. */
export const NewPasswordInput = ({ required = true }: { required?: boolean }) => (
  <Input
    type="password"
    autoComplete="new-password"
    minLength={passwordMinCharacters}
    maxLength={passwordMaxCharacters}
    required={required}
  />
)
