import { type DragEvent, useEffect, useRef, useState } from 'react'
import type { AgendaItemView, AgendaView } from '../../../../src/committees/agenda/agenda-view'
import { useSession } from '../../../ui/session'
import { meetingPath, useAct } from '../use-agenda'

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

/** The order as this person moves it, sent when they pause; undone from the message that follows. */
export const useOrder = (view: AgendaView) => {
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
  // Read when a drag ends, which may come before the last move is drawn.
  const latest = useRef(shown)
  latest.current = shown
  const show = (keys: readonly string[]): void => {
    latest.current = keys
    setOrder(keys)
  }
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
    show(keys)
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
      if (dragged !== key) show(moved(latest.current, dragged, latest.current.indexOf(key)))
    },
    end: () => {
      setDragged(null)
      settle(latest.current)
    },
  }
  return { items, move, drag, said, list }
}
