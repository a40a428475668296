import { type DragEvent, useState } from 'react'
import type { AgendaItemView } from '../../../../src/committees/agenda/agenda-view'
import { PAPER_MAX, paperFile } from '../../../../src/committees/agenda/rules/paper-files'
import { useSession } from '../../../ui/session'
import { useToast } from '../../../ui/toasts'
import { type ItemAnswer, itemPath, useAct } from '../use-agenda'

export interface Upload {
  /** Name of the file that is on its way. */
  readonly sending: string | null
  /** A file hangs over the item. */
  readonly over: boolean
  send(files: readonly File[]): void
  /** For the element on which files are dropped; undefined where this person may not attach papers. */
  readonly drop: DropHandlers | undefined
}

interface DropHandlers {
  onDragOver(event: DragEvent): void
  onDragLeave(event: DragEvent): void
  onDrop(event: DragEvent): void
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files')

/** Files of the person's machine become papers of an item, one after the other; what cannot be one is not even sent. */
export const useUpload = (meeting: string, item: AgendaItemView): Upload => {
  const { t, api } = useSession()
  const { act } = useAct(meeting)
  const toast = useToast()
  const [sending, setSending] = useState<string | null>(null)
  const [over, setOver] = useState(false)
  const refusal = (file: File): string | null =>
    !paperFile(file.name)
      ? t('agenda:error.paper-kind')
      : file.size > PAPER_MAX
        ? t('agenda:error.paper-too-large')
        : null
  const one = async (file: File): Promise<void> => {
    const refused = refusal(file)
    if (refused) return toast({ text: `${file.name} – ${refused}`, intent: 'failed' })
    setSending(file.name)
    const path = `${itemPath(meeting, item.key)}/papers?${new URLSearchParams({ name: file.name })}`
    const init = { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: file }
    await act(
      // The body of our own service; its shape is the shared view type.
      async () => (await api.fetch(path, init)).json() as Promise<ItemAnswer>,
      (answer) => t('agenda:said.uploaded', { name: answer.item.papers.at(-1)?.name ?? file.name, title: item.title }),
    )
    setSending(null)
  }
  const send = (files: readonly File[]): void => {
    // One at a time: each is attached to the item that the one before has changed.
    void files.reduce((before, file) => before.then(() => one(file)), Promise.resolve())
  }
  const drop: DropHandlers = {
    onDragOver: (event) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    },
    onDragLeave: (event) => {
      const to = event.relatedTarget
      if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false)
    },
    onDrop: (event) => {
      setOver(false)
      if (!hasFiles(event)) return
      event.preventDefault()
      send([...event.dataTransfer.files])
    },
  }
  return { sending, over, send, drop: item.maySupply && item.etag !== '' ? drop : undefined }
}
