import type { Actor } from '../../access/actor'
import type { Context } from '../../context'
import { type Wording, wordingOf } from '../../reports/pack/wording'
import { type Definition, localTime } from '../../reports/xlsx/sheet'
import { type NamedFile, tableFile } from '../../reports/xlsx/table-file'
import { filtered, type RegisterFilter } from './register-filter'
import { registerOverview } from './register-overview'
import type { DecisionRow } from './register-view'

/** The register under the filters of the page, as an Excel workbook with a real table. */
export const exportRegister = async (ctx: Context, actor: Actor, filter: RegisterFilter): Promise<NamedFile> => {
  const wording = wordingOf(actor.locale)
  return tableFile(ctx, wording, {
    file: wording.t('followUp:register.file'),
    title: wording.t('followUp:register.title'),
    frozen: 2,
    columns: columnsOf(wording),
    rows: filtered(registerOverview(ctx, actor).rows, filter),
  })
}

const chosen = ({ arbitration }: DecisionRow): string | null =>
  arbitration?.chosen == null ? null : (arbitration.options[arbitration.chosen]?.title ?? null)

const columnsOf = ({ t }: Wording): readonly Definition<DecisionRow>[] => [
  { title: t('fields:Decisions.number'), kind: 'text', width: 14, value: (row) => row.number },
  { title: t('fields:Decisions.title'), kind: 'longText', width: 48, value: (row) => row.title },
  {
    title: t('fields:Decisions.decidedAt'),
    kind: 'dateTime',
    width: 16,
    value: (row) => localTime(row.decidedAt),
  },
  { title: t('fields:Decisions.body'), kind: 'text', width: 34, value: (row) => row.bodyTitle },
  { title: t('fields:Decisions.meeting'), kind: 'text', width: 26, value: (row) => row.meetingTitle },
  {
    title: t('fields:Decisions.result'),
    kind: 'text',
    width: 24,
    value: (row) => t(row.ofGate ? `common:gate.${row.result}` : `followUp:result.${row.result}`),
  },
  { title: t('fields:Decisions.conditions'), kind: 'longText', width: 40, value: (row) => row.conditions },
  {
    title: t('fields:Decisions.type'),
    kind: 'text',
    width: 16,
    value: (row) => t(`followUp:type.${row.type}`),
  },
  { title: t('committees:arbitration.chosen'), kind: 'text', width: 30, value: chosen },
  { title: t('fields:Decisions.project'), kind: 'text', width: 12, value: (row) => row.project },
  { title: t('fields:Decisions.votesFor'), kind: 'number', width: 8, value: (row) => row.votes?.for ?? null },
  {
    title: t('fields:Decisions.votesAgainst'),
    kind: 'number',
    width: 8,
    value: (row) => row.votes?.against ?? null,
  },
  {
    title: t('fields:Decisions.abstentions'),
    kind: 'number',
    width: 12,
    value: (row) => row.votes?.abstain ?? null,
  },
  { title: t('fields:Decisions.text'), kind: 'longText', width: 60, value: (row) => row.text },
]
