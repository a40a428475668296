import { parentPort } from 'node:worker_threads'
import { type RenderJob, renderFile } from './render-file'

/** What the thread that draws answers to a job. */
export type RenderReply =
  | { readonly ok: true; readonly content: Uint8Array }
  | { readonly ok: false; readonly message: string; readonly stack: string | undefined }

const replyTo = async (job: RenderJob): Promise<RenderReply> => {
  try {
    return { ok: true, content: await renderFile(job) }
  } catch (error) {
    return error instanceof Error
      ? { ok: false, message: error.message, stack: error.stack }
      : { ok: false, message: String(error), stack: undefined }
  }
}

parentPort?.on('message', async (job: RenderJob) => {
  parentPort?.postMessage(await replyTo(job))
})
