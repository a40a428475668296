import { Button, Checkbox, Field, Input, Select } from '@fluentui/react-components'
import { type ReactNode, useState } from 'react'
import type { BodyView, MemberEdit, MembershipView, NewMember } from '../../src/committees/bodies-view'
import { type MemberRole, type MemberVoice, memberRole, memberVoice } from '../../src/lists/committees/memberships'
import { ApiError } from '../api/client'
import { Dialog } from '../ui/dialog'
import { Refusal } from '../ui/refusal'
import { useSession } from '../ui/session'
import { useToast } from '../ui/toasts'
import { bodyPath, useReadAgain, useWordsOf } from './use-bodies'

/** Sends a change of members; a refusal stays in the dialog with what was chosen. */
const useMembers = (code: string, onClose: () => void) => {
  const { t, api } = useSession()
  const toast = useToast()
  const readAgain = useReadAgain()
  const wordsOf = useWordsOf()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const path = (key: string): string => `${bodyPath(code)}/members/${encodeURIComponent(key)}`

  const patch = (key: string, edit: MemberEdit) =>
    api.send<{ member: MembershipView }>('PATCH', path(key), edit).then(({ member }) => member)
  const run = async (
    work: () => Promise<MembershipView>,
    said: (member: MembershipView) => string,
    undo?: (member: MembershipView) => Promise<unknown>,
  ): Promise<void> => {
    setBusy(true)
    try {
      const member = await work()
      await readAgain()
      const back = async (): Promise<void> => {
        try {
          await undo?.(member)
          await readAgain()
          toast({ text: t('committees:member.reopened', { name: member.name }), intent: 'done' })
        } catch (error) {
          toast({ text: wordsOf(error), intent: 'failed' })
        }
      }
      const actions = undo ? [{ label: t('common:action.undo'), onClick: () => void back() }] : []
      toast({ text: said(member), intent: 'done', actions })
      onClose()
    } catch (error) {
      const moved = error instanceof ApiError && error.code === 'conflict'
      if (moved) await readAgain()
      setRefusal(moved ? t('committees:member.conflict') : wordsOf(error))
      setBusy(false)
    }
  }
  const add = (member: NewMember): Promise<MembershipView> =>
    api.send<{ member: MembershipView }>('POST', `${bodyPath(code)}/members`, member).then((answer) => answer.member)
  return { busy, refusal, run, add, patch }
}

