import { type DragEvent, useRef, useState } from 'react'
import type { AgendaItemView } from '../../../../src/committees/agenda/agenda-view'
import { PAPER_MAX, paperFile } from '../../../../src/committees/agenda/rules/paper-files'
import { useSession } from '../../../ui/session'
import { type Toast, useToast } from '../../../ui/toasts'
import { type ItemAnswer, itemPath, useAct } from '../use-agenda'
import { useDetach } from './use-detach'

/** The file that is on its way: `part` of it has left, from 0 to 1; it is the `place`th of `total`. */
interface Sending {
  readonly name: string
  readonly part: number
  readonly place: number
  readonly total: number
}

export interface Upload {
  readonly sending: Sending | null
  /** A file hangs over the item. */
  readonly over: boolean
  send(files: readonly File[]): void
  /** Stops the file that is on its way, and those behind it. */
  stop(): void
  /** For the element on which files are dropped; undefined where this person may not attach papers. */
  readonly drop: DropHandlers | undefined
}

interface DropHandlers {
  onDragOver(event: DragEvent): void
  onDragLeave(event: DragEvent): void
  onDrop(event: DragEvent): void
}

/** What a person stopped is no failure. */
const stopped = (signal: AbortSignal, error: unknown): null => {
  if (signal.aborted) return null
  throw error
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files')

/** Files of the person's machine become papers of an item, one after the other; what cannot be one is not even sent. */
export const useUpload = (meeting: string, item: AgendaItemView): Upload => {
  const { t, api } = useSession()
  const { act } = useAct(meeting)
  const detach = useDetach(meeting)
  const toast = useToast()
  const [sending, setSending] = useState<Sending | null>(null)
  const [over, setOver] = useState(false)
  const stopper = useRef<AbortController | null>(null)
  const refusal = (file: File): string | null =>
    !paperFile(file.name)
      ? t('agenda:error.paper-kind')
      : file.size > PAPER_MAX
        ? t('agenda:error.paper-too-large')
        : null
  const said = (file: File, answer: ItemAnswer | null): Toast => {
    if (!answer) return { text: t('agenda:said.stopped', { name: file.name }), intent: 'done' }
    const paper = answer.item.papers.at(-1)
    return {
      text: t('agenda:said.uploaded', { name: paper?.name ?? file.name, title: item.title }),
      intent: 'done',
      actions: paper ? [{ label: t('common:action.undo'), onClick: () => void detach(answer.item, paper) }] : [],
    }
  }
  const one = async (file: File, place: number, total: number, { signal }: AbortController): Promise<void> => {
    if (signal.aborted) return
    const refused = refusal(file)
    if (refused) return toast({ text: `${file.name} – ${refused}`, intent: 'failed' })
    const show = (part: number): void => setSending({ name: file.name, part, place, total })
    show(0)
    const path = `${itemPath(meeting, item.key)}/papers?${new URLSearchParams({ name: file.name })}`
    await act(
      () => api.sendFile<ItemAnswer>(path, file, show, signal).catch((error: unknown) => stopped(signal, error)),
      (answer) => said(file, answer),
    )
    setSending(null)
  }
  const send = (files: readonly File[]): void => {
    const controller = new AbortController()
    stopper.current = controller
    // One at a time: each is attached to the item that the one before has changed.
    void files.reduce(
      (before, file, index) => before.then(() => one(file, index + 1, files.length, controller)),
      Promise.resolve(),
    )
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
  return {
    sending,
    over,
    send,
    stop: () => stopper.current?.abort(),
    drop: item.maySupply && item.etag !== '' ? drop : undefined,
  }
}
