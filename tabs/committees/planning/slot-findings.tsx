import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { SlotView } from '../../../src/committees/planning/extraordinary/slot-view'
import { Refusal } from '../../ui/refusal'
import { useSession } from '../../ui/session'
import { bodyPath, useWordsOf } from '../use-bodies'

interface AskedSlot {
  readonly start: string
  readonly minutes: number
}

/** Calendars are read once for a time, when the person has stopped typing. */
const SETTLED_MS = 600

const useSlot = (code: string, slot: AskedSlot | null) => {
  const { api } = useSession()
  const wanted = slot && `start=${encodeURIComponent(slot.start)}&minutes=${slot.minutes}`
  const [settled, setSettled] = useState<string | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [wanted])
  const query = useQuery({
    queryKey: ['slot', code, settled],
    queryFn: ({ signal }) => api.get<SlotView>(`${bodyPath(code)}/slot?${settled}`, signal),
    enabled: settled !== null && settled === wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const isSettled = settled === wanted
  return { view: isSettled ? query.data : undefined, error: isSettled ? query.error : null, isAsked: wanted !== null }
}

/** Who could come then, and what speaks against it: shape and words, never colour alone. */
export const SlotFindings = ({ code, slot }: { code: string; slot: AskedSlot | null }) => {
  const { t } = useSession()
  const wordsOf = useWordsOf()
  const { view, error, isAsked } = useSlot(code, slot)
  return (
    <div className="pl-findings" aria-live="polite">
      {view ? <Findings view={view} /> : null}
      {error ? <Refusal text={wordsOf(error)} /> : null}
      {view || error ? null : (
        <p className="gv-caption">{t(isAsked ? 'planning:extra.reading' : 'planning:extra.choose')}</p>
      )}
    </div>
  )
}

const Findings = ({ view }: { view: SlotView }) => {
  const { t } = useSession()
  const { warnings, members, isRead, doubtful, room } = view
  const free = members - doubtful.length
  return (
    <>
      {warnings.map((warning) => (
        <p key={warning.code} role="note">
          ▲{' '}
          {warning.code === 'notice'
            ? t('planning:extra.warn.notice', { count: warning.days })
            : t(`planning:extra.warn.${warning.code}`)}
        </p>
      ))}
      {isRead ? <Quorum quorum={view.quorum} /> : <p role="note">▲ {t('planning:extra.unread')}</p>}
      {isRead ? (
        <p>{doubtful.length === 0 ? t('planning:extra.free') : t('planning:extra.freeOf', { free, count: members })}</p>
      ) : null}
      {doubtful.length === 0 ? null : (
        <ul className="pl-reasons">
          {doubtful.map(({ name, mandatory, presence }) => (
            <li key={name}>
              {t(mandatory ? 'planning:extra.mandatory' : 'planning:extra.member', {
                name,
                presence: t(`planning:presence.${presence}`),
              })}
            </li>
          ))}
        </ul>
      )}
      <p className="gv-caption">
        {room === null
          ? t('planning:extra.online')
          : room.name === null
            ? t('planning:extra.noRoom')
            : t('planning:extra.room', { name: room.name })}
      </p>
    </>
  )
}

const Quorum = ({ quorum }: Pick<SlotView, 'quorum'>) => {
  const { t } = useSession()
  if (quorum === null) return null
  const { isReachable, counted, required, missingRoles } = quorum
  const roles = missingRoles.map((role) => t(`committees:memberRole.${role}`)).join(', ')
  return (
    <>
      {isReachable ? <p>{t('planning:extra.quorum', { counted })}</p> : null}
      {required !== null && counted < required ? (
        <p role="note">▲ {t('planning:extra.short', { counted, required })}</p>
      ) : null}
      {roles === '' ? null : <p role="note">▲ {t('planning:extra.roles', { roles })}</p>}
    </>
  )
}