const Form = ({
  title,
  busy,
  refusal,
  onSubmit,
  onClose,
  children,
}: {
  title: string
  busy: boolean
  refusal: string | null
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}) => {
  const { t } = useSession()
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        noValidate
        className="cm-form"
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        {children}
        <Refusal text={refusal} />
        <footer>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button appearance="primary" type="submit" disabled={busy}>
            {t('common:action.save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}

const RoleAndVoice = ({
  role,
  voice,
  onChange,
}: {
  role: MemberRole
  voice: MemberVoice
  onChange: (role: MemberRole, voice: MemberVoice) => void
}) => {
  const { t } = useSession()
  const advises = (one: MemberRole): boolean => one === 'secretary' || one === 'expert' || one === 'observer'
  return (
    <>
      <Field label={t('committees:table.role')}>
        <Select
          value={role}
          onChange={(_, { value }) => {
            const picked = memberRole.find((one) => one === value) ?? 'member'
            onChange(picked, advises(picked) ? 'advice' : 'vote')
          }}
        >
          {memberRole.map((one) => (
            <option key={one} value={one}>
              {t(`committees:memberRole.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('committees:table.voice')}>
        <Select
          value={voice}
          onChange={(_, { value }) => onChange(role, memberVoice.find((one) => one === value) ?? 'vote')}
        >
          {memberVoice.map((one) => (
            <option key={one} value={one}>
              {t(`committees:memberVoice.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
    </>
  )
}

const Day = ({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) => (
  <Field label={label} required>
    <Input type="date" value={value} onChange={(_, { value: day }) => onChange(day)} />
  </Field>
)

export const AddMemberDialog = ({ view, onClose }: { view: BodyView; onClose: () => void }) => {
  const { t, format } = useSession()
  const { busy, refusal, run, add } = useMembers(view.fields.code, onClose)
  const start: NewMember = {
    person: '',
    role: 'member',
    voice: 'vote',
    mandatory: false,
    from: view.today,
    until: null,
  }
  const [member, setMember] = useState<NewMember>(start)
  const change = (values: Partial<NewMember>): void => setMember({ ...member, ...values })
  const seated = new Set(view.members.filter(({ state }) => state === 'current').map(({ person }) => person))
  return (
    <Form
      title={t('committees:member.add')}
      busy={busy || member.person === '' || member.from === ''}
      refusal={refusal}
      onClose={onClose}
      onSubmit={() =>
        void run(
          () => add(member),
          ({ name }) => t('committees:member.added', { name, date: format.date(member.from) }),
        )
      }
    >
      <Field label={t('committees:member.person')} required>
        <Select value={member.person} onChange={(_, { value }) => change({ person: value })}>
          <option value="">{t('committees:member.choose')}</option>
          {view.choices.people
            .filter(({ id }) => !seated.has(id))
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </Select>
      </Field>
      <RoleAndVoice role={member.role} voice={member.voice} onChange={(role, voice) => change({ role, voice })} />
      <Day label={t('committees:member.firstDay')} value={member.from} onChange={(from) => change({ from })} />
      <Checkbox
        label={t('fields:Memberships.mandatory')}
        checked={member.mandatory}
        onChange={(_, { checked }) => change({ mandatory: checked === true })}
      />
    </Form>
  )
}

interface MemberDialog {
  readonly view: BodyView
  readonly member: MembershipView
  readonly onClose: () => void
}

export const EndMemberDialog = ({ view, member, onClose }: MemberDialog) => {
  const { t, format } = useSession()
  const { busy, refusal, run, patch } = useMembers(view.fields.code, onClose)
  const [until, setUntil] = useState(member.until ?? view.today)
  return (
    <Form
      title={t('committees:member.endOf', { name: member.name })}
      busy={busy || until === ''}
      refusal={refusal}
      onClose={onClose}
      onSubmit={() =>
        void run(
          () => patch(member.key, { etag: member.etag, until }),
          ({ name }) => t('committees:member.ended', { name, date: format.date(until) }),
          ({ etag }) => patch(member.key, { etag, until: member.until }),
        )
      }
    >
      <Day label={t('committees:member.lastDay')} value={until} onChange={setUntil} />
      <p className="gv-caption">{t('committees:member.keeps')}</p>
    </Form>
  )
}

export const ChangeMemberDialog = ({ view, member, onClose }: MemberDialog) => {
  const { t, format } = useSession()
  const { busy, refusal, run, patch } = useMembers(view.fields.code, onClose)
  const [role, setRole] = useState(member.role)
  const [voice, setVoice] = useState(member.voice)
  const [from, setFrom] = useState(view.today)
  return (
    <Form
      title={t('committees:member.changeOf', { name: member.name })}
      busy={busy || from === '' || (role === member.role && voice === member.voice)}
      refusal={refusal}
      onClose={onClose}
      onSubmit={() =>
        void run(
          () => patch(member.key, { etag: member.etag, role, voice, from }),
          ({ name }) => t('committees:member.changed', { name, date: format.date(from) }),
        )
      }
    >
      <RoleAndVoice
        role={role}
        voice={voice}
        onChange={(newRole, newVoice) => {
          setRole(newRole)
          setVoice(newVoice)
        }}
      />
      <Day label={t('committees:member.firstDay')} value={from} onChange={setFrom} />
      <p className="gv-caption">{t('committees:member.keeps')}</p>
    </Form>
  )
}
