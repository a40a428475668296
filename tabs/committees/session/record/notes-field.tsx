import { Field } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { mergeNotes } from '../../../../src/committees/session/rules/merge-notes'
import type { SessionItem, SessionView } from '../../../../src/committees/session/session-view'
import { useSession } from '../../../ui/session'
import { meetingPath } from '../use-meeting'
import { MentionTextarea } from './mention-textarea'

type State = 'idle' | 'saving' | 'saved' | 'failed'

const PAUSE_MS = 800
const AGAIN_MS = 5_000

/**
 * The notes of an item, saved while one types. What a second secretary writes meanwhile appears in the field; what both change on the
 * same line is kept twice.
 */
export const NotesField = ({ view, item }: { view: SessionView; item: SessionItem }) => {
  const { t } = useSession()
  const { text, state, both, type } = useNotes(view.meeting.key, item)
  const words =
    state === 'failed'
      ? t('session:notes.failed')
      : state === 'saving'
        ? t('session:notes.saving')
        : state === 'saved'
          ? t('session:notes.saved')
          : t('session:notes.hint')
  return (
    <Field
      label={t('session:notes.label')}
      {...(both > 0
        ? { validationState: 'warning' as const, validationMessage: t('session:notes.both', { count: both }) }
        : {})}
      hint={words}
    >
      <MentionTextarea rows={4} resize="vertical" maxLength={20_000} value={text} people={view.people} onText={type} />
    </Field>
  )
}

const useNotes = (meeting: string, item: SessionItem) => {
  const { api } = useSession()
  const [text, setText] = useState(item.notes ?? '')
  const [state, setState] = useState<State>('idle')
  const [both, setBoth] = useState(0)
  /** What the service had when the text in the field was last in step with it. */
  const base = useRef(item.notes ?? '')
  const current = useRef(text)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const sending = useRef(false)

  const show = (next: string): void => {
    current.current = next
    setText(next)
  }
  /** Takes in what the service has, under what was typed since. */
  const takeIn = (theirs: string, typedFrom: string): void => {
    show(mergeNotes(typedFrom, current.current, theirs, '').text)
    base.current = theirs
  }
  const save = async (): Promise<void> => {
    if (sending.current || current.current === base.current) return
    sending.current = true
    setState('saving')
    const sent = current.current
    try {
      const path = meetingPath(meeting, `items/${encodeURIComponent(item.serial)}/notes`)
      const saved = await api.send<{ text: string; both: number }>('PATCH', path, { base: base.current, text: sent })
      takeIn(saved.text, sent)
      setBoth(saved.both)
      setState('saved')
    } catch {
      setState('failed')
      timer.current = setTimeout(() => void save(), AGAIN_MS)
      return
    } finally {
      sending.current = false
    }
    if (current.current !== base.current) timer.current = setTimeout(() => void save(), PAUSE_MS)
  }
  const latest = useRef(save)
  latest.current = save
  const takeInLatest = useRef(takeIn)
  takeInLatest.current = takeIn
  useEffect(() => {
    const theirs = item.notes ?? ''
    if (!sending.current && theirs !== base.current) takeInLatest.current(theirs, base.current)
  }, [item.notes])
  // Whoever goes to the next item has saved this one.
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      void latest.current()
    },
    [],
  )
  return {
    text,
    state,
    both,
    type: (value: string): void => {
      show(value)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void save(), PAUSE_MS)
    },
  }
}
