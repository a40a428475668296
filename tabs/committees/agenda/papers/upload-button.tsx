import { Button } from '@fluentui/react-components'
import { ArrowUpload20Regular } from '@fluentui/react-icons/svg/arrow-upload'
import { useRef } from 'react'
import type { AgendaItemView } from '../../../../src/committees/agenda/agenda-view'
import { paperExtensions } from '../../../../src/committees/agenda/rules/paper-files'
import { useSession } from '../../../ui/session'
import type { Upload } from './use-upload'

const ACCEPTED = paperExtensions.map((extension) => `.${extension}`).join()

/** Chooses files of the person's machine as papers of an item. */
export const UploadButton = ({ item, upload }: { item: AgendaItemView; upload: Upload }) => {
  const { t } = useSession()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        size="small"
        icon={<ArrowUpload20Regular />}
        disabled={upload.sending !== null || item.etag === ''}
        aria-label={t('agenda:item.uploadOf', { title: item.title })}
        onClick={() => input.current?.click()}
      >
        {t('agenda:item.upload')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        onChange={(event) => {
          upload.send([...(event.target.files ?? [])])
          // The same file may be chosen again after a refusal.
          event.target.value = ''
        }}
      />
    </>
  )
}
