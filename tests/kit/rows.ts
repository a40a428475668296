import { blankValues, type Values } from '../../src/lists/kit/list'
import { Programmes } from '../../src/lists/programmes'
import { Projects } from '../../src/lists/projects'

/** Values of an active project; a test gives only what matters to it. */
export const project = (
  values: Partial<Values<typeof Projects>> & { readonly number: string },
): Values<typeof Projects> => ({
  ...blankValues(Projects),
  title: `Projet ${values.number}`,
  lifecycle: 'active',
  confidentiality: 'internal',
  ...values,
})

/** Values of a programme. */
export const programme = (
  values: Partial<Values<typeof Programmes>> & { readonly code: string },
): Values<typeof Programmes> => ({ ...blankValues(Programmes), title: `Programme ${values.code}`, ...values })
