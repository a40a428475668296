import { list } from './kit/list'

/** One setting per row; `value` is JSON, read through `src/settings`. */
export const Settings = list('Settings', 'code', {
  code: { kind: 'text', maxLength: 80, required: true, unique: true },
  value: { kind: 'note' },
})
