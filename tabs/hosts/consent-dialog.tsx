import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { Dialog } from '../ui/dialog'
import { useSession } from '../ui/session'

type State = 'asked' | 'waiting' | 'declined'

/** Asks before Microsoft's window opens: browsers let a window open from a click alone, and nobody likes a surprise. */
export const ConsentDialog = ({ onEnd }: { onEnd: (granted: boolean) => void }) => {
  const { t, host } = useSession()
  const [state, setState] = useState<State>('asked')
  const ask = (): void => {
    setState('waiting')
    host.consent().then(
      (granted) => (granted ? onEnd(true) : setState('declined')),
      () => setState('declined'),
    )
  }
  return (
    <Dialog title={t('common:consent.title')} onClose={() => onEnd(false)}>
      <p>{t('common:consent.text')}</p>
      <p aria-live="polite">{state === 'asked' ? '' : t(`common:consent.${state}`)}</p>
      <footer>
        <Button appearance="primary" onClick={ask}>
          {t('common:consent.grant')}
        </Button>
        <Button onClick={() => onEnd(false)}>{t('common:action.cancel')}</Button>
      </footer>
    </Dialog>
  )
}
