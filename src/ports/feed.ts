/** The activity feed of Teams: what somebody finds under their bell, whether or not they read the bot's messages. */
export interface Feed {
  /**
   * Tells these people (Entra object ids) at once, a hundred per request; whoever lacks the app is passed over. Telling the same
   * thing twice shows it once: `about` names it. False when Microsoft did not take it, which may be tried again.
   */
  notify(people: readonly string[], notice: FeedNotice): Promise<boolean>
}

export interface FeedNotice {
  /** Declared in the manifest of the Teams app, with the parameters of its sentence. */
  readonly type: 'packPublished'
  readonly parameters: Readonly<Record<string, string>>
  /** What it is about, such as `CI:12:v1`. */
  readonly about: string
  readonly topic: string
  /** The sentence below; the first 150 characters are shown. */
  readonly preview: string
  /** Page of the tab that it opens. */
  readonly page: string
}
