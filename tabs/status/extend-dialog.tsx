import { Button, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import type { CycleOverview } from '../../src/status/cycle-view'
import { clockTime } from '../ui/clock-time'
import { Dialog } from '../ui/dialog'
import { useSession } from '../ui/session'
import { TimeInput } from '../ui/time-input'
import { brusselsClock, brusselsInstant, nextWeekday } from './brussels-time'
import { useCycleAction } from './use-cycle'

/** A later cut-off; proposes the next weekday at the same time. Those who have not answered see the new date on their card. */
export const ExtendDialog = ({ overview, onClose }: { overview: CycleOverview; onClose: () => void }) => {
  const { t, format } = useSession()
  const { run, running } = useCycleAction()
  const present = brusselsClock(overview.cycle.cutOff ? new Date(overview.cycle.cutOff) : new Date())
  const today = brusselsClock(new Date()).date
  const [date, setDate] = useState(nextWeekday([present.date, today].sort().at(-1) ?? today))
  const [time, setTime] = useState(present.time)
  const [refusal, setRefusal] = useState<string | null>(null)
  const clock = clockTime(time)
  const cutOff = clock && brusselsInstant(date, clock)
  const extend = async (): Promise<void> => {
    if (!cutOff) return
    const path = `/cycles/${encodeURIComponent(overview.cycle.code)}/extend`
    const outcome = await run('extend', path, { cutOff }, () => t('cycle:extend.done', { at: format.dateTime(cutOff) }))
    if (outcome.ok) onClose()
    else setRefusal(outcome.message)
  }
  return (
    <Dialog title={t('cycle:extend.title')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void extend()
        }}
      >
        <div className="cy-form">
          {overview.cycle.cutOff ? (
            <p>{t('cycle:extend.present', { at: format.dateTime(overview.cycle.cutOff) })}</p>
          ) : null}
          <div className="cy-form-row">
            <Field label={t('cycle:extend.date')} validationMessage={refusal ?? undefined}>
              <Input type="date" value={date} onChange={(_, { value }) => setDate(value)} />
            </Field>
            <Field label={t('cycle:extend.time')}>
              <TimeInput value={time} onChange={setTime} />
            </Field>
          </div>
        </div>
        <footer>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button type="submit" appearance="primary" disabled={!cutOff || running !== null}>
            {t('cycle:extend.confirm')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
