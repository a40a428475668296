import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download'
import { ColumnTriple20Regular } from '@fluentui/react-icons/svg/column-triple'
import { LayerDiagonal20Regular } from '@fluentui/react-icons/svg/layer-diagonal'
import { useState } from 'react'
import { withColumn } from '../../src/portfolio/grid/chosen'
import { MenuButton } from './menu'
import { useSession } from './session'
import { useToast } from './toasts'

/** What every list with columns has in its toolbar: grouping, columns, export. */

interface GroupMenuProps<G extends string> {
  readonly label: string
  readonly groupings: readonly G[]
  readonly chosen: G
  readonly nameOf: (grouping: G) => string
  readonly onGroup: (grouping: G) => void
}

export const GroupMenu = <G extends string>({ label, groupings, chosen, nameOf, onGroup }: GroupMenuProps<G>) => (
  <MenuButton
    icon={<LayerDiagonal20Regular aria-hidden />}
    label={label}
    kind="one"
    items={groupings.map((id) => ({ id, label: nameOf(id), checked: id === chosen }))}
    onPick={(id) => onGroup(groupings.find((grouping) => grouping === id) ?? chosen)}
  />
)

interface ColumnsMenuProps<C extends string> {
  readonly label: string
  /** All columns in their usual order; the first names the row and stays. */
  readonly columns: readonly C[]
  /** Those of a first visit. */
  readonly first: readonly C[]
  readonly chosen: readonly C[]
  readonly nameOf: (column: C) => string
  readonly onColumns: (chosen: readonly C[]) => void
}

export const ColumnsMenu = <C extends string>(props: ColumnsMenuProps<C>) => {
  const { label, columns, first, chosen, nameOf, onColumns } = props
  return (
    <MenuButton
      icon={<ColumnTriple20Regular aria-hidden />}
      label={label}
      kind="many"
      items={columns.slice(1).map((id) => ({ id, label: nameOf(id), checked: chosen.includes(id) }))}
      onPick={(id) => onColumns(withColumn(columns, first, chosen, id))}
    />
  )
}

/** Downloads the workbook at `path`, with what the list shows. */
export const ExportButton = ({ path, label, busyLabel }: { path: string; label: string; busyLabel: string }) => {
  const { t, api } = useSession()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const run = async (): Promise<void> => {
    setBusy(true)
    try {
      await api.download(path)
    } catch (error) {
      const message = error instanceof Error && error.message !== '' ? error.message : t('common:error.unreachable')
      toast({
        text: message,
        intent: 'failed',
        actions: [{ label: t('common:action.retry'), onClick: () => void run() }],
      })
    } finally {
      setBusy(false)
    }
  }
  return (
    <button type="button" className="gv-tool" disabled={busy} onClick={() => void run()}>
      <ArrowDownload20Regular aria-hidden />
      <span>{busy ? busyLabel : label}</span>
    </button>
  )
}
