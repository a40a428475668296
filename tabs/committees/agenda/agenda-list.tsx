import { type DragEvent, useEffect, useRef, useState } from 'react'
import type { AgendaItemView, AgendaView } from '../../../src/committees/agenda/agenda-view'
import { useSession } from '../../ui/session'
import { ItemLine } from './item-line'
import { meetingPath, useAct } from './use-agenda'

/** The agenda in its order. Who keeps it moves items by dragging, or with the arrow keys on their handle. */
export const AgendaList = ({ view }: { view: AgendaView }) => {
  const { items, move, drag, said, list } = useOrder(view)
  return (
    <>
      <ol className="ag-items" ref={list}>
        {items.map((item, index) => (
          <ItemLine
            key={item.key}
            view={view}
            item={item}
            number={index + 1}
            total={items.length}
            onMove={view.may.edit ? (to) => move(item.key, to) : undefined}
            drag={drag}
          />
        ))}
      </ol>
      <p className="gv-visually-hidden" role="status">
        {said}
      </p>
    </>
  )
}

export interface Drag {
  start(event: DragEvent, key: string): void
  over(event: DragEvent, key: string): void
  end(): void
  readonly dragged: string | null
}

/** So long after the last key press the order is sent: one request for a way of five places. */
const SETTLE_MS = 600

const moved = (keys: readonly string[], key: string, to: number): readonly string[] => {
  const rest = keys.filter((each) => each !== key)
  return [...rest.slice(0, to), key, ...rest.slice(to)]
}

const useOrder = (view: AgendaView) => {
  const { t, api } = useSession()
  const { meetingKey } = view.meeting
  const { act } = useAct(meetingKey)
  const saved = view.items.map(({ key }) => key)
  const [order, setOrder] = useState<readonly string[] | null>(null)
  const [dragged, setDragged] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const shown = order ?? saved
  const byKey = new Map(view.items.map((item) => [item.key, item]))
  const items = [
    ...shown.flatMap((key): readonly AgendaItemView[] => {
      const item = byKey.get(key)
      return item ? [item] : []
    }),
    // What somebody else added while this person moves.
    ...view.items.filter(({ key }) => !shown.includes(key)),
  ]
  const put = (keys: readonly string[]) => api.send('POST', `${meetingPath(meetingKey)}/items/order`, { keys })
  const send = async (keys: readonly string[], before: readonly string[]): Promise<void> => {
    const undo = (): void =>
      void act(
        () => put(before),
        () => t('agenda:said.undone'),
      )
    await act(
      () => put(keys),
      () => ({
        text: t('agenda:said.ordered'),
        intent: 'done',
        actions: [{ label: t('common:action.undo'), onClick: undo }],
      }),
    )
    setOrder(null)
  }
  const settle = (keys: readonly string[]): void => {
    clearTimeout(timer.current)
    if (keys.join() === saved.join()) setOrder(null)
    else timer.current = setTimeout(() => void send(keys, saved), SETTLE_MS)
  }
  const move = (key: string, to: number): void => {
    const keys = moved(shown, key, Math.max(0, Math.min(to, shown.length - 1)))
    setOrder(keys)
    const position = keys.indexOf(key) + 1
    setSaid(t('agenda:item.moved', { title: byKey.get(key)?.title ?? '', position, total: keys.length }))
    settle(keys)
  }
  const drag: Drag = {
    dragged,
    start: (event, key) => {
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData('text/plain', key)
      clearTimeout(timer.current)
      setDragged(key)
    },
    over: (event, key) => {
      if (dragged === null) return
      event.preventDefault()
      if (dragged !== key) setOrder(moved(shown, dragged, shown.indexOf(key)))
    },
    end: () => {
      setDragged(null)
      settle(shown)
    },
  }
  return { items, move, drag, said, list }
}
