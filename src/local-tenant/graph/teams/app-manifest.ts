/** What the tenant knows of the manifest of the catalogue's app. */
export interface AppManifest {
  readonly activityTypes: readonly ActivityType[]
  /** Resource-specific permissions that the manifest asks for, by name. */
  readonly resourceSpecific: readonly string[]
  readonly messageCommands: readonly MessageCommand[]
}

/** An action of the message extension on a message. */
export interface MessageCommand {
  readonly id: string
  /** By language tag of the manifest. */
  readonly titles: Readonly<Record<string, string>>
}

export interface ActivityType {
  readonly type: string
  /** Text with `{placeholders}`; `{actor}` is filled in by Teams. */
  readonly templateText: string
}
