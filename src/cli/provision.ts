import { parseArgs } from 'node:util'
import type { GraphDoor } from '../graph/ports'
import { applyProvision, type ProvisionStep, planProvision } from '../graph/provision'
import type { Translate } from '../i18n/text'
import { allLists } from '../lists/all'
import { type Io, Refusal } from './io'

/**
 * `gouvernail provision plan|apply|verify [--json]`. `plan` shows what is missing, `apply` creates it, `verify` is refused (status
 * 2) while something is missing. Nothing is ever deleted.
 */
export const provisionCommand = async (
  args: readonly string[],
  io: Io,
  open: () => Promise<GraphDoor>,
): Promise<void> => {
  const { positionals, values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [verb] = positionals
  if (verb !== 'plan' && verb !== 'apply' && verb !== 'verify') throw new Refusal(io.t('cli:usage.provision'))
  const site = await open()
  const { steps } = verb === 'apply' ? await applyProvision(site, allLists) : await planProvision(site, allLists)
  if (values.json) io.json({ verb, steps })
  else {
    for (const step of steps) io.line(stepLine(step, io.t))
    io.line(
      steps.length === 0
        ? io.t('cli:provision.nothing')
        : io.t(verb === 'apply' ? 'cli:provision.applied' : 'cli:provision.planned', { count: steps.length }),
    )
  }
  if (verb === 'verify' && steps.length > 0) throw new Refusal(io.t('cli:provision.incomplete'))
}

const stepLine = (step: ProvisionStep, t: Translate): string => {
  const { list } = step
  switch (step.kind) {
    case 'create-list':
      return `+ ${t('cli:provision.create-list', { list, count: step.columns.length })}`
    case 'add-column':
      return `+ ${t('cli:provision.add-column', { list, column: step.column.name ?? '' })}`
    case 'change-column':
      return `~ ${t('cli:provision.change-column', { list, column: step.column, change: Object.keys(step.change).join(', ') })}`
    case 'clash':
      return `! ${t('cli:provision.clash', { list, column: step.column, wanted: step.wanted })}`
  }
}
