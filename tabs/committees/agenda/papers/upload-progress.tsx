import { Button, ProgressBar } from '@fluentui/react-components'
import { useSession } from '../../../ui/session'
import type { Upload } from './use-upload'

/** The file that is on its way, how far it is, and the way to stop it. */
export const UploadProgress = ({ upload: { sending, stop } }: { upload: Upload }) => {
  const { t, format } = useSession()
  if (!sending) return null
  const { name, part, place, total } = sending
  const hasLeft = part === 1
  return (
    <div className="ag-sending">
      <p className="gv-caption">
        {/* The figure would be read out at every step: the bar has it for who asks. */}
        <span role="status">
          {hasLeft ? t('agenda:item.storing', { name }) : t('agenda:item.uploading', { name })}
          {total > 1 ? ` ${t('agenda:item.uploadPlace', { place, total })}` : null}
        </span>
        {hasLeft ? null : (
          <span className="gv-num" aria-hidden>
            {format.number(Math.floor(part * 100))} %
          </span>
        )}
      </p>
      <ProgressBar aria-label={t('agenda:item.uploading', { name })} {...(hasLeft ? {} : { value: part })} />
      <Button size="small" aria-label={t('agenda:item.stopOf', { name })} onClick={stop}>
        {t('common:action.cancel')}
      </Button>
    </div>
  )
}
