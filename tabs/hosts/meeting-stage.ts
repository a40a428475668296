import { meeting } from '@microsoft/teams-js'

/** Shows an address of this app to everybody in the meeting; rejects when Teams refuses, or nobody may share now. */
export const shareToStage = (url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    meeting.shareAppContentToStage(
      (error) => (error ? reject(new Error(error.message ?? 'not shared')) : resolve()),
      url,
    )
  })
