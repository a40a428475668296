import { list } from '../../src/lists/kit/list'

/** Every field kind, so that mappings are tested for kinds that no list of the product uses yet. */
export const Sample = list('Sample', 'code', {
  code: { kind: 'text', required: true, unique: true },
  note: { kind: 'note' },
  choice: { kind: 'choice', options: ['a', 'b'] },
  choices: { kind: 'choices', options: ['x', 'y', 'z'] },
  count: { kind: 'number', decimals: 0 },
  ratio: { kind: 'number' },
  cost: { kind: 'money' },
  day: { kind: 'date' },
  at: { kind: 'instant' },
  flag: { kind: 'flag' },
  owner: { kind: 'person' },
  parent: { kind: 'ref', list: 'Sample' },
})
