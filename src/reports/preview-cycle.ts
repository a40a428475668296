import type { Actor } from '../access/actor'
import { may } from '../access/policy'
import type { Context } from '../context'
import type { Locale } from '../i18n/text'
import { StatusCycles } from '../lists/status-cycles'
import type { CycleRefusal } from '../status/refusals'
import { publishedVersion, snapshotNow } from './cycle-snapshot'
import { fileNameOf } from './file-names'
import { executivePack } from './pack/executive-pack'
import { wordingOf } from './pack/wording'
import type { PreviewView } from './reports-view'
import type { Snapshot } from './snapshot'

interface Preview {
  readonly view: PreviewView
  readonly snapshot: Snapshot
}

const previewOf = (ctx: Context, code: string, locale: Locale): Preview | undefined => {
  const cycle = ctx.lists.find(StatusCycles, code)
  if (!cycle) return undefined
  const before = publishedVersion(ctx, code)
  const version = before + 1
  const snapshot = snapshotNow(ctx, code, version, null, ctx.clock.now())
  const wording = wordingOf(locale)
  const { green, amber, red, none } = snapshot.counts
  return {
    snapshot,
    view: {
      cycle: code,
      state: cycle.state,
      version,
      mustClose: cycle.state === 'open',
      mustGiveReason: before > 0,
      owed: green + amber + red + none,
      answered: green + amber + red,
      fileName: fileNameOf('executivePack', code, version, wording),
      pack: executivePack(snapshot, wording),
    },
  }
}

/** The pack as publishing now would make it; nothing is stored. */
export const previewCycle = (
  ctx: Context,
  actor: Actor,
  input: { readonly code: string; readonly language: Locale },
): { readonly ok: true; readonly preview: PreviewView } | CycleRefusal => {
  if (!may(actor, 'publication.read')) return { ok: false, reason: 'forbidden' }
  const preview = previewOf(ctx, input.code, input.language)
  return preview ? { ok: true, preview: preview.view } : { ok: false, reason: 'unknown-cycle' }
}

/** The same as a PowerPoint file, to be read before publishing. */
export const previewPack = async (
  ctx: Context,
  actor: Actor,
  input: { readonly code: string; readonly language: Locale },
): Promise<{ readonly ok: true; readonly fileName: string; readonly content: Uint8Array } | CycleRefusal> => {
  if (!may(actor, 'publication.read')) return { ok: false, reason: 'forbidden' }
  const preview = previewOf(ctx, input.code, input.language)
  if (!preview) return { ok: false, reason: 'unknown-cycle' }
  const { view, snapshot } = preview
  const content = await ctx.renderer.render({ kind: 'executivePack', snapshot, locale: input.language })
  return { ok: true, fileName: view.fileName, content }
}
