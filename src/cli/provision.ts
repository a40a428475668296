import { parseArgs } from 'node:util'
import type { GraphDoor } from '../graph/ports'
import { applyProvision, type Provisioned, type ProvisionStep, planProvision } from '../graph/provision'
import type { Translate } from '../i18n/text'
import { allLists } from '../lists/all'
import { SCHEMA_VERSION } from '../lists/schema-version'
import { type Io, noMore, Refusal } from './io'

/**
 * `gouvernail provision plan|apply|verify [--json]`. `plan` shows what is missing, `apply` creates it, `verify` is refused (status
 * 2) while something is missing, and `apply` while a column of another type stands in the way; all three are refused on a site that a
 * later release has provisioned. Nothing is ever deleted.
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
  const [verb, ...rest] = positionals
  if (verb !== 'plan' && verb !== 'apply' && verb !== 'verify') throw new Refusal(io.t('cli:usage.provision'))
  noMore(rest, io, 'cli:usage.provision')
  const site = await open()
  const { steps, clashes, newer } = verb === 'apply' ? await applyProvision(site, allLists) : await planned(site)
  if (newer !== undefined) throw new Refusal(io.t('cli:provision.newer', { site: newer, ours: SCHEMA_VERSION }))
  if (values.json) io.json({ verb, steps, clashes })
  else {
    for (const step of verb === 'apply' ? [...steps, ...clashes] : steps) io.line(stepLine(step, io.t))
    io.line(
      steps.length === 0 && clashes.length === 0
        ? io.t('cli:provision.nothing')
        : io.t(verb === 'apply' ? 'cli:provision.applied' : 'cli:provision.planned', { count: steps.length }),
    )
  }
  if (verb === 'verify' && steps.length > clashes.length) throw new Refusal(io.t('cli:provision.incomplete'))
  if (verb !== 'plan' && clashes.length > 0) throw new Refusal(io.t('cli:provision.clashes', { count: clashes.length }))
}

const planned = async (site: GraphDoor): Promise<Provisioned> => {
  const plan = await planProvision(site, allLists)
  return { ...plan, clashes: plan.steps.filter((step) => step.kind === 'clash') }
}

const stepLine = (step: ProvisionStep, t: Translate): string => {
  switch (step.kind) {
    case 'create-list':
      return `+ ${t('cli:provision.create-list', { list: step.list, count: step.columns.length })}`
    case 'add-column':
      return `+ ${t('cli:provision.add-column', { list: step.list, column: step.column.name ?? '' })}`
    case 'change-column':
      return `~ ${t('cli:provision.change-column', { list: step.list, column: step.column, change: Object.keys(step.change).join(', ') })}`
    case 'clash':
      return `! ${t('cli:provision.clash', { list: step.list, column: step.column, wanted: step.wanted })}`
    case 'migrate-rows':
      return `> ${t('cli:provision.migrate-rows', { name: step.name, version: step.version })}`
    case 'schema-version':
      return `> ${t('cli:provision.schema-version', { to: step.to, from: step.from ?? '–' })}`
  }
}
