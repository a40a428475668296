/**
 * A time of day as people type it (`9:30`, `9h30`, `930`, `14 h`), as `HH:MM`; null when it is none. A browser's own time input
 * follows the language of the browser and shows AM and PM to Belgian readers of an English one.
 */
export const clockTime = (text: string): string | null => {
  const [, hours, minutes] = /^(\d{1,2})(?:\s*[:h.]?\s*(\d{2})|\s*h)?$/i.exec(text.trim()) ?? []
  if (hours === undefined || Number(hours) > 23 || Number(minutes ?? 0) > 59) return null
  return `${hours.padStart(2, '0')}:${minutes ?? '00'}`
}
