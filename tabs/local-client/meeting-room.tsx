import { useState } from 'react'
import { useClient } from './client-session'
import { TabFrame } from './tab-frame'

/** A meeting as Teams frames it: the stage in the middle, the panel of the app beside it. */
export const MeetingRoom = ({ meeting }: { meeting: string }) => {
  const { t, go } = useClient()
  const [shown, setShown] = useState({ stage: true, panel: true })
  const framed = (frameContext: 'sidePanel' | 'meetingStage', title: string) => ({
    id: meeting,
    frameContext,
    title,
    shareToStage: () => setShown((before) => ({ ...before, stage: true })),
  })
  return (
    <section className="lc-room" aria-label={t('client:call.label')}>
      <div className="lc-room-bar">
        {(['stage', 'panel'] as const).map((part) => (
          <button
            key={part}
            type="button"
            aria-pressed={shown[part]}
            onClick={() => setShown((before) => ({ ...before, [part]: !before[part] }))}
          >
            {t(`client:call.${part}`)}
          </button>
        ))}
        <button type="button" onClick={() => go({ kind: 'calendar' })}>
          {t('client:call.leave')}
        </button>
      </div>
      <div className="lc-room-stage" hidden={!shown.stage}>
        <TabFrame page={`stage/${meeting}`} hidden={false} meeting={framed('meetingStage', t('client:call.stage'))} />
      </div>
      <div className="lc-room-panel" hidden={!shown.panel}>
        <TabFrame page={`panel/${meeting}`} hidden={false} meeting={framed('sidePanel', t('client:call.panel'))} />
      </div>
    </section>
  )
}
