import { list } from './kit/list'

export const bodyKind = ['executive', 'investment', 'steering', 'project'] as const

export const Bodies = list('Bodies', 'code', {
  code: { kind: 'text', maxLength: 40, required: true, unique: true },
  title: { kind: 'text', required: true },
  kind: { kind: 'choice', options: bodyKind, required: true, indexed: true },
  chair: { kind: 'person' },
  secretary: { kind: 'person' },
  programme: { kind: 'ref', list: 'Programmes', indexed: true },
  project: { kind: 'ref', list: 'Projects', indexed: true },
})
