import { Button, Field, Select, Textarea } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { COMMENT_MAX, type CommentView, type MinutesView } from '../../../src/committees/minutes/minutes-view'
import { useSession } from '../../ui/session'
import { useMinutesStep } from './use-minutes'

/** What members say of the minutes, and what became of it. */
export const Comments = ({ view }: { view: MinutesView }) => {
  const { t } = useSession()
  const open = view.comments.filter(({ settled }) => !settled).length
  return (
    <section>
      <h2>
        {t('followUp:minutes.comments')}
        {open > 0 ? <span className="gv-caption"> {t('followUp:minutes.comments.count', { count: open })}</span> : null}
      </h2>
      {view.comments.length === 0 ? (
        <p className="gv-caption cm-note">
          {t(view.state === 'review' ? 'followUp:minutes.comments.none' : 'followUp:minutes.comments.closed')}
        </p>
      ) : (
        <ol className="fu-comments">
          {view.comments.map((comment) => (
            <Comment key={comment.key} comment={comment} view={view} />
          ))}
        </ol>
      )}
      {view.state === 'review' && view.may.comment ? <CommentForm view={view} /> : null}
    </section>
  )
}

const Comment = ({ comment, view }: { comment: CommentView; view: MinutesView }) => {
  const { t, format } = useSession()
  const step = useMinutesStep(view.meeting.meetingKey, () => null)
  const about = view.items.find(({ key }) => key === comment.item)?.title
  const { author, settled } = comment
  return (
    <li>
      <p className="gv-caption">
        <strong>{author}</strong>
        {` · ${format.dateTime(comment.writtenAt)}`}
        {comment.version === null ? '' : ` · ${t('followUp:minutes.comment.onVersion', { version: comment.version })}`}
      </p>
      {about ? <p className="gv-caption">{about}</p> : null}
      <p className="fu-text">{comment.text}</p>
      {settled && comment.settledBy ? (
        <p className="gv-caption">{t('followUp:minutes.comment.settledBy', { name: comment.settledBy })}</p>
      ) : null}
      {view.may.edit && view.state === 'review' ? (
        <button
          type="button"
          className="gv-link"
          disabled={step.isPending}
          aria-label={t(settled ? 'followUp:minutes.comment.reopenOf' : 'followUp:minutes.comment.settleOf', {
            name: author,
          })}
          onClick={() =>
            step.mutate({
              method: 'PATCH',
              path: `/comments/${encodeURIComponent(comment.key)}`,
              body: { settled: !settled },
            })
          }
        >
          {t(settled ? 'followUp:minutes.comment.reopen' : 'followUp:minutes.comment.settle')}
        </button>
      ) : null}
    </li>
  )
}

const CommentForm = ({ view }: { view: MinutesView }) => {
  const { t } = useSession()
  const [text, setText] = useState('')
  const [item, setItem] = useState('')
  const step = useMinutesStep(view.meeting.meetingKey, () => {
    setText('')
    return t('followUp:minutes.comment.sent')
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    step.mutate({ path: '/comments', body: { text, item: item === '' ? null : item } })
  }
  return (
    <form className="cm-form fu-comment-form" onSubmit={submit}>
      <Field label={t('followUp:minutes.comment.item')}>
        <Select value={item} onChange={(_, chosen) => setItem(chosen.value)}>
          <option value="">{t('followUp:minutes.comment.whole')}</option>
          {view.items.map(({ key, title }) => (
            <option key={key} value={key}>
              {title}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('followUp:minutes.comment.text')}>
        <Textarea rows={3} maxLength={COMMENT_MAX} value={text} onChange={(_, typed) => setText(typed.value)} />
      </Field>
      <div>
        <Button type="submit" disabled={text.trim() === '' || step.isPending}>
          {t('followUp:minutes.comment.send')}
        </Button>
      </div>
    </form>
  )
}
