import { Button, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import type { BodyView } from '../../../src/committees/bodies-view'
import type { ConvenedView } from '../../../src/committees/planning/extraordinary/slot-view'
import { brusselsInstant } from '../../status/brussels-time'
import { clockTime } from '../../ui/clock-time'
import { Dialog } from '../../ui/dialog'
import { Refusal } from '../../ui/refusal'
import { navigate } from '../../ui/router'
import { useSession } from '../../ui/session'
import { TimeInput } from '../../ui/time-input'
import { useToast } from '../../ui/toasts'
import { WithTexts } from '../../ui/with-texts'
import { bodyPath, useReadAgain, useWordsOf } from '../use-bodies'
import './plan.css'
import { SlotFindings } from './slot-findings'

const bundles = {
  fr: () => import('../../i18n/planning-fr'),
  en: () => import('../../i18n/planning-en'),
}

interface ConveneProps {
  readonly view: BodyView
  readonly onClose: () => void
}

/** Convenes one meeting outside of the plan. */
export const ConveneDialog = (props: ConveneProps) => (
  <WithTexts bundles={bundles}>
    <ConveneForm {...props} />
  </WithTexts>
)

/** As long as a body meets that does not say. */
const USUAL_MINUTES = 60

const ConveneForm = ({ view, onClose }: ConveneProps) => {
  const { t } = useSession()
  const { code, durationMinutes } = view.fields
  const [day, setDay] = useState('')
  const [time, setTime] = useState('')
  const [minutes, setMinutes] = useState(String(durationMinutes ?? USUAL_MINUTES))
  const { send, busy, refusal } = useConvene(code, onClose)
  const start = brusselsInstant(day, clockTime(time) ?? '')
  const slot = start !== null && /^\d{1,5}$/.test(minutes) ? { start, minutes: Number(minutes) } : null
  return (
    <Dialog title={t('planning:extra.title')} onClose={onClose}>
      <form
        className="cm-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (slot && !busy) void send(slot)
        }}
      >
        <p>{t('planning:extra.about')}</p>
        <div className="pl-slot">
          <Field label={t('planning:extra.day')} required>
            <Input type="date" min={view.today} value={day} onChange={(_, typed) => setDay(typed.value)} />
          </Field>
          <Field label={t('planning:extra.time')} required>
            <TimeInput value={time} onChange={setTime} />
          </Field>
          <Field label={t('planning:extra.minutes')} required>
            <Input
              inputMode="numeric"
              maxLength={5}
              value={minutes}
              onChange={(_, typed) => setMinutes(typed.value.trim())}
            />
          </Field>
        </div>
        <SlotFindings code={code} slot={slot} />
        <Refusal text={refusal} />
        <footer>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button appearance="primary" type="submit" disabled={busy || slot === null}>
            {t('planning:extra.do')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}

const useConvene = (code: string, onClose: () => void) => {
  const { api, t } = useSession()
  const toast = useToast()
  const wordsOf = useWordsOf()
  const readAgain = useReadAgain()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const send = async (slot: { readonly start: string; readonly minutes: number }): Promise<void> => {
    setBusy(true)
    setRefusal(null)
    try {
      const { key, number, room } = await api.send<ConvenedView>('POST', `${bodyPath(code)}/meetings`, slot)
      const isWithoutRoom = room !== null && room.name === null
      toast({
        text: t(isWithoutRoom ? 'planning:extra.doneNoRoom' : 'planning:extra.done', { number }),
        intent: 'done',
      })
      await readAgain()
      onClose()
      navigate(`meeting/${key}`)
    } catch (error) {
      setRefusal(wordsOf(error))
      setBusy(false)
    }
  }
  return { send, busy, refusal }
}
