import type { SettingsDraft } from './settings-draft'

/** What a section of the page is given. */
export interface SectionProps {
  readonly draft: SettingsDraft
  readonly onChange: (change: Partial<SettingsDraft>) => void
  /** What was refused about the input of a setting, such as `ladder.escalation`. */
  readonly faultOf: (path: string) => string | undefined
}
