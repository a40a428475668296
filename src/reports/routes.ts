import { z } from 'zod'
import type { Actor } from '../access/actor'
import type { Locale } from '../i18n/text'
import { translate } from '../i18n/translate'
import { Publications } from '../lists/publications'
import type { Call, Reply, Route } from '../route'
import { settingsOf } from '../settings/settings'
import { refusalText } from '../status/refusals'
import { contentTypes } from './file-names'
import { previewCycle, previewPack } from './preview-cycle'
import { publicationsOf } from './publications'
import { type PublishRefusal, publishCycle } from './publish-cycle'
import { recordedFile } from './recorded-file'
import { type PublicationListView, type PublishedView, REASON_MAX } from './reports-view'

const languageOf = ({ ctx, query }: Call): Locale =>
  query.language === 'fr' || query.language === 'en' ? query.language : settingsOf(ctx).language
const publishBody = z.preprocess(
  (body) => body ?? {},
  z.strictObject({
    reason: z.string().optional(),
    close: z.boolean().optional(),
    language: z.enum(['fr', 'en']).optional(),
  }),
)

const statusOf: Partial<Record<PublishRefusal['reason'], number>> = {
  forbidden: 403,
  'unknown-cycle': 404,
  'reason-required': 422,
  'reason-too-long': 422,
}

const wordsOf = (refusal: PublishRefusal, actor: Actor): string => {
  const t = translate(actor.locale)
  switch (refusal.reason) {
    case 'cycle-open':
      return t('reports:publish.open')
    case 'reason-required':
      return t('reports:publish.reasonRequired')
    case 'altered':
      return t('reports:publish.altered', { file: refusal.fileName })
    case 'reason-too-long':
      return t('reports:publish.reasonTooLong', { max: REASON_MAX })
    default:
      return refusalText(refusal, actor.locale)
  }
}

const refuse = (refusal: PublishRefusal, actor: Actor): Reply => ({
  status: statusOf[refusal.reason] ?? 409,
  body: { error: { code: refusal.reason, message: wordsOf(refusal, actor) } },
})

const codeOf = ({ params }: Call): string => params.code ?? ''

const preview: Route = {
  method: 'GET',
  path: '/cycles/:code/preview',
  action: 'publication.read',
  handle: async (call) => {
    const outcome = previewCycle(call.ctx, call.actor, {
      code: codeOf(call),
      language: languageOf(call),
    })
    return outcome.ok ? { status: 200, body: outcome.preview } : refuse(outcome, call.actor)
  },
}

const previewFile: Route = {
  method: 'GET',
  path: '/cycles/:code/preview/pack',
  action: 'publication.read',
  handle: async (call) => {
    const outcome = await previewPack(call.ctx, call.actor, {
      code: codeOf(call),
      language: languageOf(call),
    })
    if (!outcome.ok) return refuse(outcome, call.actor)
    const { fileName, content } = outcome
    return { status: 200, file: { name: fileName, contentType: contentTypes.executivePack, content } }
  },
}

const publish: Route = {
  method: 'POST',
  path: '/cycles/:code/publish',
  action: 'cycle.publish',
  handle: async (call) => {
    const body = publishBody.safeParse(call.body)
    if (!body.success) {
      const t = translate(call.actor.locale)
      const fields = body.error.issues.map((issue) => issue.path.join('.') || t('errors:fault.whole'))
      const message = t('errors:invalid-request', { detail: [...new Set(fields)].join(', ') })
      return { status: 422, body: { error: { code: 'invalid-request', message } } }
    }
    const outcome = await publishCycle(call.ctx, call.actor, { code: codeOf(call), ...body.data })
    if (!outcome.ok) return refuse(outcome, call.actor)
    const { version, publications, announced } = outcome
    const answer: PublishedView = { version, publications, announced }
    return { status: 200, body: answer }
  },
}

const list: Route = {
  method: 'GET',
  path: '/publications',
  action: 'publication.read',
  handle: async ({ ctx, query }) => {
    const answer: PublicationListView = { publications: publicationsOf(ctx, query.cycle || undefined) }
    return { status: 200, body: answer }
  },
}

/** A published file of a cycle. The pack of a meeting has an address of its own, for those who may read the meeting. */
const publicationOf = (ctx: Call['ctx'], key: string) => {
  const row = ctx.lists.find(Publications, key)
  return row && row.kind !== 'meetingPack' ? { ...row, file: row.kind } : undefined
}

/** Through the service, so that a reader needs no rights on the library itself. */
const content: Route = {
  method: 'GET',
  path: '/publications/:key/content',
  action: 'publication.read',
  handle: async ({ ctx, actor, params }) => {
    const t = translate(actor.locale)
    const row = publicationOf(ctx, params.key ?? '')
    const recorded = await recordedFile(ctx, row)
    if (row && recorded.ok)
      return {
        status: 200,
        file: { name: row.fileName, contentType: contentTypes[row.file], content: recorded.content },
      }
    if (row && !recorded.ok && recorded.reason === 'altered') {
      const message = t('reports:publish.altered', { file: row.fileName })
      return { status: 409, body: { error: { code: 'altered', message } } }
    }
    return { status: 404, body: { error: { code: 'not-found', message: t('errors:not-found') } } }
  },
}

export const reportsRoutes: readonly Route[] = [preview, previewFile, publish, list, content]
