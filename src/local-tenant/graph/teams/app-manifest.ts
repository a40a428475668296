/** What the tenant knows of the manifest of the catalogue's app. */
export interface AppManifest {
  readonly activityTypes: readonly ActivityType[]
  /** Whether the manifest asks for resource-specific consent. */
  readonly resourceSpecific: boolean
}

export interface ActivityType {
  readonly type: string
  /** Text with `{placeholders}`; `{actor}` is filled in by Teams. */
  readonly templateText: string
}
