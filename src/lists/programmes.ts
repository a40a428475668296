import { list } from './kit/list'

export const Programmes = list('Programmes', 'code', {
  code: { kind: 'text', maxLength: 40, required: true, unique: true },
  title: { kind: 'text', required: true, indexed: true },
  programmeManager: { kind: 'person' },
  sponsor: { kind: 'person' },
  rank: { kind: 'number', decimals: 0 },
})
